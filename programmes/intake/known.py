"""Activities on record that a sheet may speak of: asked which one it is, and whether it may still change."""

from collections.abc import Iterable

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from thai.dates import format_range

from ..choices import ActivityStatus
from ..models import Activity
from .questions import Asking, Choice, Question, QuestionKind

ANOTHER = "new"
HISTORY = "history"  # the reason that imports of the past carry for being outside of a plan
# No longer asked about: these never took place.
OFF = frozenset({ActivityStatus.POSTPONED, ActivityStatus.CANCELLED})


def why_closed(activity: Activity) -> str:
    """Why nothing can be added to an activity that is verified or off."""
    if activity.status == ActivityStatus.VERIFIED:
        return _("กิจกรรมนี้ยืนยันแล้ว ให้ผู้ตรวจเปิดให้แก้อีกครั้งก่อน แล้วเปิดหน้านี้ใหม่")
    return _("กิจกรรมนี้อยู่ในสถานะ “%(status)s” เปิดบันทึกกิจกรรมดูก่อน") % {"status": activity.get_status_display()}


def ask_which(
    among: Iterable[Activity], key: str, hint: tuple[str, str], asking: Asking, **about: object
) -> Question:
    """Whether a sheet speaks of one of the team's logs of these days; ``hint``: its own title and day."""
    language = get_language() or "th"
    choices = [
        Choice(
            str(row.uid),
            _("ใช่ “%(title)s” %(days)s")
            % {
                "title": row.title or _("ไม่มีชื่อ"),
                "days": format_range(row.starts_on, row.ends_on, language),
            },
        )
        for row in among
    ]
    return asking.ask(
        key,
        QuestionKind.ACTIVITY,
        _("ทีมนี้มีบันทึกวันเดียวกันแล้ว เป็นกิจกรรมเดียวกันไหม"),
        [*choices, Choice(ANOTHER, _("ไม่ใช่ เป็นอีกกิจกรรมหนึ่ง"))],
        hint=_("ในไฟล์: “%(title)s” %(day)s") % {"title": hint[0], "day": hint[1]},
        **about,
    )
