"""What can be told of an activity in a chat group: a few lines without anybody's name or number."""

from django.utils.translation import gettext as _

from thai.dates import format_range, format_time
from thai.widgets import active_language

from ..choices import ActivityStatus
from ..models import Activity

AHEAD = (ActivityStatus.PLANNED, ActivityStatus.POSTPONED)


def chat_text(activity: Activity, *, came: int, unnamed: int) -> str:
    """Title, days, place, methods and how many came; what people wrote about stays out.

    ``came`` are persons, ``unnamed`` people without names; the two are never added up.
    """
    language = active_language()
    sessions = list(activity.sessions.select_related("method"))
    methods = dict.fromkeys(str(session.method) for session in sessions if session.method)
    starts = [session.starts_at for session in sessions if session.starts_at]
    days = format_range(activity.starts_on, activity.ends_on, language)
    at = format_time(starts[0], language) if len(sessions) == len(starts) == 1 else ""
    lines = [
        activity.title,
        f"{days} {at}".strip(),
        f"{activity.place_text} {activity.area.full_name}".strip(),
        " · ".join(methods),
    ]
    if activity.status not in AHEAD and (came or unnamed):
        lines.append(_people(came, unnamed))
    return "\n".join(filter(None, lines))


def _people(came: int, unnamed: int) -> str:
    if came and unnamed:
        return _("มา %(came)s คน และไม่ระบุชื่ออีก %(unnamed)s คน") % {"came": came, "unnamed": unnamed}
    return _("มา %(came)s คน") % {"came": came or unnamed}
