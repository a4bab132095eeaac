"""Areas with what the public finds in them."""

from django.db.models import Count

from geo.choices import Level
from geo.models import Area, LearningSite


def regions_with_counts() -> list[Area]:
    """The five regions, each with ``provinces_here`` and ``sites_here`` (published learning sites)."""
    sites = dict(
        LearningSite.objects.published().order_by().values_list("subdistrict__region").annotate(n=Count("pk"))
    )
    provinces = dict(
        Area.objects.current().level(Level.PROVINCE).order_by().values_list("region").annotate(n=Count("pk"))
    )
    regions = list(Area.objects.current().level(Level.REGION))
    for region in regions:
        region.sites_here = sites.get(region.pk, 0)
        region.provinces_here = provinces.get(region.pk, 0)
    return regions
