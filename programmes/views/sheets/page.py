"""What the page of one batch shows."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.models import User
from geo.choices import BatchState
from geo.models import ImportBatch, LearningSite
from geo.querysets import LearningSiteQuerySet
from thai.collation import thai_order

from ...choices import Presence
from ...intake.keeping import ANSWERS_FROM
from ...intake.undo import named, undone
from ...intake.verdicts import Plan, RowResult, Verdict
from ...models import Activity, LearnerGroup, Session
from ...querysets import ActivityQuerySet
from .cards import questions_of

ROWS_A_PAGE = 40
MOST_REFUSED = 20
MOST_SITES = 50
MOST_ACTIVITIES = 50


@dataclass(frozen=True)
class Line:
    """A row of the table: the result, the group's row, and how many of the days somebody came."""

    row: RowResult
    group: LearnerGroup | None
    came: str


def has_plan(batch: ImportBatch) -> bool:
    """Whether rows can still be looked at: not given up, not undone, and the file is there."""
    return batch.state in {BatchState.PREVIEWED, BatchState.WRITTEN} and bool(batch.file)


def rows_with(plan: Plan, verdict: str) -> list[RowResult]:
    """Rows of a verdict; all rows for one that there is not."""
    return [row for row in plan.rows if verdict not in Verdict.values or row.verdict == verdict]


def context_of(
    batch: ImportBatch, plan: Plan | None, user: User, *, asked_for: Mapping[str, str]
) -> dict[str, Any]:
    """Everything the template needs; ``plan`` is None where there is none, ``asked_for`` the query."""
    done = undone(batch)
    base = {
        "batch": batch,
        "plan": plan,
        "waiting": batch.state == BatchState.PREVIEWED,
        "written": batch.state == BatchState.WRITTEN,
        "undone": batch.state == BatchState.UNDONE,
        "written_number": sum(batch.result.get(key, 0) for key in ("new", "change")),
        "activities": list(_activities(batch, user)[: MOST_ACTIVITIES + 1]) if batch.written_at else [],
        "sites": list(_sites(batch, user)[: MOST_SITES + 1]) if batch.written_at else [],
        "most_sites": MOST_SITES,
        "most_activities": MOST_ACTIVITIES,
        "undoing": done,
        "lines": named(done.lines, user),
    }
    if plan is None:
        return base
    counts = plan.counts()
    verdict = asked_for.get("verdict", "")
    return {
        **base,
        **questions_of(plan, only=asked_for.get("card", ""), page=asked_for.get("rows")),
        "counts": counts,
        "total": len(plan.rows),
        "tabs": [
            (choice.value, str(choice.label), counts[choice.value]) for choice in Verdict if counts[choice]
        ],
        "verdict": verdict if verdict in Verdict.values else "",
        "refused": _refused(plan)[:MOST_REFUSED],
        "ready": len(plan.to_write()),
        "page": _page(plan, verdict, asked_for.get("page")),
        "answers_from": batch.result.get(ANSWERS_FROM),
    }


def _refused(plan: Plan) -> list[RowResult]:
    """Rows that cannot be written for a reason of their own; what holds for the whole sheet is said once."""
    return [
        row
        for row in plan.rows
        if row.verdict == Verdict.REFUSED and not (row.reasons and row.reasons[0] in plan.problems)
    ]


def _page(plan: Plan, verdict: str, page: str | None) -> Page:
    found = Paginator(rows_with(plan, verdict), ROWS_A_PAGE).get_page(page)
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


def _activities(batch: ImportBatch, user: User) -> ActivityQuerySet:
    """Activities that the batch brought, brought people to, or changed."""
    noted = batch.imported_rows.filter(label=Activity._meta.label_lower).values("object_id")
    attended = Session.objects.filter(attendances__import_batch=batch).values("activity")
    brought = Q(pk__in=noted) | Q(pk__in=attended)
    return Activity.objects.visible_to(user).filter(brought).order_by("starts_on", "pk")


def _sites(batch: ImportBatch, user: User) -> LearningSiteQuerySet:
    """Learning sites that the batch brought."""
    brought = LearningSite.objects.visible_to(user).filter(import_batch=batch)
    return brought.with_place().order_by(thai_order("name_th"), "pk")
