"""Learning sites as the list that provinces keep of them has them, and as everybody may have them."""

from django.db.models import Prefetch
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from geo.downloads import Column, ListResource
from geo.models import LearningSite
from geo.querysets import LearningSiteQuerySet
from leaders.models import SiteContact
from thai.phones import format_phone

from ..intake.headings import SITES


class SiteColumns(ListResource):
    """What both lists say."""

    filename = "sites"
    title = _("แหล่งเรียนรู้")

    def dressed(self, rows: LearningSiteQuerySet) -> LearningSiteQuerySet:
        """With place, issues and groups."""
        return rows.with_place().prefetch_related("issues", "site_groups__group")

    def dehydrate_issues(self, site: LearningSite) -> str:
        """Issue areas by name."""
        return ", ".join(map(str, site.issues.all()))

    def dehydrate_groups(self, site: LearningSite) -> str:
        """Learner groups that the site serves."""
        return ", ".join(str(link.group) for link in site.site_groups.all())


class SiteResource(SiteColumns):
    """Sites of one's areas, whatever their status, with the contacts that the reader may see."""

    code = Column(SITES["code"], "code", width=10)
    name = Column(SITES["name"], "name_th", width=36)
    issues = Column(SITES["issues"], width=24)
    place = Column(SITES["place"], width=40)
    position = Column(SITES["position"], width=22)
    contact = Column(SITES["contact"], width=30)
    days = Column(SITES["days"], "visiting_days", width=24)
    capacity = Column(SITES["capacity"], "capacity", width=10)
    state = Column(_("การเข้าเยี่ยม"), "get_state_display", width=16)
    groups = Column(_("เหมาะกับกลุ่มไหน"), width=28)
    summary = Column(_("เรียนรู้อะไรได้บ้าง"), "summary", width=40)
    status = Column(_("สถานะ"), "get_status_display", width=14)

    noun = "site contact"

    def __init__(self, reader: User) -> None:
        super().__init__()
        self.contacts = SiteContact.objects.visible_to(reader).with_person().order_by("pk")

    def people_in(self, rows: LearningSiteQuerySet) -> list[int] | None:
        """Contacts on record as persons; a name or a number alone is somebody's too."""
        named = list(self.contacts.filter(site__in=rows.order_by()).values_list("person", flat=True))
        return [key for key in named if key] if named else None

    def dressed(self, rows: LearningSiteQuerySet) -> LearningSiteQuerySet:
        """With contacts besides."""
        return super().dressed(rows).prefetch_related(Prefetch("contacts", self.contacts))

    def dehydrate_contact(self, site: LearningSite) -> str:
        """Whom to call: "นางสมใจ 081-000-0003", "043-000-000"."""
        return ", ".join(
            f"{contact.called} {format_phone(contact.number)}".strip() for contact in site.contacts.all()
        )

    def dehydrate_place(self, site: LearningSite) -> str:
        """House or village, then the subdistrict with all its names: one line, in Thai as it is written."""
        with translation.override("th"):
            return f"{site.place_text} {site.subdistrict.full_name}".strip()

    def dehydrate_position(self, site: LearningSite) -> str:
        """ "14.33, 100.28": latitude first, as exact as it is kept."""
        return "" if site.lat is None else f"{site.lat}, {site.lon}"


class PublicSiteResource(SiteColumns):
    """Published sites with what their public pages say; numbers a machine can use."""

    name = Column(_("ชื่อแหล่งเรียนรู้"), "name", width=36)
    issues = Column(_("ประเด็นงาน"), width=24)
    groups = Column(_("เหมาะกับกลุ่มไหน"), width=28)
    place = Column(_("ที่ตั้ง"), "place_text", width=24)
    subdistrict = Column(_("ตำบล"), "subdistrict__name")
    district = Column(_("อำเภอ"), "subdistrict__district__name")
    province = Column(_("จังหวัด"), "subdistrict__province__name")
    code = Column(_("รหัสตำบล"), "subdistrict__code", width=10)
    lat = Column(_("ละติจูด"), width=11)
    lon = Column(_("ลองจิจูด"), width=11)
    state = Column(_("การเข้าเยี่ยม"), "get_state_display", width=16)
    days = Column(_("วันเปิด"), "visiting_days", width=24)
    capacity = Column(_("รับได้ครั้งละกี่คน"), "capacity", width=10)
    summary = Column(_("เรียนรู้อะไรได้บ้าง"), "summary", width=40)

    public = True

    def dehydrate_lat(self, site: LearningSite) -> float | None:
        """Degrees, to about a metre, as on the map."""
        return None if site.lat is None else round(site.lat, 5)

    def dehydrate_lon(self, site: LearningSite) -> float | None:
        """Degrees, to about a metre, as on the map."""
        return None if site.lon is None else round(site.lon, 5)
