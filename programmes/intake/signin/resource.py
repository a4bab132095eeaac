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

from ...choices import Presence
from ...models import Attendance, Enrolment, LearnerGroup
from ...services.enrolments import Joining, enrol, enrol_many, set_issues
from ..verdicts import RowResult
from .context import Context
from .rolls import write_roll

PERSON_FIELDS = ("prefix", "title", "given_name", "family_name", "position", "phone", "subdistrict")


class _ByCode(widgets.ForeignKeyWidget):
    """Subdistricts by code, from those at hand."""

    def __init__(self, areas: Mapping[str, Area]) -> None:
        super().__init__(Area, "code")
        self._areas = areas

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
        self.fields["subdistrict"] = fields.Field(
            "subdistrict", "subdistrict", _ByCode(context.shared.areas(codes))
        )
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
            write_roll(self.context, answers, batch=self.batch, by=self.by)

    def _enrolments(self) -> dict[int, Enrolment]:
        """The enrolments valid on the first day by person: those on record, or new ones.

        Learners of another team stay there: they come as guests, with the enrolment they have.
        """
        programme = self.context.days.programme
        on_record = Enrolment.objects.filter(
            programme=programme, person__in=[person.pk for person in self._changes]
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
    known = [row.uid for row in rows if row.uid]
    dataset = tablib.Dataset(headers=["uid", *PERSON_FIELDS, "group", "issues", "attendance"])
    for row in rows:
        row.uid = row.uid or uuid.uuid4()
        values = {**row.values, "phone": row.values["phone"] or ""}
        dataset.append([row.uid, *(values[name] for name in dataset.headers[1:])])
    _watch(context, known, imported)
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


def _watch(context: Context, uids: list[uuid.UUID], imported: Imported) -> None:
    """Look at what the rows may change: persons on record, their enrolments, the activity and its roll."""
    persons = Person.objects.filter(uid__in=uids)
    imported.watch(*persons, *Enrolment.objects.filter(person__in=persons))
    if activity := context.roll.activity:
        sessions = activity.sessions.all()
        imported.watch(activity, *sessions, *Attendance.objects.filter(session__in=sessions))


def _problem(done: WrittenRow) -> str:
    """What the services say against a row; errors that no sheet can cause are raised."""
    for error in done.errors:
        raise error.error
    return " ".join(done.validation_error.messages) if done.validation_error else ""
