"""What a team plans to do again and again: made in one go, as the page for planning makes it."""

from datetime import date, time
from decimal import Decimal
from typing import TYPE_CHECKING

from accounts.models import User
from programmes.choices import ActivityStatus, HeadcountStage, Repeats
from programmes.models import Activity, Headcount, Series, Session, StatusChange
from programmes.services.repeating import Rule, days_of

from .calendar import at
from .ledger import fixed_uid, remember
from .people import Roster

if TYPE_CHECKING:
    from .work import Work

RULE = Rule(date(2019, 2, 27), Repeats.FORTNIGHTLY, times=6)
PLANNED = at(date(2019, 2, 13), 20)
TITLE, PLACE = "ประชุมทีม คุยงานสองสัปดาห์หน้า", "ศาลากลางบ้าน หมู่ 4"
ISSUE, METHOD, STARTS, HOURS, PEOPLE = "integrated", "forum", time(18, 30), Decimal("1.5"), 15


def plan_series(work: "Work", roster: Roster, *, by: User) -> None:
    """Adds the team's meetings of the coming weeks, each an activity of its own."""
    series = remember(Series(uid=fixed_uid("series", 0), repeats=RULE.repeats), by=by, at=PLANNED)
    work.ledger.make(Series, [series])
    for number, day in enumerate(days_of(RULE)):
        uid = fixed_uid("activity in series", number)
        activity = Activity(
            uid=uid, programme=work.programme, title=TITLE, starts_on=day, ends_on=day, series=series,
            area=roster.team.subdistrict, team=roster.team, status=ActivityStatus.PLANNED, place_text=PLACE,
        )  # fmt: skip
        work.activities.append(remember(activity, by=by, at=PLANNED))
        work.authors.append((activity, by))
        work.of_issues.append((activity, work.issues[ISSUE]))
        work.steps.append(
            StatusChange(activity=activity, from_status="", to_status=activity.status, by=by, at=PLANNED)
        )
        session = Session(
            uid=uid, activity=activity, date=day, starts_at=STARTS, method=work.methods[METHOD], hours=HOURS
        )
        work.sessions.append(remember(session, by=by, at=PLANNED))
        expected = Headcount(uid=uid, activity=activity, number=PEOPLE, stage=HeadcountStage.PLANNED)
        work.headcounts.append(remember(expected, by=by, at=PLANNED))
