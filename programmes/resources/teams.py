"""Teams as reviewers see them: how they stand and what they did."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from geo.downloads import Column, ListResource
from leaders.models import Team
from leaders.querysets import TeamQuerySet
from thai.dates import format_date
from thai.widgets import active_language

from ..querysets import teams_with_work


class TeamResource(ListResource):
    """Teams with status, last log, roster and what waits. Numbers of people, no names."""

    name = Column(_("ทีม"), "name", width=24)
    subdistrict = Column(_("ตำบล"), "subdistrict__name")
    district = Column(_("อำเภอ"), "subdistrict__district__name")
    province = Column(_("จังหวัด"), "subdistrict__province__name")
    region = Column(_("ภาค"), "subdistrict__region__name", width=24)
    code = Column(_("รหัสตำบล"), "subdistrict__code", width=10)
    status = Column(_("สถานะ"), "get_status_display", width=14)
    formed = Column(_("ตั้งทีมเมื่อ"), width=14)
    dissolved = Column(_("ยุบทีมเมื่อ"), width=14)
    last = Column(_("บันทึกล่าสุด"), width=14)
    people = Column(_("คนในทีม"), "roster_now", width=10)
    waiting = Column(_("รอตรวจ"), "waiting", width=10)

    filename = "teams"
    title = _("ทีมตำบล")

    def dressed(self, rows: TeamQuerySet) -> TeamQuerySet:
        """With their place and what they did."""
        return teams_with_work(rows).with_place()

    def dehydrate_formed(self, team: Team) -> str:
        """The day in words, as everywhere."""
        return _day(team.formed_on)

    def dehydrate_dissolved(self, team: Team) -> str:
        """ "" while the team stands."""
        return _day(team.dissolved_on)

    def dehydrate_last(self, team: Team) -> str:
        """The last day of the latest log that was sent."""
        return _day(team.last_day)


def _day(day: date | None) -> str:
    return format_date(day, active_language(), "day") if day else ""
