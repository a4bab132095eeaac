"""Changes that a list brings to activities on record, through the services that forms use."""

from collections.abc import Iterable

from accounts.models import User
from geo.models import ImportBatch
from geo.services.imported import Imported
from leaders.models import Partner
from thai.amounts import Count

from ...choices import ActivityStatus as Status
from ...choices import HeadcountKind, HeadcountStage
from ...models import Activity, ActivityPartner, ActivityReport, Headcount, Session
from ...services import transitions
from ...services.activities import (
    HeadcountInput,
    SessionInput,
    add_partners,
    change_activity,
    save_report,
    save_sessions,
    set_headcounts,
)
from .comparing import Changes
from .details import parts_of
from .drafts import Draft

# What a list need not tell: the reviewer sees that it is missing.
MAY_LACK = frozenset({"method", "attendance"})


def watch(activities: Iterable[Activity], imported: Imported) -> None:
    """Look at all that the changes may touch, before they do."""
    for keys in parts_of(row.pk for row in activities):
        for model in (Session, Headcount, ActivityReport, ActivityPartner):
            imported.watch(*model.objects.filter(activity__in=keys))
        imported.watch(*Activity.objects.filter(pk__in=keys))
        imported.watch(*Partner.objects.filter(activities__activity__in=keys).distinct())


def change(draft: Draft, *, by: User, batch: ImportBatch) -> None:
    """Write what a row says otherwise; what was submitted is taken back before and submitted again."""
    changes: Changes = draft.changes
    activity = Activity.objects.select_related("team__subdistrict", "area", "programme").get(
        pk=draft.activity.pk
    )
    was = Status(activity.status)
    if was == Status.SUBMITTED:
        transitions.withdraw(activity, by=by)
    issues = {*activity.issues.all(), *changes.issues} if changes.issues else None
    change_activity(activity, by=by, issues=issues, **changes.values)
    if changes.methods or changes.missing_days or changes.hours is not None:
        save_sessions(activity, _sessions(activity, draft, changes), by=by, batch=batch)
    for stage, count in changes.counts.items():
        counted = _counts(activity, stage, count, draft, batch)
        set_headcounts(activity, counted, by=by, stage=stage, batch=batch)
    if changes.report:
        save_report(activity, by=by, batch=batch, **changes.report)
    if changes.partners:
        add_partners(activity, changes.partners, by=by, batch=batch)
    _move(activity, was, draft, by)


def _sessions(activity: Activity, draft: Draft, changes: Changes) -> list[SessionInput]:
    """The sessions kept, with method and hours of the row on its days, and a new one for each further day."""
    main, further = (changes.methods[0] if changes.methods else None), changes.methods[1:]
    inputs = []
    for session in activity.sessions.prefetch_related("further_methods"):
        said = session.date in draft.days
        hours = changes.hours if said and changes.hours is not None else session.hours
        kept = tuple(session.further_methods.all())
        inputs.append(
            SessionInput(
                date=session.date,
                method=(main if said else None) or session.method,
                hours=hours,
                starts_at=session.starts_at,
                further_methods=further if main and said else kept,
                uid=session.uid,
            )
        )
    first = main or next((item.method for item in inputs if item.method), None)
    return inputs + [
        SessionInput(date=day, method=first, hours=draft.hours, further_methods=further)
        for day in changes.missing_days
    ]


def _counts(
    activity: Activity, stage: HeadcountStage, count: Count, draft: Draft, batch: ImportBatch
) -> list[HeadcountInput]:
    """The stage's rows of groups and visitors as they are, and the row's number in place of the others."""
    kept = activity.headcounts.filter(stage=stage).exclude(kind=HeadcountKind.UNKNOWN).select_related("group")
    return [*map(_as_input, kept), count_input(stage, count, draft, batch)]


def _as_input(row: Headcount) -> HeadcountInput:
    return HeadcountInput(
        number=row.number,
        women=row.women,
        group=row.group,
        kind=HeadcountKind(row.kind),
        stage=HeadcountStage(row.stage),
        estimated=row.estimated,
        source=row.source,
    )


def count_input(stage: HeadcountStage, count: Count, draft: Draft, batch: ImportBatch) -> HeadcountInput:
    """A number of the list as people without names, with the column and the file it stands in."""
    label = draft.label("planned" if stage == HeadcountStage.PLANNED else "came")
    return HeadcountInput(
        number=count.number,
        women=count.women,
        stage=stage,
        estimated=count.estimated,
        source=f"{label} · {batch.filename}"[:120],
    )


def _move(activity: Activity, was: Status, draft: Draft, by: User) -> None:
    """Where the row takes the activity; else what was submitted goes back to its reviewer."""
    to = draft.changes.status
    if to in (Status.POSTPONED, Status.CANCELLED):
        verb = transitions.postpone if to == Status.POSTPONED else transitions.cancel
        verb(activity, by=by, reason=draft.reason)
        return
    if was == Status.POSTPONED and to is not None:
        transitions.plan_again(activity, by=by)
    if to == Status.SUBMITTED:
        transitions.start(activity, by=by)
    brought = was == Status.DRAFT and activity.import_batch_id
    if to == Status.SUBMITTED or was == Status.SUBMITTED or (brought and draft.status == Status.SUBMITTED):
        transitions.submit(activity, by=by, may_lack=MAY_LACK)
