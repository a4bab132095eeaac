"""Which learner group a row's person belongs to. A bare "ผู้นำ" is asked about, never guessed."""

from django.utils.translation import gettext as _

from thai.errors import excerpt

from ...models import Enrolment, LearnerGroup
from ..questions import Choice, Question, QuestionKind
from ..vocabulary import Words, read_group, read_issues
from .context import Context
from .drafts import Draft, ask

ROW_BY_ROW = "each"
NO_ISSUE = "none"


def settle_group(draft: Draft, held: Enrolment | None, context: Context) -> None:
    """Put group and issues into the row's values, or ask.

    ``held`` is the enrolment on record that day: it answers for a blank, and for "ผู้นำ" if it is a leader's.
    """
    entry, values = draft.entry, draft.result.values
    found = read_group(entry.group, context.groups, context.issues)
    known, unknown = read_issues(entry.issues, context.issues)
    key = found.group
    if key is None and held and (not entry.group or (held.group.leads and _says_leader(entry.group))):
        key = held.group.key
    if key is None:
        key = _ask_group(draft, context)
    values["group"] = key
    group = context.groups.by_key.get(key) if key else None
    if not (isinstance(group, LearnerGroup) and group.with_issues):
        return
    issues = [*found.issues, *known]
    for word in (*found.unknown_issues, *unknown):
        issues.append(_ask_issue(word, draft, context))
    values["issues"] = list(dict.fromkeys(filter(None, issues)))


def _says_leader(text: str) -> bool:
    return text.strip() in {"ผู้นำ", "แกนนำ", "ผู้นำชุมชน", "แกนนำชุมชน"}


def _ask_group(draft: Draft, context: Context) -> str | None:
    text = draft.entry.group
    choices = _choices(context.groups)
    if "group" not in context.reading.columns:
        question = _ask_everybody(draft, context, choices)
        if question.answer != ROW_BY_ROW:
            return question.answer or None
    words = _("ช่อง กลุ่ม: “%(text)s” หมายถึงกลุ่มไหน") if text else _("ช่อง กลุ่ม: ยังไม่ได้บอกว่าอยู่กลุ่มไหน")
    question = ask(
        draft, context, "group", QuestionKind.GROUP, words % {"text": excerpt(text)}, choices, text
    )
    return question.answer or None


def _ask_everybody(draft: Draft, context: Context, choices: list[Choice]) -> Question:
    """Asked once when the sheet has no column for groups."""
    question = context.asking.ask(
        f"{context.number}:group",
        QuestionKind.GROUP,
        _("ไม่มีช่องกลุ่ม คนในไฟล์นี้อยู่กลุ่มไหน"),
        [*choices, Choice(ROW_BY_ROW, _("ไม่เหมือนกัน ถามทีละแถว"))],
        sheet=draft.entry.sheet,
        alike=f"{context.number}:group",
    )
    draft.result.questions.append(question)
    return question


def _ask_issue(word: str, draft: Draft, context: Context) -> str | None:
    question = ask(
        draft,
        context,
        f"issue:{excerpt(word)}",
        QuestionKind.ISSUE,
        _("ช่อง กลุ่ม: “%(text)s” คือประเด็นไหน") % {"text": excerpt(word)},
        [*_choices(context.issues), Choice(NO_ISSUE, _("ไม่ระบุประเด็น"))],
        word,
    )
    return None if question.answer == NO_ISSUE else question.answer or None


def _choices(words: Words) -> list[Choice]:
    return [Choice(row.key, row.name) for row in words.rows]
