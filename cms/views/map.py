"""The map page with its list, and the figures of every province."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from geo.choices import Level
from geo.filters import SiteFilter
from geo.models import Area, LearningSite
from geo.querysets import LearningSiteQuerySet
from leaders.models import Team
from programmes.figures import (
    Period,
    by_province,
    may_show_people,
    programme_so_far,
    public_headline,
    rounded,
)
from programmes.maps import Figure, shading, shape_of
from programmes.models import Programme
from programmes.views.map import chosen_figure
from thai import clock
from thai.collation import thai_order

from ..meta import page_context
from .caching import public_page

PER_PAGE = 20


@public_page
def sites(request: HttpRequest) -> HttpResponse:
    """Learning sites and teams: filters, list and map, which say the same."""
    found = SiteFilter(request.GET, queryset=LearningSite.objects.published())
    place, show = found.place, request.GET.get("show", "sites")
    listed = listed_sites(found).with_place().prefetch_related("issues", "site_groups__group")
    page = Paginator(listed, PER_PAGE).get_page(request.GET.get("page"))
    for site in page:
        site.shape = shape_of(link.group.shape for link in site.site_groups.all())
    query = request.GET.copy()
    query.pop("page", None)
    title = _("แหล่งเรียนรู้") if place is None else f"{_('แหล่งเรียนรู้')} {place.short_name}"
    description = _("แหล่งเรียนรู้และทีมตำบลทั่วประเทศ เลือกตามภาค จังหวัด และประเด็นงาน")
    context = page_context(request, title, crumbs=[], description=description) | {
        "filter": found,
        "page": page,
        "place": place,
        "show": show,
        "teams": _teams(place) if show in {"teams", "both"} else None,
        "total": LearningSite.objects.published().count(),
        "unmapped": found.qs.filter(lat=None).count(),
        "figures": Figure,
        "figure": chosen_figure(request),
        "legend": shading(chosen_figure(request), period_so_far()).labels,
        "script": f"{reverse('map:script')}?{query.urlencode()}",
        "nav_current": "sites",
    }
    return render(request, "public/sites.html", context)


def listed_sites(found: SiteFilter) -> LearningSiteQuerySet:
    """What was found, in dictionary order."""
    return found.qs.order_by(thai_order("name_th"), "pk")


@public_page
def figures(request: HttpRequest) -> HttpResponse:
    """The nation's headline, a map coloured by one figure, and the same as a table by province."""
    period, figure = period_so_far(), chosen_figure(request)
    description = _("ขบวนเดินมาถึงไหนแล้ว รายจังหวัด นับเฉพาะกิจกรรมที่ยืนยันแล้ว")
    context = page_context(request, _("ตัวเลข"), crumbs=[], description=description) | {
        "headline": public_headline(None, period) if period else None,
        "period": period,
        "as_of": clock.now(),
        "figures": Figure,
        "figure": figure,
        "legend": shading(figure, period).labels,
        "rows": province_rows(period) if period else [],
        "script": f"{reverse('map:script')}?marks=none&colour={figure}",
        "nav_current": "figures",
    }
    return render(request, "public/figures.html", context)


def period_so_far() -> Period | None:
    """The programme until today; None while there is no programme."""
    programme = Programme.objects.current()
    return programme_so_far(programme, clock.today()) if programme else None


def _teams(place: Area | None) -> list[Team]:
    """Approved teams of a place in dictionary order; without a place the list would be the nation's."""
    teams = Team.objects.approved().active().with_place().by_name()
    return list(teams.within(place) if place else teams[:200])


def province_rows(period: Period) -> list[dict[str, object]]:
    """A row per province with work, people rounded as on every public page."""
    counted = {figure: by_province(figure.value, period) for figure in Figure}
    rows = []
    provinces = Area.objects.current().level(Level.PROVINCE).select_related("region")
    for area in provinces.order_by(thai_order("name_th")):
        numbers = {figure.value: counted[figure].get(area.code, 0) for figure in Figure}
        if any(numbers.values()):
            shown = rounded(numbers["people"]) if may_show_people(area) else None
            rows.append({"area": area, **numbers, "people": shown})
    return rows
