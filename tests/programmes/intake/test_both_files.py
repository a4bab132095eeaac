"""The samples as CSV and as XLSX: every row read alike, and the same written to every table."""

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.db import models, transaction

from accounts.models import User
from geo.choices import Role
from geo.models import Area, IssueArea
from programmes.intake.files import open_file
from programmes.intake.services import answer_batch, confirm_batch, plan_of, preview, upload_batch
from programmes.models import LearnerGroup, Method, Programme

from .conftest import DATA
from .undo.conftest import differences, everything

SAMPLES = {"a_signin": 4, "b_activity": 4, "c_site": 3}  # rows written
# What is there before any sheet has the same key whatever is written.
STANDING = {Area, IssueArea, LearnerGroup, Method, Programme, User}


def of_the_moment() -> set[str]:
    """Columns that differ from one writing to the next: keys, links to what was made, moments."""
    return {"ticks"} | {  # they name sessions and enrolments by their keys
        field.column
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.concrete_fields
        if field.primary_key
        or isinstance(field, models.UUIDField | models.DateTimeField)
        or (field.is_relation and field.related_model not in STANDING)
    }


@pytest.fixture
def staff(team: Any, user_with: Callable[..., Any]) -> Any:
    """Who works everywhere."""
    return user_with(Role.STAFF, "TH")


@pytest.mark.parametrize("name", SAMPLES)
def test_every_row_is_read_alike(name: str, staff: Any) -> None:
    csv, xlsx = (
        preview(open_file((DATA / f"{name}.{suffix}").read_bytes(), f"s.{suffix}"), {}, by=staff)
        for suffix in ("csv", "xlsx")
    )
    assert len(csv.rows) == len(xlsx.rows) > 3

    def told(row: Any) -> tuple[Any, ...]:
        asked = [(one.key, one.text, one.choices, one.hint) for one in row.questions]
        return row.key, row.row, row.verdict, row.label, row.place, row.values, row.facts, row.reasons, asked

    for one, other in zip(csv.rows, xlsx.rows, strict=True):
        assert told(one) == told(other)
    assert (csv.facts, csv.problems, csv.notes) == (xlsx.facts, xlsx.problems, xlsx.notes)
    assert csv.questions == xlsx.questions


@pytest.mark.parametrize("name", SAMPLES)
def test_the_same_is_written(name: str, staff: Any) -> None:
    """Each question answered with its first choice."""

    def written(suffix: str) -> tuple[Any, ...]:
        with transaction.atomic():
            # The source of a headcount tells the file's name; what is in it decides how it is read.
            batch = upload_batch((DATA / f"{name}.{suffix}").read_bytes(), "sheet", by=staff)
            asked = plan_of(batch, by=staff).every_question()
            answer_batch(batch, {one.key: one.choices[0].value for one in asked}, by=staff)
            done = confirm_batch(batch, by=staff)
            left = [row.verdict.value for row in plan_of(batch, by=staff).rows]
            found = (done.written, done.problems, left), everything(without=of_the_moment())
            batch.file.delete(save=False)
            transaction.set_rollback(True)
        return found

    (done, tables), (other_done, other_tables) = written("csv"), written("xlsx")
    assert differences(tables, other_tables) == {}
    assert done == other_done
    assert (sum(done[0].values()), done[1]) == (SAMPLES[name], {})
