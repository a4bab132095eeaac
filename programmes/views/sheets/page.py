"""What the page of one batch shows."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _

from accounts.models import User
from geo.choices import BatchState
from geo.models import ImportBatch, LearningSite
from geo.querysets import LearningSiteQuerySet
from thai.collation import thai_order

from ...choices import Presence
from ...forms.sheets import asks_alike
from ...intake.questions import Question
from ...intake.verdicts import Plan, RowResult, Verdict
from ...models import Activity, LearnerGroup

ROWS_A_PAGE = 40
MOST_QUESTIONS = 40
MOST_REFUSED = 20
MOST_SITES = 50


@dataclass(frozen=True)
class Line:
    """A row of the table: the result, the group's row, and how many of the days somebody came."""

    row: RowResult
    group: LearnerGroup | None
    came: str


@dataclass(frozen=True)
class Asked:
    """A question as it is drawn: the row's name and place beside it, and how many others ask the same."""

    question: Question
    row: RowResult | None
    alike: int = 0


def context_of(
    batch: ImportBatch, plan: Plan | None, user: User, *, verdict: str, page: str | None
) -> dict[str, Any]:
    """Everything the template needs; ``plan`` is None for a batch that was given up."""
    base = {
        "batch": batch,
        "plan": plan,
        "waiting": batch.state == BatchState.PREVIEWED,
        "written": batch.state == BatchState.WRITTEN,
    }
    if plan is None:
        return base
    counts = plan.counts()
    asked = _asked(plan)
    open_ones = [item for item in asked if item.question.is_open]
    ready = len(plan.to_write())
    return {
        **base,
        "counts": counts,
        "total": len(plan.rows),
        "tabs": [
            (choice.value, str(choice.label), counts[choice.value]) for choice in Verdict if counts[choice]
        ],
        "verdict": verdict if verdict in Verdict.values else "",
        "asked": [*open_ones, *(item for item in asked if not item.question.is_open)][:MOST_QUESTIONS],
        "asked_number": len(asked),
        "answered_number": len(asked) - len(open_ones),
        "open_number": sum(not item.question.optional for item in open_ones),
        "more_questions": max(0, len(asked) - MOST_QUESTIONS),
        "refused": _refused(plan)[:MOST_REFUSED],
        "ready": ready,
        "page": _page(plan, verdict, page),
        "written_number": sum(batch.result.get(key, 0) for key in ("new", "change")),
        "activities": list(_activities(batch, user)) if batch.written_at else [],
        "sites": list(_sites(batch, user)[: MOST_SITES + 1]) if batch.written_at else [],
        "most_sites": MOST_SITES,
    }


def _asked(plan: Plan) -> list[Asked]:
    """Every question with its row, in the order of the file."""
    rows = {question.key: row for row in plan.rows for question in row.questions if question.row is not None}
    questions = list(plan.every_question())
    alike = Counter((asked.kind, asked.text, asked.choices) for asked in questions if asked.row is not None)
    drawn = []
    for asked in questions:
        others = alike[asked.kind, asked.text, asked.choices] - 1 if asked.row is not None else 0
        # The offer stands once, beside the first of them that is open.
        first = next((other for other in questions if other.is_open and asks_alike(other, asked)), None)
        drawn.append(Asked(asked, rows.get(asked.key), others if first is asked else 0))
    return drawn


def _refused(plan: Plan) -> list[RowResult]:
    """Rows that cannot be written for a reason of their own; what holds for the whole sheet is said once."""
    return [
        row
        for row in plan.rows
        if row.verdict == Verdict.REFUSED and not (row.reasons and row.reasons[0] in plan.problems)
    ]


def _page(plan: Plan, verdict: str, page: str | None) -> Page:
    rows = [row for row in plan.rows if verdict not in Verdict.values or row.verdict == verdict]
    found = Paginator(rows, ROWS_A_PAGE).get_page(page)
    groups = {group.key: group for group in LearnerGroup.objects.all()}
    found.object_list = [
        Line(row, groups.get(row.values.get("group")), _came(row)) for row in found.object_list
    ]
    return found


def _came(row: RowResult) -> str:
    """ "มา 1 จาก 2 วัน" of a row that names days."""
    answers = list(row.values.get("attendance", {}).values())
    if not answers:
        return ""
    came = answers.count(Presence.PRESENT)
    return _("มา %(came)s จาก %(all)s วัน") % {"came": came, "all": len(answers)}


def _activities(batch: ImportBatch, user: User) -> Any:
    """Activities that the batch brought, or brought people to."""
    return (
        Activity.objects.visible_to(user)
        .filter(sessions__attendances__import_batch=batch)
        .distinct()
        .order_by("starts_on", "pk")
    )


def _sites(batch: ImportBatch, user: User) -> LearningSiteQuerySet:
    """Learning sites that the batch brought."""
    brought = LearningSite.objects.visible_to(user).filter(import_batch=batch)
    return brought.with_place().order_by(thai_order("name_th"), "pk")
