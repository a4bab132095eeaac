"""Areas with what the public finds in them."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from geo.choices import Level
from geo.models import Area, LearningSite

# From north to south, as the movement names its five regions; what is not named stands first.
ORDER = " N NE CW BE S "


@dataclass(frozen=True)
class SitePoint:
    """A published learning site as a map of the country needs it: one row a learner group it serves."""

    pk: int
    lat: float | None
    lon: float | None
    region: str
    shape: str | None


@dataclass(frozen=True)
class RegionCounts:
    """A region with its numbers of provinces and of published learning sites."""

    code: str
    name: str
    provinces: int
    sites: int


def site_points() -> list[SitePoint]:
    """All published sites; one that serves several groups stands in several rows, any other in one."""
    rows = LearningSite.objects.published().order_by("pk")
    fields = ("pk", "lat", "lon", "subdistrict__region__code", "site_groups__group__shape")
    return [SitePoint(*row) for row in rows.values_list(*fields)]


def regions_with_counts(points: list[SitePoint]) -> list[RegionCounts]:
    """The five regions with the sites among ``points``."""
    sites = Counter(region for _pk, region in {(point.pk, point.region) for point in points})
    name = "region__name_en" if get_language() == "en" else "region__name_th"
    provinces = Area.objects.current().level(Level.PROVINCE).exclude(region=None).order_by()
    counted = provinces.values_list("region__code", name).annotate(n=Count("pk"))
    regions = [RegionCounts(code, words, number, sites[code]) for code, words, number in counted]
    return sorted(regions, key=lambda region: ORDER.find(f" {region.code} "))


def movement_of(province: Area) -> str:
    """Whom to ask in a province: "ขบวนจังหวัดน่าน", "ขบวนกรุงเทพฯ"."""
    if province.in_bangkok:
        return _("ขบวนกรุงเทพฯ")
    return _("ขบวนจังหวัด%(province)s") % {"province": province.name}
