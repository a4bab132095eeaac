"""Whom to ask, everywhere in the country."""

from dataclasses import dataclass, field

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from geo.choices import Level
from thai.order import sort_key

from ..asking import province_asked
from ..meta import page_context
from ..models import Contact
from ..places import ORDER
from .caching import public_page


@dataclass
class RegionContacts:
    """The contacts of a region: its own, if it has one, and its provinces' in dictionary order."""

    name: str
    code: str
    own: Contact | None = None
    provinces: list[Contact] = field(default_factory=list)


@public_page
def contacts(request: HttpRequest) -> HttpResponse:
    """Every contact by region, and the one of the province that ``?province=`` asks for."""
    description = _("ที่ติดต่อของขบวนจังหวัด ภาค และส่วนกลาง เลือกจังหวัดแล้วดูว่าถามใคร")
    context = page_context(request, _("ถามใครได้บ้าง"), crumbs=[], description=description)
    nation, regions = by_region(list(Contact.objects.with_place()))
    context |= province_asked(request) | {"nation": nation, "regions": regions}
    return render(request, "public/contacts.html", context)


def by_region(found: list[Contact]) -> tuple[Contact | None, list[RegionContacts]]:
    """The nation's contact, and those of each region that has any, from north to south."""
    nation = next((contact for contact in found if contact.area.level == Level.NATION), None)
    regions: dict[str, RegionContacts] = {}
    for contact in found:
        region = contact.area if contact.area.level == Level.REGION else contact.area.region
        if region is None:
            continue
        group = regions.setdefault(region.code, RegionContacts(region.name, region.code))
        if contact.area.level == Level.REGION:
            group.own = contact
        else:
            group.provinces.append(contact)
    for group in regions.values():
        group.provinces.sort(key=lambda contact: sort_key(contact.area.name))
    return nation, sorted(regions.values(), key=lambda group: ORDER.find(f" {group.code} "))
