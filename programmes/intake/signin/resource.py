"""Rows of a plan written with django-import-export: persons row by row, then the roll in one go.

Persons, rosters and rolls are written by the services that forms use too, so that their rules hold alike.
"""

import uuid
from collections.abc import Mapping
from datetime import date
from typing import Any

import tablib
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from import_export import fields, resources, widgets
from import_export.results import RowResult as WrittenRow

from accounts.models import User
from geo.models import Area, ImportBatch
from geo.services.imported import Imported
from leaders.models import Person
from leaders.services.people import add_person, change_person

from ...choices import ActivityStatus, Presence
from ...models import Activity, Attendance, Enrolment, Method
from ...services.activities import SessionInput, create_activity, save_sessions, take_roll
from ...services.completeness import missing_before_submission
from ...services.enrolments import enrol, set_issues
from ...services.transitions import arrive, start, submit, withdraw
from ..known import HISTORY
from ..verdicts import RowResult
from .context import Context
from .planning import METHOD

PERSON_FIELDS = ("prefix", "title", "given_name", "family_name", "position", "phone", "subdistrict")

MAY_LACK = frozenset({"method"})


class SignInResource(resources.ModelResource):
    """Persons of one sheet; each row brings an enrolment and answers for the roll along."""

    subdistrict = fields.Field("subdistrict", "subdistrict", widgets.ForeignKeyWidget(Area, "code"))

    class Meta:
        model = Person
        import_id_fields = ("uid",)
        fields = ("uid", *PERSON_FIELDS)
        use_transactions = True
        skip_diff = True
        report_skipped = True

    def __init__(self, context: Context, batch: ImportBatch, by: User) -> None:
        super().__init__()
        self.context, self.batch, self.by = context, batch, by
        self.activity: Activity | None = None
        self._answers: dict[int, dict[date, Presence]] = {}

    def before_import(self, dataset: tablib.Dataset, **kwargs: Any) -> None:
        """Nobody is written twice at once: who else confirms the same sheet waits here."""
        ImportBatch.objects.select_for_update().get(pk=self.batch.pk)

    def get_queryset(self) -> Any:
        """Only persons whom the user sees can be changed."""
        return Person.objects.visible_to(self.by)

    def do_instance_save(self, instance: Person, is_create: bool) -> None:
        """Save through the services, which check who may, and keep history."""
        values = {name: getattr(instance, name) for name in PERSON_FIELDS}
        if is_create:
            made = add_person(
                by=self.by, uid=instance.uid, batch=self.batch, team=self.context.owner.team, **values
            )
            instance.pk, instance.team = made.pk, made.team
            instance._state.adding = False
        else:
            change_person(Person.objects.get(pk=instance.pk), by=self.by, **values)

    def import_instance(self, instance: Person, row: Mapping[str, Any], **kwargs: Any) -> None:
        """Fill the fields. What the sheet leaves blank stays, and a name on record keeps its spelling."""
        kept = {name: getattr(instance, name) for name in PERSON_FIELDS}
        known = not instance._state.adding
        super().import_instance(instance, row, **kwargs)
        for name, value in kept.items():
            if known and (name in {"given_name", "family_name"} or not getattr(instance, name)):
                setattr(instance, name, value)

    def after_save_instance(self, instance: Person, row: Mapping[str, Any], **kwargs: Any) -> None:
        """Enrol who is new that day, and keep the answers for the roll."""
        enrolment = self._enrolment(instance, row)
        answers = {
            date.fromisoformat(day): Presence(answer)
            for day, answer in row["attendance"].items()
            if answer != Presence.UNKNOWN
        }
        if enrolment.ends_on and any(day > enrolment.ends_on for day in answers):
            raise ValidationError(
                _("%(name)s ออกจากรายชื่อไปก่อนวันสุดท้ายของกิจกรรม") % {"name": instance.full_name}
            )
        self._answers[enrolment.pk] = answers

    def after_import(self, dataset: tablib.Dataset, result: Any, **kwargs: Any) -> None:
        """Write the activity and who came; a row that failed takes everything back."""
        if result.has_errors() or result.has_validation_errors():
            return
        if any(self._answers.values()):
            self.activity = _write_activity(self.context, self._answers, batch=self.batch, by=self.by)

    def _enrolment(self, person: Person, row: Mapping[str, Any]) -> Enrolment:
        """The enrolment valid on the first day: the one on record, or a new one.

        Learners of another team stay there: they come as guests, with the enrolment they have.
        """
        context, first = self.context, self.context.days.all[0]
        held = Enrolment.objects.filter(person=person, programme=context.days.programme).on(first).first()
        group = context.groups.by_key[row["group"]] if row["group"] else None
        issues = [context.issues.by_key[key] for key in row["issues"]]
        if held and held.team_id != context.owner.team.pk:
            return held
        if held and (group is None or held.group_id == group.pk):
            return set_issues(held, {*held.issues.all(), *issues}, by=self.by) if issues else held
        return enrol(
            person,
            team=context.owner.team,
            programme=context.days.programme,
            group=group,
            starts_on=first,
            by=self.by,
            issues=issues,
            batch=self.batch,
        )


def write_sheet(
    context: Context, rows: list[RowResult], *, batch: ImportBatch, by: User, imported: Imported
) -> dict[str, str]:
    """Write ``rows`` of one sheet; answers why rows could not be written, by their key. Then nothing was.

    Raises whatever is no row's fault. Must run in a transaction.
    """
    dataset = tablib.Dataset(headers=["uid", *PERSON_FIELDS, "group", "issues", "attendance"])
    for row in rows:
        values = {**row.values, "phone": row.values["phone"] or ""}
        dataset.append(
            [
                row.uid or uuid.uuid4(),
                *(values[name] for name in PERSON_FIELDS),
                *(values[name] for name in ("group", "issues", "attendance")),
            ]
        )
    _watch(context, rows, imported)
    resource = SignInResource(context, batch, by)
    result = resource.import_data(dataset, rollback_on_validation_errors=True)
    for error in result.base_errors:
        raise error.error
    return {
        row.key: problem for row, done in zip(rows, result.rows, strict=True) if (problem := _problem(done))
    }


def _watch(context: Context, rows: list[RowResult], imported: Imported) -> None:
    """Look at what the rows may change: persons on record, their enrolments, the activity and its roll."""
    persons = Person.objects.filter(uid__in=[row.uid for row in rows if row.uid])
    imported.watch(*persons, *Enrolment.objects.filter(person__in=persons))
    if activity := context.roll.activity:
        sessions = activity.sessions.all()
        imported.watch(activity, *sessions, *Attendance.objects.filter(session__in=sessions))


def _problem(done: WrittenRow) -> str:
    """What the services say against a row; errors that no sheet can cause are raised."""
    for error in done.errors:
        raise error.error
    return " ".join(done.validation_error.messages) if done.validation_error else ""


def _write_activity(
    context: Context, answers: dict[int, dict[date, Presence]], *, batch: ImportBatch, by: User
) -> Activity:
    """Bring the activity to where it can be written, write the roll, send it (again) if it is complete."""
    activity = context.roll.activity
    was = ActivityStatus(activity.status) if activity else None
    method = Method.objects.filter(key=context.asking.asked[METHOD].answer).first()
    if activity is None:
        activity = _new_activity(context, method, batch=batch, by=by)
    elif was == ActivityStatus.SUBMITTED:
        withdraw(activity, by=by)
    elif was == ActivityStatus.PLANNED:
        start(activity, by=by)
    if was is not None:
        _complete_sessions(activity, context.days.all, method, by=by, batch=batch)
    take_roll(activity, _ticks(activity, answers), by=by, batch=batch)
    # A sheet's method is asked once and may stay open: an import arrives as submitted all the same.
    complete = not missing_before_submission(activity).keys() - MAY_LACK
    if was is None:
        return arrive(activity, by=by, status=ActivityStatus.SUBMITTED if complete else ActivityStatus.DRAFT)
    if was == ActivityStatus.SUBMITTED or (
        was == ActivityStatus.DRAFT and activity.import_batch_id and complete
    ):
        return submit(activity, by=by, may_lack=MAY_LACK)
    return activity


def _new_activity(context: Context, method: Method | None, *, batch: ImportBatch, by: User) -> Activity:
    return create_activity(
        programme=context.days.programme,
        team=context.owner.team,
        title=context.title,
        sessions=[SessionInput(date=day, method=method) for day in context.days.all],
        status=None,
        by=by,
        batch=batch,
        place_text=context.reading.titles.venue[:200],
        off_plan_reason=HISTORY,
    )


def _complete_sessions(
    activity: Activity, days: tuple[date, ...], method: Method | None, *, by: User, batch: ImportBatch
) -> None:
    """Days that the log does not have yet, and the method where it is still open."""
    kept = list(activity.sessions.prefetch_related("further_methods"))
    inputs = [
        SessionInput(
            date=session.date,
            method=session.method or method,
            hours=session.hours,
            starts_at=session.starts_at,
            further_methods=tuple(session.further_methods.all()),
            uid=session.uid,
        )
        for session in kept
    ]
    missing = [day for day in days if day not in {session.date for session in kept}]
    if missing or any(session.method_id is None for session in kept):
        inputs += [SessionInput(date=day, method=method) for day in missing]
        save_sessions(activity, inputs, by=by, batch=batch)


def _ticks(
    activity: Activity, answers: dict[int, dict[date, Presence]]
) -> dict[tuple[int, int], tuple[Presence, None]]:
    """Answers by session and enrolment; a day's answer holds for each of its sessions."""
    sessions = list(activity.sessions.all())
    known = {
        (row.session_id, row.enrolment_id): row.presence
        for session in sessions
        for row in session.attendances.filter(deleted_at=None)
    }
    return {
        (session.pk, enrolment): (answer, None)
        for enrolment, by_day in answers.items()
        for session in sessions
        if (answer := by_day.get(session.date)) and known.get((session.pk, enrolment)) != answer
    }
