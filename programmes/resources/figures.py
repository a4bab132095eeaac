"""The table of provinces. Its rows are those of the page, so a file never says more than the page."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from geo.downloads import Column, ListResource


class PublicFiguresResource(ListResource):
    """Rows ``{"area": province, "teams": …}`` with people rounded, small numbers in words."""

    name = Column(_("จังหวัด"), "area__name", width=20)
    code = Column(_("รหัสจังหวัด"), "area__code", width=10)
    region = Column(_("ภาค"), "area__region__name", width=30)
    teams = Column(pgettext_lazy("column", "ทีม"), "teams", width=10)
    activities = Column(pgettext_lazy("column", "กิจกรรม"), "activities", width=10)
    people = Column(_("คนที่ได้เรียนรู้ (ไม่นับซ้ำ)"), "people", width=24)
    sites = Column(_("แหล่งเรียนรู้"), "sites", width=14)

    filename = "figures-by-province"
    title = _("รายจังหวัด")
    public = True


class FiguresResource(PublicFiguresResource):
    """Exact, with attendances beside people: for whoever works in the area."""

    attendances = Column(_("คน-ครั้ง"), "attendances", width=10)

    public = False
