"""What a list writes, beside what forms would have written; who may; how many queries it takes."""

import io
import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from geo.choices import Role
from geo.models import IssueArea
from leaders.choices import PartnerKind
from leaders.models import Partner
from leaders.services.partners import PartnerInput
from programmes.choices import ActivityStatus, HeadcountStage
from programmes.intake.files import open_file
from programmes.intake.kinds import KINDS
from programmes.intake.services import answer_batch, confirm_batch, plan_of, upload_batch
from programmes.models import Activity, ActivityReport, Method
from programmes.services.activities import (
    ArrivalRefused,
    ArrivingInput,
    HeadcountInput,
    SessionInput,
    add_partners,
    bring_activities,
    change_activity,
    create_activity,
    save_report,
    set_headcounts,
)
from programmes.services.transitions import submit
from tests.factories.leaders import TeamFactory
from tests.factories.programmes import the_programme

from .conftest import HEAD, HOME, THERE, list_of, row, sample
from .test_comparing import brought

DAYS = (date(2018, 3, 12), date(2018, 3, 13))


def contents(activity: Activity) -> dict[str, Any]:
    """All that an activity says, without keys, times and numbers of versions."""
    activity = Activity.objects.get(pk=activity.pk)
    fields = ["title", "starts_on", "ends_on", "area", "team", "status", "place_text", "off_plan_reason",
              "budget_planned", "budget_spent", "postponed_to", "programme", "site", "led_by",
              "created_by", "import_batch"]  # fmt: skip
    report = ActivityReport.objects.filter(activity=activity).first()
    return {
        **{name: getattr(activity, name) for name in fields},
        "sent": activity.submitted_at is not None,
        "authors": list(activity.authors.all()),
        "issues": [issue.key for issue in activity.issues.all()],
        "sessions": [
            (row.date, row.method, row.hours, list(row.further_methods.all()), row.created_by)
            for row in activity.sessions.all()
        ],
        "headcounts": sorted(
            (row.stage, row.number, row.women, row.kind, row.estimated, row.source, row.session_id or 0)
            for row in activity.headcounts.all()
        ),
        "report": report and (report.outputs, report.outcomes, report.obstacles, report.created_by),
        "partners": [(row.partner.name, row.partner.kind, row.brought) for row in activity.partners.all()],
        "steps": [
            (row.from_status, row.to_status, row.by, row.reason) for row in activity.status_changes.all()
        ],
        "history": (activity.history.latest().status, activity.history.latest().history_user),
        "issues_in_history": [row.issuearea.key for row in activity.history.latest().issues.all()],
    }


@pytest.fixture
def parts(staff: Any) -> dict[str, Any]:
    """What both ways are given."""
    methods = {method.key: method for method in Method.objects.all()}
    return {
        "sessions": tuple(
            SessionInput(day, methods["forum"], Decimal(3), further_methods=(methods["training"],))
            for day in DAYS
        ),
        "issues": tuple(IssueArea.objects.filter(key__in=["welfare", "homeless"])),
        "headcounts": (
            HeadcountInput(30, stage=HeadcountStage.PLANNED, source="เป้า"),
            HeadcountInput(28, 9, estimated=True, source="จริง"),
        ),
        "partners": (PartnerInput("มมส.", None, PartnerKind.ACADEMIA, "วิทยากร"),),
        "report": {"outputs": "ได้แผน", "obstacles": "ฝนตก"},
        "values": {"budget_planned": Decimal(8000), "off_plan_reason": "history", "place_text": "ศาลา"},
    }


def test_a_list_writes_what_forms_would(staff: Any, team: Any, parts: dict[str, Any]) -> None:
    programme = the_programme()
    (brought_in,) = bring_activities(
        [
            ArrivingInput(
                programme=programme, area=team.subdistrict, team=team, title="เวที",
                status=ActivityStatus.SUBMITTED, **parts,
            )
        ],
        by=staff,
    )  # fmt: skip
    logged = create_activity(
        programme=programme, team=team, title="เวที",
        sessions=[replace(item, uid=uuid.uuid4()) for item in parts["sessions"]],
        status=ActivityStatus.DRAFT, by=staff, **parts["values"],
    )  # fmt: skip
    change_activity(logged, by=staff, issues=parts["issues"])
    set_headcounts(logged, parts["headcounts"], by=staff)
    save_report(logged, by=staff, **parts["report"])
    add_partners(logged, parts["partners"], by=staff)
    submit(logged, by=staff)
    by_list, by_form = contents(brought_in), contents(logged)
    # A list's activity arrives in one step.
    assert by_list.pop("steps") == [("", "submitted", staff, "")]
    assert by_form.pop("steps")[-1][1] == "submitted"
    assert by_list == by_form


def test_an_activity_called_off_arrives_in_two_steps(staff: Any, team: Any) -> None:
    brought(staff, list_of(row(came="", obstacles="ยกเลิก น้ำท่วม")))
    activity = Activity.objects.get()
    steps = [(step.from_status, step.to_status, step.reason) for step in activity.status_changes.all()]
    assert steps == [("", "postponed", ""), ("postponed", "cancelled", "ยกเลิก น้ำท่วม")]
    assert (activity.status, activity.submitted_at) == (ActivityStatus.CANCELLED, None)


def test_the_sample_on_record(staff: Any, team: Any) -> None:
    batch = brought(staff, sample("csv"), "b.csv", budget="spent")
    first, second, third = Activity.objects.order_by("starts_on")
    assert (first.team, second.team, second.area.code) == (team, None, "141303")
    assert [session.date for session in first.sessions.all()] == list(DAYS)
    assert (first.budget_planned, first.budget_spent, first.off_plan_reason) == (
        None,
        Decimal(15000),
        "history",
    )
    assert [(row.number, row.estimated) for row in second.headcounts.filter(stage="came")] == [(20, True)]
    assert (third.status, third.headcounts.filter(stage="came").count()) == ("postponed", 0)
    assert {row.partner.name for row in first.partners.all()} == {"อบต.ท่าขอนยาง", "มมส."}
    assert Partner.objects.get(name="อบต.ท่าขอนยาง").area.code == HOME
    assert first.report.outputs == "ได้แผนตำบล ๑ แผน"
    assert not hasattr(second, "report")
    for made in (first, *first.sessions.all(), *first.headcounts.all(), *first.partners.all(), first.report):
        assert (made.import_batch, made.created_by) == (batch, staff)
    labels = {note.label for note in batch.imported_rows.all()}
    assert labels == {
        "programmes.activity", "programmes.session", "programmes.headcount", "programmes.activityreport",
        "programmes.activitypartner", "leaders.partner",
    }  # fmt: skip


def test_the_importer_never_verifies(staff: Any, team: Any) -> None:
    brought(staff, list_of(row()))
    assert not staff.has_perm("programmes.verify_activity", Activity.objects.get())


def test_answered_later_the_rest_is_written(staff: Any, team: Any) -> None:
    batch = brought(staff, list_of(row(), row(title="สอง", issues="น้ำ")))
    assert (batch.result["new"], batch.result["question"]) == (1, 1)
    key = plan_of(batch, by=staff).rows[1].questions[0].key
    answer_batch(batch, {key: "none"}, by=staff)
    assert confirm_batch(batch, by=staff).written == {"new": 1}
    batch.refresh_from_db()
    assert (batch.result["new"], batch.result["question"], Activity.objects.count()) == (2, 0, 2)


def test_a_list_over_two_sheets_of_a_workbook(staff: Any, team: Any) -> None:
    book = openpyxl.Workbook()
    for number, name in enumerate(("ม.ค.", "ก.พ."), start=1):
        sheet = book.active if number == 1 else book.create_sheet()
        sheet.title = name
        sheet.append(HEAD)
        sheet.append(row(days=date(2018, number, 5), title=f"เวที {name}"))
    out = io.BytesIO()
    book.save(out)
    brought(staff, out.getvalue(), "list.xlsx")
    assert [activity.starts_on.month for activity in Activity.objects.order_by("starts_on")] == [1, 2]


@pytest.mark.parametrize(
    ("role", "code", "number"),
    [(Role.COORDINATOR, HOME, 1), (Role.REVIEWER, "44", 1), (Role.REVIEWER, "55", 0), (Role.STAFF, "TH", 1)],
)
def test_who_brings_what(role: str, code: str, number: int, team: Any, user_with: Callable[..., Any]) -> None:
    user = user_with(role, code)
    batch = upload_batch(list_of(row()), "list.csv", by=user)
    assert confirm_batch(batch, by=user).number == number


def test_editors_bring_none(team: Any, user_with: Callable[..., Any]) -> None:
    with pytest.raises(PermissionDenied):
        upload_batch(list_of(row()), "list.csv", by=user_with(Role.EDITOR, "TH"))


def arriving(team: Any, **told: Any) -> ArrivingInput:
    """The least that an activity is made of."""
    values = {
        "programme": the_programme(), "area": team.subdistrict, "team": team, "title": "เวที",
        "sessions": (SessionInput(DAYS[0]),), "status": ActivityStatus.SUBMITTED,
    }  # fmt: skip
    return ArrivingInput(**{**values, **told})


def test_the_service_refuses_strangers_and_teamless_logs_of_coordinators(team: Any, user_with: Any) -> None:
    coordinator, stranger = user_with(Role.COORDINATOR, HOME), user_with(Role.COORDINATOR, "440406")
    for user, item in [(stranger, arriving(team)), (coordinator, replace(arriving(team), team=None))]:
        with pytest.raises(PermissionDenied):
            bring_activities([item], by=user)
    bring_activities([arriving(team)], by=coordinator)
    bring_activities([replace(arriving(team), team=None)], by=user_with(Role.REVIEWER, "44"))
    assert Activity.objects.count() == 2


@pytest.mark.parametrize(
    "told",
    [
        {"title": ""},
        {"title": "ก" * 201},
        {"values": {"budget_planned": Decimal(-1)}},
        {"sessions": (SessionInput(DAYS[0], hours=Decimal(25)),)},
        {"headcounts": (HeadcountInput(5, 6),)},
        {"headcounts": (HeadcountInput(100_001),)},
    ],
)
def test_the_service_refuses_what_no_form_would_take_and_says_which(
    told: dict[str, Any], staff: Any, team: Any
) -> None:
    item = arriving(team, **told)
    with pytest.raises(ArrivalRefused) as refused:
        bring_activities([arriving(team), item], by=staff)
    assert refused.value.uid == item.uid
    assert not Activity.objects.exists()


def test_the_service_lets_nothing_arrive_as_verified(staff: Any, team: Any) -> None:
    with pytest.raises(ValidationError):
        bring_activities([arriving(team, status=ActivityStatus.VERIFIED)], by=staff)


def many(number: int) -> bytes:
    """A list of that many rows, all of one team."""
    days = [date(2018, 1 + n % 12, 1 + n % 28) for n in range(number)]
    return list_of(
        *(
            row(
                days=f"{day.day}/{day.month}/2561", title=f"เวทีที่ {n}", place=THERE, partners="อบต., มมส.",
                budget="8000", planned="30", issues="สวัสดิการ", outputs="ได้แผน",
            )
            for n, day in enumerate(days)
        )
    )  # fmt: skip


def test_planning_and_writing_take_as_many_queries_for_one_row_as_for_many(staff: Any, team: Any) -> None:
    TeamFactory(code="440406")

    def queries(number: int) -> tuple[int, int, int]:
        content = many(number)
        sheets = open_file(content, "list.csv").sheets
        kind = KINDS["activities"]
        counts = []
        with CaptureQueriesContext(connection) as caught:
            kind.plan(sheets, by=staff, answers={}, digest="")
        counts.append(len(caught))
        batch = upload_batch(content, "list.csv", by=staff)
        with CaptureQueriesContext(connection) as caught:
            confirm_batch(batch, by=staff)
        counts.append(len(caught))
        with CaptureQueriesContext(connection) as caught:
            kind.plan(sheets, by=staff, answers={}, digest="")
        counts.append(len(caught))
        Activity.everything.all().delete()
        return tuple(counts)

    queries(1)  # partners and kept look-ups are made
    assert queries(1) == queries(3)
    more = queries(300)
    assert more[0] == queries(1)[0]
    assert more[2] == queries(3)[2]
    assert more[1] < 300
