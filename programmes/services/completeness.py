"""What an activity must have before it can be submitted, said as messages beside the fields."""

from django.utils.translation import gettext as _

from thai.clock import today
from thai.dates import format_date

from ..models import Activity, ProgrammeYear


def date_problem(activity: Activity) -> str | None:
    """Why the activity's days cannot be right, or None.

    Every day lies in a year of its programme (rule 3), and a log speaks of what has happened.
    """
    if activity.ends_on < activity.starts_on:
        return _("วันสุดท้ายต้องไม่ก่อนวันแรก")
    for day in (activity.starts_on, activity.ends_on):
        if not ProgrammeYear.objects.filter(programme=activity.programme).covering(day):
            return _("วันที่ %(day)s อยู่นอกปีของโครงการ ตรวจปี พ.ศ. อีกครั้ง") % {"day": format_date(day)}
    return None


def missing_before_submission(activity: Activity) -> dict[str, str]:
    """Messages by field name of the log: title, date, method, attendance. Empty: it can be submitted."""
    problems: dict[str, str] = {}
    if not activity.title.strip():
        problems["title"] = _("ยังไม่ได้ตั้งชื่อกิจกรรม เขียนสั้น ๆ ว่าทำอะไร")
    if problem := date_problem(activity):
        problems["date"] = problem
    elif activity.ends_on > today():
        problems["date"] = _("วันที่ %(day)s ยังมาไม่ถึง ตรวจปี พ.ศ. อีกครั้ง") % {"day": format_date(activity.ends_on)}
    sessions = list(activity.sessions.all())
    if not sessions:
        problems.setdefault("date", _("ยังไม่ได้บอกว่าทำวันไหน"))
    if any(session.method_id is None for session in sessions):
        problems["method"] = _("ยังไม่ได้เลือกวิธีเรียนรู้ เลือกอย่างน้อย 1 ข้อ")
    if not _somebody_came(activity):
        problems["attendance"] = _("ยังไม่มีใครมา แตะชื่อคนที่มา หรือใส่จำนวนคนไม่ระบุชื่อ")
    return problems


def _somebody_came(activity: Activity) -> bool:
    """By name or as a number."""
    counted = type(activity).objects.filter(pk=activity.pk).with_counts().get()
    return bool(counted.people_came or counted.unnamed_came)
