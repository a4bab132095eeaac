"""Activities as the list that teams keep of them has them."""

from datetime import date, timedelta

from django.db.models import Prefetch
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from geo.downloads import Column, ListResource, RowNumber
from geo.models import IssueArea
from thai.dates import format_range
from thai.widgets import active_language

from ..choices import HeadcountStage
from ..intake.activities.partners import said_partners
from ..intake.headings import ACTIVITIES
from ..models import Activity, ActivityPartner, Headcount, Session
from ..querysets import ActivityQuerySet


class ActivityResource(ListResource):
    """Numbers of people, never names; of people without names what was counted or estimated."""

    number = RowNumber(ACTIVITIES["number"], width=7)
    days = Column(ACTIVITIES["days"], width=20)
    name = Column(ACTIVITIES["title"], "title", width=36)
    method = Column(ACTIVITIES["method"], width=24)
    issues = Column(ACTIVITIES["issues"], width=24)
    place = Column(ACTIVITIES["place"], "area__full_name", width=36)
    planned = Column(ACTIVITIES["planned"], width=9)
    came = Column(ACTIVITIES["came"], width=12)
    partners = Column(ACTIVITIES["partners"], width=24)
    budget = Column(ACTIVITIES["budget"], "budget_planned", width=12)
    outputs = Column(ACTIVITIES["outputs"], "report__outputs", width=36)
    obstacles = Column(ACTIVITIES["obstacles"], "report__obstacles", width=28)
    status = Column(ACTIVITIES["status"], "get_status_display", width=14)
    team = Column(ACTIVITIES["team"], "team__name", width=24)
    people = Column(gettext_lazy("คนในรายชื่อที่มา"), "people_came", width=12)
    unnamed = Column(gettext_lazy("คนไม่ระบุชื่อ"), "unnamed_came", width=12)
    women = Column(ACTIVITIES["women"], width=12)
    spent = Column(ACTIVITIES["budget_spent"], "budget_spent", width=12)
    venue = Column(ACTIVITIES["venue"], "place_text", width=24)
    outcomes = Column(ACTIVITIES["outcomes"], "report__outcomes", width=28)
    impacts = Column(ACTIVITIES["impacts"], "report__impacts", width=28)
    lessons = Column(ACTIVITIES["lessons"], "report__lessons", width=28)

    filename = "activities"
    title = gettext_lazy("กิจกรรม")

    def dressed(self, rows: ActivityQuerySet) -> ActivityQuerySet:
        """With place, report, methods, issues and numbers of people."""
        return (
            rows.with_place()
            .with_counts()
            .select_related("report")
            .prefetch_related(
                Prefetch("issues", IssueArea.objects.order_by("order", "key")),
                Prefetch("sessions", Session.objects.select_related("method")),
                "sessions__further_methods",
                Prefetch("headcounts", Headcount.objects.order_by("pk")),
                Prefetch("partners", ActivityPartner.objects.select_related("partner").order_by("pk")),
            )
        )

    def dehydrate_days(self, activity: Activity) -> str:
        """ "12–13 มี.ค. 2561, 20 มี.ค. 2561": in words, so that no spreadsheet makes another era of it."""
        language = active_language()
        return ", ".join(format_range(*days, language, "day") for days in _runs(activity))

    def dehydrate_method(self, activity: Activity) -> str:
        """Main methods first, then further ones, each once."""
        sessions = list(activity.sessions.all())
        main = [session.method for session in sessions if session.method]
        further = [method for session in sessions for method in session.further_methods.all()]
        return ", ".join(dict.fromkeys(map(str, [*main, *further])))

    def dehydrate_issues(self, activity: Activity) -> str:
        """Issue areas by name."""
        return ", ".join(map(str, activity.issues.all()))

    def dehydrate_partners(self, activity: Activity) -> str:
        """Partners by name, each with what it brought."""
        return said_partners((row.partner.name, row.brought) for row in activity.partners.all())

    def dehydrate_planned(self, activity: Activity) -> int | str | None:
        """How many were expected."""
        counts = [row for row in activity.headcounts.all() if row.stage == HeadcountStage.PLANNED]
        return _number(sum(row.number for row in counts), counts)

    def dehydrate_came(self, activity: Activity) -> int | str | None:
        """How many came, with and without names."""
        counts = [row for row in activity.headcounts.all() if row.stage == HeadcountStage.CAME]
        return _number(activity.people_came + activity.unnamed_came, counts)

    def dehydrate_women(self, activity: Activity) -> int | None:
        """Women among the people without names, where somebody counted them."""
        counts = [row for row in activity.headcounts.all() if row.stage == HeadcountStage.CAME]
        known = [row.women for row in counts if row.women is not None]
        return sum(known) if known else None


def _runs(activity: Activity) -> list[tuple[date, date]]:
    """First and last of days in a row with sessions; the whole span while these do not reach over it."""
    days = sorted({session.date for session in activity.sessions.all()})
    if not days or (days[0], days[-1]) != (activity.starts_on, activity.ends_on):
        return [(activity.starts_on, activity.ends_on)]
    starts = [day for day in days if day - timedelta(days=1) not in days]
    ends = [day for day in days if day + timedelta(days=1) not in days]
    return list(zip(starts, ends, strict=True))


def _number(people: int, counts: list[Headcount]) -> int | str | None:
    """A number, "ประมาณ 20" when part of it is estimated, None when nobody said any."""
    if not people and not counts:
        return None
    return _("ประมาณ %(n)s") % {"n": people} if any(row.estimated for row in counts) else people
