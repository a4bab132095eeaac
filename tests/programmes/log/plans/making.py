"""Planned activities of the tests, and what the form of a plan sends."""

import uuid
from datetime import date, time
from decimal import Decimal
from typing import Any

from geo.models import IssueArea
from programmes.choices import Repeats
from programmes.models import Activity
from programmes.services.planning import Plan, plan_activities
from tests.factories.programmes import method, the_programme

TODAY = date(2019, 2, 20)
WEDNESDAYS = [date(2019, 3, 6), date(2019, 3, 20), date(2019, 4, 3)]


def a_plan(**changes: Any) -> Plan:
    """A forum at nine with everything said."""
    values = {
        "title": "ประชุมทีม",
        "starts_at": time(9),
        "hours": Decimal(3),
        "method": method("forum"),
        "place_text": "ศาลากลางบ้าน หมู่ 4",
        "issues": frozenset([IssueArea.objects.get(key="welfare")]),
        "people": 25,
    }
    return Plan(**values | changes)


def planned(team: Any, by: Any, *days: date, uid: uuid.UUID | None = None, **changes: Any) -> list[Activity]:
    """One planned activity, or a series of several days."""
    return plan_activities(
        uid=uid or uuid.uuid4(),
        team=team,
        programme=the_programme(),
        days=days or WEDNESDAYS[:1],
        plan=a_plan(**changes),
        repeats=Repeats.FORTNIGHTLY if len(days) > 1 else None,
        by=by,
    )


def boxes(name: str, day: date | None) -> dict[str, str]:
    """A day as its three boxes send it."""
    texts = ["", "", ""] if day is None else [str(day.day), str(day.month), str(day.year + 543)]
    return {f"{name}_{box}": text for box, text in enumerate(texts)}


def sent(
    team: Any, day: date | None = WEDNESDAYS[0], until: date | None = None, **changes: Any
) -> dict[str, Any]:
    """What the form sends: a title and a day, unless told more."""
    form = {"uid": str(uuid.uuid4()), "team": str(team.pk), "title": "ประชุมทีม", "repeats": "", "times": ""}
    return form | boxes("date", day) | boxes("until", until) | changes
