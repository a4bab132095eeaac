"""A learning site."""

from django.db.models import Case, Count, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from geo.models import LearningSite
from geo.querysets import LearningSiteQuerySet
from programmes.models import Activity, SiteGroup
from thai import clock
from thai.collation import thai_order

from ..meta import page_context
from ..models import OpenHousePage, whom_to_ask
from ..models.picture import Shown
from ..places import movement_of
from .caching import public_page

NEARBY = 5


@public_page
def site(request: HttpRequest, pk: int) -> HttpResponse:
    """What one can learn at a published learning site, whom it suits, when and where; 404 for any other."""
    found = get_object_or_404(LearningSite.objects.published().with_place().prefetch_related("issues"), pk=pk)
    province = found.subdistrict.province
    open_houses = OpenHousePage.objects.readable().hosted_by(found).with_place()
    crumbs = [
        (_("แหล่งเรียนรู้"), reverse("public:sites")),
        (province.short_name, reverse("public:province", args=[province.code])),
    ]
    context = page_context(request, found.name, crumbs=crumbs, description=found.what_to_learn) | {
        "nav_current": "sites",
        "site": found,
        "province": province,
        "movement": movement_of(province),
        "reach": whom_to_ask(province),
        "position": f"{found.lat:.5f}, {found.lon:.5f}" if found.lat is not None else "",
        "shown": Shown.drawn(found.picture),
        "groups": [link.group for link in SiteGroup.objects.filter(site=found).select_related("group")],
        "lessons": lessons(found.what_to_learn),
        "upcoming": list(open_houses.upcoming()),
        "past": list(open_houses.past()[:3]),
        "visits": visits(found),
        "as_of": clock.now(),
        "nearby": list(nearby(found)),
    }
    return render(request, "public/site.html", context)


def lessons(summary: str) -> list[str]:
    """What can be learnt, a line each, as coordinators write it."""
    return [line.strip(" -–•·\t") for line in summary.splitlines() if line.strip(" -–•·\t")]


def visits(found: LearningSite) -> dict[str, int]:
    """Verified activities held at the site, and how many subdistricts and provinces their teams come from."""
    return (
        Activity.objects.verified()
        .filter(site=found)
        .aggregate(
            activities=Count("pk", distinct=True),
            subdistricts=Count("team__subdistrict", distinct=True),
            provinces=Count("team__subdistrict__province", distinct=True),
        )
    )


def nearby(found: LearningSite) -> LearningSiteQuerySet:
    """Other published sites of the province, those of the same district first."""
    here = found.subdistrict
    others = LearningSite.objects.published().within(here.province).exclude(pk=found.pk)
    far = Case(When(subdistrict__district=here.district_id, then=0), default=1)
    return others.with_place().order_by(far, thai_order("name_th"), "pk")[:NEARBY]
