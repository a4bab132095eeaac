"""Whose work a sheet may speak of."""

from django.utils.translation import gettext as _

from geo.choices import Role
from geo.models import Area

FIELD = (Role.COORDINATOR, Role.REVIEWER, Role.STAFF)
DESK = (Role.REVIEWER, Role.STAFF)


def outside(area: Area) -> str:
    """Said of a place where the user does not work."""
    return _("%(place)s อยู่นอกพื้นที่ของคุณ") % {"place": area.full_name}


def without_team(area: Area) -> str:
    """Said of a subdistrict for which nobody can log yet."""
    return _("%(place)s ยังไม่มีทีมตำบล ตั้งทีมก่อน แล้วเปิดหน้านี้อีกครั้ง") % {"place": area.full_name}
