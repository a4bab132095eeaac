"""A row against the activity on record: what it says otherwise. A blank says nothing, nothing is emptied."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from geo.models import IssueArea
from leaders.services.partners import PartnerInput
from thai.amounts import Count
from thai.errors import excerpt
from thai.text import fold

from ...choices import ActivityStatus as Status
from ...choices import HeadcountKind, HeadcountStage
from ...models import Activity, Method
from .columns import REPORT
from .context import Context
from .days import shown_days
from .details import Details, KeptCount
from .drafts import Draft

NOTHING = "–"
# Where a row may take an activity, from where it stands. Elsewhere its status stays.
MOVES = {
    Status.POSTPONED: frozenset({Status.PLANNED, Status.DRAFT, Status.RETURNED, Status.SUBMITTED}),
    Status.CANCELLED: frozenset(
        {Status.PLANNED, Status.DRAFT, Status.RETURNED, Status.SUBMITTED, Status.POSTPONED}
    ),
    Status.SUBMITTED: frozenset({Status.PLANNED, Status.POSTPONED}),
    Status.PLANNED: frozenset({Status.POSTPONED}),
}


@dataclass
class Changes:
    """What the writer has to do, and ``words`` for people, one a change; empty: nothing differs."""

    values: dict[str, Any] = field(default_factory=dict)
    report: dict[str, str] = field(default_factory=dict)
    issues: list[IssueArea] = field(default_factory=list)
    methods: tuple[Method, ...] = ()
    missing_days: list[date] = field(default_factory=list)
    hours: Decimal | None = None
    counts: dict[HeadcountStage, Count] = field(default_factory=dict)
    partners: list[PartnerInput] = field(default_factory=list)
    status: Status | None = None
    words: list[str] = field(default_factory=list)

    def say(self, label: str, old: str, new: str) -> None:
        """Name one difference."""
        said = {"label": label, "old": old or NOTHING, "new": new or NOTHING}
        self.words.append(_("ช่อง %(label)s: เดิม %(old)s ใหม่ %(new)s") % said)


def compare(draft: Draft, context: Context) -> Changes:
    """Everything that a row says otherwise than its activity, in the order of the columns."""
    changes, kept = Changes(), draft.kept
    _compare_days(draft, kept, changes)
    _compare_methods(draft, kept, changes, context)
    _compare_issues(draft, kept, changes, context)
    _compare_counts(draft, kept, changes)
    _compare_partners(draft, kept, changes)
    for name in ("budget_planned", "budget_spent"):
        _compare_value(draft, name, getattr(draft, name), changes, plain_baht)
    _compare_value(draft, "place_text", draft.venue, changes, str)
    _compare_report(draft, kept, changes)
    _compare_status(draft, draft.activity, changes)
    return changes


def plain_baht(amount: Decimal | None) -> str:
    """ "15,000", "15,000.50"; "" for none."""
    if amount is None:
        return ""
    return f"{amount:,.0f}" if amount == amount.to_integral_value() else f"{amount:,.2f}"


def said_count(number: int, women: int | None, estimated: bool) -> str:
    """ "ประมาณ 20", "15 (หญิง 9)"."""
    text = _("ประมาณ %(n)s") % {"n": number} if estimated else str(number)
    return f"{text} {_('(หญิง %(n)s)') % {'n': women}}" if women is not None else text


def _compare_days(draft: Draft, kept: Details, changes: Changes) -> None:
    known = {session.day for session in kept.sessions}
    changes.missing_days = [day for day in draft.days if day not in known]
    if changes.missing_days:
        changes.say(draft.label("days"), "", ", ".join(shown_days((day,)) for day in changes.missing_days))
    hours = {session.hours for session in kept.sessions if session.day in draft.days}
    if draft.hours is not None and hours and hours != {draft.hours}:
        changes.hours = draft.hours
        old = next(iter(hours)) if len(hours) == 1 else None
        changes.say(draft.label("hours"), "" if old is None else f"{old:g}", f"{draft.hours:g}")


def _compare_methods(draft: Draft, kept: Details, changes: Changes, context: Context) -> None:
    """Any session with the row's methods is enough: logs tell methods session by session."""
    told = all(session.method for session in kept.sessions)
    if not draft.methods or (set(draft.methods) <= kept.methods and told):
        return
    rows = context.methods.by_key
    changes.methods = tuple(rows[key] for key in draft.methods)
    old = ", ".join(row.name for row in context.methods.rows if row.key in kept.methods)
    changes.say(draft.label("method") or _("วิธีเรียนรู้"), old, ", ".join(row.name for row in changes.methods))


def _compare_issues(draft: Draft, kept: Details, changes: Changes, context: Context) -> None:
    rows = context.issues.by_key
    changes.issues = [rows[key] for key in draft.issues if key not in kept.issues]
    if changes.issues:
        names = [rows[key].name for key in kept.issues]
        added = [issue.name for issue in changes.issues]
        changes.say(draft.label("issues"), ", ".join(names), ", ".join([*names, *added]))


def _compare_counts(draft: Draft, kept: Details, changes: Changes) -> None:
    """People without names; those who came by name, or of a group, are part of the number of a list."""
    for stage, name in ((HeadcountStage.PLANNED, "planned"), (HeadcountStage.CAME, "came")):
        count: Count | None = getattr(draft, name)
        if count is None:
            continue
        rows = [row for row in kept.counts if row.stage == stage]
        loose = [row for row in rows if row.kind == HeadcountKind.UNKNOWN]
        others = sum(row.number for row in rows if row.kind != HeadcountKind.UNKNOWN)
        others += kept.people if stage == HeadcountStage.CAME else 0
        wanted = _without(count, others)
        if wanted is None or _is_told(loose, wanted):
            continue
        changes.counts[stage] = wanted
        number = others + sum(row.number for row in loose)
        women = loose[0].women if len(loose) == 1 and not others else None
        old = said_count(number, women, any(row.estimated for row in loose)) if rows or others else ""
        new = said_count(count.number, None if others else count.women, count.estimated)
        changes.say(draft.label(name), old, new)


def _without(count: Count, others: int) -> Count | None:
    """The number left when those told otherwise are taken off; None when nobody is left."""
    if not others:
        return count
    left = count.number - others
    return Count(left, None, count.estimated) if left > 0 else None


def _is_told(loose: list[KeptCount], wanted: Count) -> bool:
    """Whether the rows without group say the number already; women left out say nothing."""
    if sum(row.number for row in loose) != wanted.number or not loose:
        return False
    women = [row.women for row in loose]
    told = wanted.women is None or (None not in women and sum(women) == wanted.women)
    return told and any(row.estimated for row in loose) == wanted.estimated


def _compare_partners(draft: Draft, kept: Details, changes: Changes) -> None:
    for item in draft.partners:
        row = kept.partners.get(item.key)
        if row is None or (item.kind and not row.kind) or (item.brought and not row.brought):
            changes.partners.append(item)
    if changes.partners:
        names = [row.name for row in kept.partners.values()]
        fresh = [item.name for item in changes.partners if item.key not in kept.partners]
        told = [_told(item) for item in changes.partners if item.key in kept.partners]
        changes.say(draft.label("partners"), ", ".join(names), ", ".join([*names, *fresh] if fresh else told))


def _told(item: PartnerInput) -> str:
    """A partner on record with what the row adds about it."""
    added = filter(None, [item.kind and str(item.kind.label), item.brought])
    return f"{item.name} ({', '.join(added)})"


def _compare_value(draft: Draft, name: str, new: Any, changes: Changes, shown: Callable[[Any], str]) -> None:
    old = getattr(draft.activity, name)
    if new in (None, "") or new == old:
        return
    changes.values[name] = new
    label = draft.label(name) or draft.label("budget" if name.startswith("budget") else "venue")
    changes.say(label, shown(old) if old is not None else "", shown(new))


def _compare_report(draft: Draft, kept: Details, changes: Changes) -> None:
    for name in REPORT:
        new, old = draft.report.get(name, ""), kept.report.get(name, "")
        if new and new != old and fold(new) != fold(old):
            changes.report[name] = new
            changes.say(draft.label(name), excerpt(fold(old)), excerpt(fold(new)))


def _compare_status(draft: Draft, activity: Activity, changes: Changes) -> None:
    label = draft.label("status") or _("สถานะ")
    if draft.status != activity.status and activity.status in MOVES[draft.status]:
        changes.status = draft.status
        changes.say(label, activity.get_status_display(), str(draft.status.label))
    if draft.postponed_to and draft.postponed_to != activity.postponed_to:
        changes.values["postponed_to"] = draft.postponed_to
        old = shown_days((activity.postponed_to,)) if activity.postponed_to else ""
        changes.say(_("เลื่อนเป็น"), old, shown_days((draft.postponed_to,)))
