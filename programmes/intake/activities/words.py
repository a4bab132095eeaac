"""Methods and issues as the list names them."""

from django.utils.translation import gettext as _

from thai.errors import excerpt

from ..questions import Choice, QuestionKind
from ..vocabulary import Words, read_issues
from .context import Context
from .drafts import Draft
from .states import is_off

METHOD = "method"
NO_ISSUE = "none"


def read_methods(draft: Draft, context: Context) -> None:
    """The main method first. One that nobody knows, or none, is asked about and holds nothing up."""
    text = draft.row["method"]
    if context.method is not None:
        draft.methods = tuple(filter(None, [context.method.answer]))
        return
    if is_off(text):
        return
    known, unknown = context.once("method", text, lambda said: read_issues(said, context.methods))
    answered = [_ask_method(word, draft, context) for word in unknown]
    if not known and not unknown:
        answered = [_ask_method("", draft, context)]
    draft.methods = tuple(dict.fromkeys(filter(None, [*known, *answered])))


def _ask_method(word: str, draft: Draft, context: Context) -> str:
    words = _("ช่อง %(label)s: “%(text)s” คือวิธีไหน") if word else _("ช่อง %(label)s: ยังไม่ได้บอกวิธี")
    if not draft.label("method"):  # another table of the file has the column
        words = _("แถวนี้ยังไม่ได้บอกวิธีเรียนรู้")
    question = draft.ask(
        context,
        f"method:{excerpt(word)}" if word else "method",
        QuestionKind.METHOD,
        words % {"label": draft.label("method"), "text": excerpt(word)},
        choices_of(context.methods),
        about=word,
        optional=True,
    )
    return question.answer


def read_issues_of(draft: Draft, context: Context) -> None:
    """Issue areas; a word that names none is asked about."""
    text = draft.row["issues"]
    known, unknown = context.once("issues", text, lambda said: read_issues(said, context.issues))
    found = list(known)
    for word in unknown:
        question = draft.ask(
            context,
            f"issue:{excerpt(word)}",
            QuestionKind.ISSUE,
            _("ช่อง %(label)s: “%(text)s” คือประเด็นไหน")
            % {"label": draft.label("issues"), "text": excerpt(word)},
            [*choices_of(context.issues), Choice(NO_ISSUE, _("ไม่ระบุประเด็น"))],
            about=word,
        )
        found += [question.answer] if question.answer and question.answer != NO_ISSUE else []
    draft.issues = tuple(dict.fromkeys(found))


def choices_of(words: Words) -> list[Choice]:
    """Every row of a vocabulary."""
    return [Choice(row.key, row.name) for row in words.rows]
