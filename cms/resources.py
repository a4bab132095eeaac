"""Published pages as rows of a file."""

from django.utils.translation import gettext_lazy as _

from geo.downloads import Column, ListResource
from thai.dates import format_range
from thai.widgets import active_language

from .models import OpenHousePage
from .querysets import OpenHouseQuerySet


class OpenHouseResource(ListResource):
    """Open houses as their calendar lists them."""

    name = Column(_("งานเปิดบ้าน"), "title", width=40)
    days = Column(_("วันที่"), width=22)
    starts_on = Column(_("วันแรก (ค.ศ.)"), width=14)
    time = Column(_("เวลา"), "time_text", width=18)
    venue = Column(_("สถานที่"), "place_text", width=28)
    place = Column(_("ที่ตั้ง"), "area__full_name", width=36)
    seats = Column(_("รับได้กี่คน"), "seats", width=10)
    address = Column(_("หน้าเว็บ"), width=40)

    filename = "open-houses"
    title = _("งานเปิดบ้าน")
    public = True

    def dressed(self, rows: OpenHouseQuerySet) -> OpenHouseQuerySet:
        """With their place."""
        return rows.with_place()

    def dehydrate_days(self, page: OpenHousePage) -> str:
        """In words."""
        return format_range(page.starts_on, page.ends_on, active_language(), "day")

    def dehydrate_starts_on(self, page: OpenHousePage) -> str:
        """For machines, as ISO 8601."""
        return page.starts_on.isoformat()

    def dehydrate_address(self, page: OpenHousePage) -> str:
        """The page itself."""
        return page.full_url
