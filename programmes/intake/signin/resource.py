"""Rows of a plan written with django-import-export: all persons, then all rosters, then the roll.

Persons, rosters and rolls are written by the services that forms use too, so that their rules hold alike.
"""

import uuid
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import tablib
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from import_export import fields, resources, widgets
from import_export.instance_loaders import CachedInstanceLoader
from import_export.results import RowResult as WrittenRow

from accounts.models import User
from geo.models import Area, ImportBatch, IssueArea
from geo.services.imported import Imported
from leaders.models import Person
from leaders.services.people import add_persons, change_persons

from ...choices import ActivityStatus, Presence
from ...models import Activity, Attendance, Enrolment, LearnerGroup, Method
from ...services.activities import SessionInput, create_activity, save_sessions, take_roll
from ...services.completeness import missing_before_submission
from ...services.enrolments import Joining, enrol, enrol_many, set_issues
from ...services.transitions import arrive, start, submit, withdraw
from ..known import HISTORY
from ..verdicts import RowResult
from .context import Context
from .planning import METHOD

PERSON_FIELDS = ("prefix", "title", "given_name", "family_name", "position", "phone", "subdistrict")

MAY_LACK = frozenset({"method"})


class _ByCode(widgets.ForeignKeyWidget):
    """Subdistricts by code, read at once."""

    def __init__(self, codes: Iterable[str | None]) -> None:
        super().__init__(Area, "code")
        areas = Area.objects.with_ancestors().filter(code__in=set(codes) - {None})
        self._areas = {area.code: area for area in areas}

    def clean(self, value: str | None, row: Mapping[str, Any] | None = None, **kwargs: Any) -> Area | None:
        """The subdistrict; None for a blank."""
        return self._areas[value] if value else None


class SignInResource(resources.ModelResource):
    """Persons of one sheet; each row brings an enrolment and answers for the roll along.

    Rows are collected and written together; ``problems`` tells by uid what the services say against them.
    """

    class Meta:
        model = Person
        import_id_fields = ("uid",)
        fields = ("uid", *PERSON_FIELDS)
        instance_loader_class = CachedInstanceLoader
        use_transactions = True
        use_bulk = True
        batch_size = None
        skip_diff = True
        report_skipped = True

    def __init__(self, context: Context, batch: ImportBatch, by: User, codes: Iterable[str | None]) -> None:
        super().__init__()
        self.context, self.batch, self.by = context, batch, by
        self.fields["subdistrict"] = fields.Field("subdistrict", "subdistrict", _ByCode(codes))
        self.problems: dict[uuid.UUID, ValidationError] = {}
        self._rows: list[tuple[Person, Mapping[str, Any]]] = []
        self._changes: dict[Person, dict[str, Any]] = {}

    def get_queryset(self) -> Any:
        """Only persons whom the user sees can be changed."""
        return Person.objects.visible_to(self.by).select_related("team__subdistrict", "subdistrict")

    def import_instance(self, instance: Person, row: Mapping[str, Any], **kwargs: Any) -> None:
        """Fill the fields of a new person. Of one on record what the sheet says otherwise is kept in mind.

        What the sheet leaves blank stays, and a name on record keeps its spelling.
        """
        self._rows.append((instance, row))
        if instance._state.adding:
            instance.team = self.context.owner.team
            super().import_instance(instance, row, **kwargs)
            return
        told = {name: self.fields[name].clean(row) for name in PERSON_FIELDS}
        self._changes[instance] = {
            name: value for name, value in told.items() if value and name not in {"given_name", "family_name"}
        }

    def bulk_create(self, *args: Any, **kwargs: Any) -> None:
        """Add the new persons through the service, which checks who may, and keeps history."""
        self.problems |= add_persons(self.create_instances, by=self.by, batch=self.batch)
        self.create_instances.clear()

    def bulk_update(self, *args: Any, **kwargs: Any) -> None:
        """Change the persons on record through the service."""
        self.problems |= change_persons(self._changes, by=self.by)
        self.update_instances.clear()

    def after_import(self, dataset: tablib.Dataset, result: Any, **kwargs: Any) -> None:
        """Write rosters, then the activity and who came; a row that failed takes everything back."""
        if self.problems or result.has_errors() or result.has_validation_errors():
            return
        enrolments = self._enrolments()
        answers = {}
        for person, row in self._rows:
            enrolment = enrolments.get(person.pk)
            came = _answers(row)
            if enrolment and enrolment.ends_on and any(day > enrolment.ends_on for day in came):
                self.problems[person.uid] = ValidationError(
                    _("%(name)s ออกจากรายชื่อไปก่อนวันสุดท้ายของกิจกรรม") % {"name": person.full_name}
                )
            elif enrolment:
                answers[enrolment.pk] = came
        if not self.problems and any(answers.values()):
            _write_activity(self.context, answers, batch=self.batch, by=self.by)

    def _enrolments(self) -> dict[int, Enrolment]:
        """The enrolments valid on the first day by person: those on record, or new ones.

        Learners of another team stay there: they come as guests, with the enrolment they have.
        """
        programme = self.context.days.programme
        on_record = Enrolment.objects.filter(
            programme=programme, person__in=[person.pk for person, _row in self._rows]
        ).select_related("team__subdistrict", "group")
        known: dict[int, list[Enrolment]] = {}
        for enrolment in on_record.prefetch_related("issues"):
            known.setdefault(enrolment.person_id, []).append(enrolment)
        found, joining = {}, []
        for person, row in self._rows:
            if person.pk not in known:
                joining.append(Joining(person, *self._group_and_issues(row)))
                continue
            try:
                found[person.pk] = self._continued(person, row, known[person.pk])
            except ValidationError as error:
                self.problems[person.uid] = error
        if not self.problems:
            made = enrol_many(joining, **self._where())
            found |= {enrolment.person_id: enrolment for enrolment in made}
        return found

    def _continued(self, person: Person, row: Mapping[str, Any], known: list[Enrolment]) -> Enrolment:
        """The enrolment of somebody who was enrolled before, on that day or another."""
        group, issues = self._group_and_issues(row)
        held = next((had for had in known if had.covers(self.context.days.all[0])), None)
        if held and held.team_id != self.context.owner.team.pk:
            return held
        if held and (group is None or held.group_id == group.pk):
            had = set(held.issues.all())
            return held if had.issuperset(issues) else set_issues(held, {*had, *issues}, by=self.by)
        return enrol(person, group=group, issues=issues, **self._where())

    def _group_and_issues(self, row: Mapping[str, Any]) -> tuple[LearnerGroup | None, tuple[IssueArea, ...]]:
        group = self.context.groups.by_key[row["group"]] if row["group"] else None
        return group, tuple(self.context.issues.by_key[key] for key in row["issues"])

    def _where(self) -> dict[str, Any]:
        context = self.context
        return {
            "team": context.owner.team,
            "programme": context.days.programme,
            "starts_on": context.days.all[0],
            "by": self.by,
            "batch": self.batch,
        }


def _answers(row: Mapping[str, Any]) -> dict[date, Presence]:
    """Who came on which day, as far as the row knows."""
    return {
        date.fromisoformat(day): Presence(answer)
        for day, answer in row["attendance"].items()
        if answer != Presence.UNKNOWN
    }


def write_sheet(
    context: Context, rows: list[RowResult], *, batch: ImportBatch, by: User, imported: Imported
) -> dict[str, str]:
    """Write ``rows`` of one sheet; answers why rows could not be written, by their key. Then nothing was.

    Raises whatever is no row's fault. Must run in a transaction.
    """
    dataset = tablib.Dataset(headers=["uid", *PERSON_FIELDS, "group", "issues", "attendance"])
    for row in rows:
        row.uid = row.uid or uuid.uuid4()
        values = {**row.values, "phone": row.values["phone"] or ""}
        dataset.append([row.uid, *(values[name] for name in dataset.headers[1:])])
    _watch(context, rows, imported)
    resource = SignInResource(context, batch, by, (row.values["subdistrict"] for row in rows))
    result = resource.import_data(dataset, rollback_on_validation_errors=True)
    for error in result.base_errors:
        raise error.error
    problems = {uid: " ".join(error.messages) for uid, error in resource.problems.items()}
    return {
        row.key: problem
        for row, done in zip(rows, result.rows, strict=True)
        if (problem := _problem(done) or problems.get(row.uid, ""))
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
