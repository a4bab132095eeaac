"""What an activity must have before it can be submitted."""

import datetime

import pytest

from programmes.choices import PlanRule
from programmes.services.completeness import missing_before_submission
from tests.factories.programmes import (
    ActivityFactory,
    AttendanceFactory,
    HeadcountFactory,
    SessionFactory,
    method,
    roster,
)


@pytest.fixture
def whole(team, writer):
    """A log that lacks nothing."""
    activity = ActivityFactory(team=team, by=writer, title="เวที")
    AttendanceFactory(session=SessionFactory(activity=activity), enrolment=roster(team, 1)[0])
    return activity


def test_a_whole_log_lacks_nothing(whole) -> None:
    assert missing_before_submission(whole) == {}


def test_a_number_without_names_is_enough(whole) -> None:
    whole.sessions.get().attendances.all().delete()
    assert set(missing_before_submission(whole)) == {"attendance"}
    HeadcountFactory(activity=whole, number=3)
    assert missing_before_submission(whole) == {}


def test_a_number_that_was_only_planned_is_not(whole) -> None:
    whole.sessions.get().attendances.all().delete()
    HeadcountFactory(activity=whole, number=3, stage="planned")
    assert set(missing_before_submission(whole)) == {"attendance"}


def test_every_session_needs_its_method(whole) -> None:
    SessionFactory(activity=whole, method=None)
    assert missing_before_submission(whole) == {"method": "ยังไม่ได้เลือกวิธีเรียนรู้ เลือกอย่างน้อย 1 ข้อ"}


def test_a_title_of_blanks_is_none(whole) -> None:
    whole.title = "  "
    assert set(missing_before_submission(whole)) == {"title"}


@pytest.mark.parametrize(
    ("day", "message"),
    [
        (datetime.date(2017, 12, 31), "วันที่ 31 ธ.ค. 2560 อยู่นอกปีของโครงการ ตรวจปี พ.ศ. อีกครั้ง"),
        (datetime.date(2021, 1, 1), "วันที่ 1 ม.ค. 2564 อยู่นอกปีของโครงการ ตรวจปี พ.ศ. อีกครั้ง"),
        (datetime.date(2020, 2, 20), "วันที่ 20 ก.พ. 2563 ยังมาไม่ถึง ตรวจปี พ.ศ. อีกครั้ง"),
    ],
)
def test_every_day_lies_in_the_programme_and_has_come(whole, day, message) -> None:
    SessionFactory(activity=whole, date=day, method=method())
    assert missing_before_submission(whole) == {"date": message}


def test_a_plan_can_be_asked_for(whole, programme) -> None:
    programme.years.update(plan_rule=PlanRule.WARN)
    assert missing_before_submission(whole) == {}
    programme.years.update(plan_rule=PlanRule.REQUIRE)
    assert missing_before_submission(whole) == {"plan": "กิจกรรมนี้อยู่นอกแผนของทีม แก้วันที่ หรือบอกเหตุผลที่ทำนอกแผน"}
    whole.off_plan_reason = "ไฟป่ามาก่อนกำหนด"
    assert missing_before_submission(whole) == {}
