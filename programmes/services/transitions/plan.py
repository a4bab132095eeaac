"""What an activity was planned as, remembered when its log is begun: the log is written over it."""

from typing import Any

from ...choices import HeadcountStage
from ...models import Activity


def planned_as(activity: Activity) -> dict[str, Any]:
    """The plan as JSON takes it: ISO days, ``HH:MM``, hours as text, the key of the method, people or None.

    Of several parts the first one's time, hours and method.
    """
    session = activity.sessions.first()
    expected = [row.number for row in activity.headcounts.filter(stage=HeadcountStage.PLANNED)]
    return {
        "title": activity.title,
        "starts_on": activity.starts_on.isoformat(),
        "ends_on": activity.ends_on.isoformat(),
        "place_text": activity.place_text,
        "site": activity.site_id,
        "method": session.method_id if session else None,
        "starts_at": f"{session.starts_at:%H:%M}" if session and session.starts_at else "",
        "hours": str(session.hours) if session and session.hours is not None else "",
        "people": sum(expected) if expected else None,
    }
