"""What everybody may take along as a file: the same rows as the public pages, and no more than they say."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from geo.downloads import list_as_file
from geo.filters import SiteFilter
from geo.models import LearningSite
from programmes.resources import PublicFiguresResource, PublicSiteResource
from thai import clock

from ..meta import page_context
from ..models import OpenHousePage
from ..resources import OpenHouseResource
from .caching import public_page
from .map import listed_sites, period_so_far, province_rows


@dataclass(frozen=True)
class DataSet:
    """One list: what it says, the page that says the same, the name of its download, and its rows."""

    title: str
    text: str
    href: str
    export: str
    number: int


@public_page
def page(request: HttpRequest) -> HttpResponse:
    """The lists, how they may be used, and as of when they are."""
    period = period_so_far()
    sets = [
        DataSet(
            _("แหล่งเรียนรู้"),
            _("ชื่อ ประเด็นงาน ที่ตั้ง พิกัด และวันเปิด เฉพาะแห่งที่เผยแพร่แล้ว ไม่มีชื่อหรือเบอร์ของใคร"),
            reverse("public:sites"),
            "public:sites_export",
            LearningSite.objects.published().count(),
        ),
        DataSet(
            _("ตัวเลขรายจังหวัด"),
            _("ทีม กิจกรรมที่ยืนยันแล้ว คนที่ได้เรียนรู้ และแหล่งเรียนรู้ จำนวนคนปัดให้ลงท้ายด้วย 0 หรือ 5"),
            reverse("public:figures"),
            "public:figures_export",
            len(province_rows(period)) if period else 0,
        ),
        DataSet(
            pgettext("many", "งานเปิดบ้าน"),
            _("งานที่จะมาถึงและที่จัดไปแล้ว พร้อมวัน เวลา และที่ตั้ง"),
            "",
            "public:open_houses_export",
            OpenHousePage.objects.readable().count(),
        ),
    ]
    description = _("ดาวน์โหลดแหล่งเรียนรู้ ตัวเลขรายจังหวัด และงานเปิดบ้าน เป็นไฟล์ XLSX และ CSV")
    context = page_context(request, _("ข้อมูลเปิด"), crumbs=[], description=description)
    context |= {"sets": sets, "as_of": clock.now()}
    return render(request, "public/open_data.html", context)


@public_page
def sites(request: HttpRequest, kind: str) -> HttpResponseBase:
    """Published learning sites (csv or xlsx), narrowed as the page with the map is."""
    found = SiteFilter(request.GET, queryset=LearningSite.objects.published())
    return list_as_file(request, kind, PublicSiteResource(), listed_sites(found))


@public_page
def figures(request: HttpRequest, kind: str) -> HttpResponseBase:
    """The public table of provinces (csv or xlsx)."""
    period = period_so_far()
    return list_as_file(request, kind, PublicFiguresResource(), province_rows(period) if period else [])


@public_page
def open_houses(request: HttpRequest, kind: str) -> HttpResponseBase:
    """Published open houses in the reader's language (csv or xlsx), the latest first."""
    return list_as_file(
        request, kind, OpenHouseResource(), OpenHousePage.objects.readable().order_by("-starts_on", "path")
    )
