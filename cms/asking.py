"""Choosing a province and reading whom to ask there, on the pages that help somebody to begin."""

from django.http import HttpRequest

from geo.choices import Level
from geo.models import Area
from thai.collation import thai_order
from thai.widgets import active_language

from .models.contact import whom_to_ask


def province_asked(request: HttpRequest) -> dict[str, object]:
    """``provinces`` in dictionary order; ``asked``, the one that ``?province=`` names, or None; ``reach``.

    Without a province, ``reach`` is the nation's.
    """
    order = "name_en" if active_language() == "en" else thai_order("name_th")
    provinces = list(Area.objects.current().level(Level.PROVINCE).select_related("region").order_by(order))
    code = request.GET.get("province", "")
    asked = next((province for province in provinces if province.code == code), None)
    return {"provinces": provinces, "asked": asked, "reach": whom_to_ask(asked)}
