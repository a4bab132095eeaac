"""Rows of a plan written with django-import-export: new activities in one go, changes one by one."""

import uuid
from typing import Any

import tablib
from django.core.exceptions import ValidationError
from import_export import resources

from accounts.models import User
from geo.models import ImportBatch, IssueArea
from geo.services.imported import Imported
from leaders.services.partners import partners_on_record

from ...choices import HeadcountStage
from ...models import Activity, Method
from ...services.activities import ArrivalRefused, ArrivingInput, SessionInput, bring_activities
from ..known import HISTORY
from .changing import change, count_input, watch
from .context import Context
from .drafts import Draft


class ActivityListResource(resources.ModelResource):
    """New activities of one list. Its rows are drafts; they are saved together when the last one was read."""

    class Meta:
        model = Activity
        import_id_fields = ("uid",)
        fields = ("uid",)
        force_init_instance = True
        skip_diff = True
        use_transactions = (
            False  # the caller's holds all of it; a savepoint a row would cost more than the row
        )

    def __init__(self, batch: ImportBatch, by: User, context: Context) -> None:
        super().__init__()
        self.batch, self.by, self.context = batch, by, context
        self.arriving: list[ArrivingInput] = []

    def save_instance(self, instance: Activity, is_create: bool, row: Any, **kwargs: Any) -> None:
        """Keep the row for the one write at the end."""
        self.arriving.append(arriving_input(row["draft"], instance.uid, self.batch, self.context))

    def save_m2m(self, *args: Any, **kwargs: Any) -> None:
        """Links are written along with the activities."""

    def after_import(self, dataset: tablib.Dataset, result: Any, **kwargs: Any) -> None:
        """Write all of them through the service, which keeps the rules and the history."""
        if not (result.has_errors() or result.has_validation_errors()):
            bring_activities(self.arriving, by=self.by, batch=self.batch)


def write_rows(
    drafts: list[Draft], *, batch: ImportBatch, by: User, context: Context, imported: Imported
) -> dict[str, str]:
    """Write new rows and changes; answers what the services say against some, then nothing was written.

    Must run in a transaction.
    """
    known = [draft for draft in drafts if draft.activity is not None]
    fresh = [draft for draft in drafts if draft.activity is None]
    problems: dict[str, str] = {}
    watch([draft.activity for draft in known], imported)
    named = partners_on_record(partner.key for draft in drafts for partner in draft.partners)
    imported.watch(*named.values())  # a kind that was still unknown is filled in
    for draft in known:
        try:
            change(draft, by=by, batch=batch)
        except ValidationError as error:
            problems[draft.row.key] = " ".join(error.messages)
    return problems | _write_new(fresh, batch, by, context)


def _write_new(drafts: list[Draft], batch: ImportBatch, by: User, context: Context) -> dict[str, str]:
    uids = {uuid.uuid4(): draft for draft in drafts}
    dataset = tablib.Dataset(*uids.items(), headers=["uid", "draft"])
    resource = ActivityListResource(batch, by, context)
    result = resource.import_data(dataset)
    for error in result.base_errors:
        if isinstance(error.error, ArrivalRefused):
            return {uids[error.error.uid].row.key: " ".join(error.error.messages)}
        raise error.error
    for row in result.rows:
        for error in row.errors:
            raise error.error
    return {}


def arriving_input(draft: Draft, uid: Any, batch: ImportBatch, context: Context) -> ArrivingInput:
    """A draft as the service takes it."""
    methods: list[Method] = [context.methods.by_key[key] for key in draft.methods]
    issues: list[IssueArea] = [context.issues.by_key[key] for key in draft.issues]
    main, further = (methods[0] if methods else None), tuple(methods[1:])
    return ArrivingInput(
        uid=uid,
        programme=draft.programme,
        area=draft.area,
        team=draft.team,
        title=draft.title,
        sessions=tuple(
            SessionInput(date=day, method=main, hours=draft.hours, further_methods=further)
            for day in draft.days
        ),
        status=draft.status,
        reason=draft.reason,
        issues=tuple(issues),
        headcounts=tuple(
            count_input(stage, count, draft, batch)
            for stage, count in ((HeadcountStage.PLANNED, draft.planned), (HeadcountStage.CAME, draft.came))
            if count is not None
        ),
        partners=tuple(draft.partners),
        report={name: text for name, text in draft.report.items() if text},
        values={
            "place_text": draft.venue,
            "budget_planned": draft.budget_planned,
            "budget_spent": draft.budget_spent,
            "postponed_to": draft.postponed_to,
            "off_plan_reason": HISTORY,
        },
    )
