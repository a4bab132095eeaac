"""What an activity must have before it can be submitted, said as messages beside the fields."""

from collections.abc import Collection, Sequence
from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from thai.clock import today
from thai.dates import format_date

from ..choices import PlanRule
from ..models import Activity, ProgrammeYear, Session


def date_problem(day: date, years: Collection[ProgrammeYear]) -> str | None:
    """Why ``day`` cannot be a day of the programme with these ``years``, or None (rule 3)."""
    if not any(year.starts_on <= day <= year.ends_on for year in years):
        return _("วันที่ %(day)s อยู่นอกปีของโครงการ ตรวจปี พ.ศ. อีกครั้ง") % {"day": _day(day)}
    return None


def missing_before_submission(activity: Activity) -> dict[str, str]:
    """Messages by part of the log: title, date, method, plan, attendance. Empty: it can be submitted."""
    counted = type(activity).objects.filter(pk=activity.pk).with_counts().get()
    return what_is_missing(
        activity,
        sessions=list(activity.sessions.all()),
        years=list(activity.programme.years.all()),
        came=counted.people_came + counted.unnamed_came,
    )


def what_is_missing(
    activity: Activity, *, sessions: Sequence[Session], years: Collection[ProgrammeYear], came: int
) -> dict[str, str]:
    """The same from rows at hand; ``came`` is how many came, named or not."""
    problems: dict[str, str] = {}
    if not activity.title.strip():
        problems["title"] = _("ยังไม่ได้ตั้งชื่อกิจกรรม เขียนสั้น ๆ ว่าทำอะไร")
    if problem := _days_problem([session.date for session in sessions], years):
        problems["date"] = problem
    if any(session.method_id is None for session in sessions):
        problems["method"] = _("ยังไม่ได้เลือกวิธีเรียนรู้ เลือกอย่างน้อย 1 ข้อ")
    if not activity.off_plan_reason.strip() and any(
        year.plan_rule == PlanRule.REQUIRE and year.starts_on <= activity.ends_on <= year.ends_on
        for year in years
    ):
        problems["plan"] = _("กิจกรรมนี้อยู่นอกแผนของทีม แก้วันที่ หรือบอกเหตุผลที่ทำนอกแผน")
    if not came:
        problems["attendance"] = _("ยังไม่มีใครมา แตะชื่อคนที่มา หรือใส่จำนวนคนไม่ระบุชื่อ")
    return problems


def _days_problem(days: Sequence[date], years: Collection[ProgrammeYear]) -> str | None:
    """Every day lies in a year of the programme, and a log speaks of what has happened."""
    if not days:
        return _("ยังไม่ได้บอกว่าทำวันไหน")
    for day in days:
        if problem := date_problem(day, years):
            return problem
        if day > today():
            return _("วันที่ %(day)s ยังมาไม่ถึง ตรวจปี พ.ศ. อีกครั้ง") % {"day": _day(day)}
    return None


def _day(day: date) -> str:
    return format_date(day, get_language() or "th", "day")
