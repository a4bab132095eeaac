"""Small maps in templates."""

from django import template

from geo.models import Area, LearningSite

from .. import maps
from ..places import SitePoint

register = template.Library()


@register.inclusion_tag("public/country_map.html", takes_context=True)
def country_map(context: template.Context, points: list[SitePoint]) -> dict[str, object]:
    """The country with a mark a learning site; nothing where no outlines were loaded."""
    return {
        "map": maps.country_map(points),
        "sites_in_all": context.get("sites_in_all"),
        "href": context["site_nav"].get("sites"),
    }


@register.inclusion_tag("public/locator_map.html")
def locator_map(province: Area, site: LearningSite | str | None = None) -> dict[str, object]:
    """Where a province lies, with a mark at a learning site; nothing where its outline was not loaded.

    A template passes "" for a site that there is not.
    """
    drawn = maps.locator_map(province)
    mark = drawn.frame.at(site.lat, site.lon) if drawn and site and site.lat is not None else None
    return {"map": drawn, "mark": mark, "province": province}
