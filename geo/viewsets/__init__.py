"""Places in the editing admin: areas, regions of provinces, issue areas, who works where. Staff only."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.model import ModelViewSetGroup

from .areas import AreaViewSet
from .base import ListView, StaffViewSet, VocabularyViewSet, staff_required
from .issues import IssueAreaViewSet
from .provinces import ProvinceViewSet
from .roles import AreaRoleViewSet

__all__ = ["ListView", "PlacesViewSetGroup", "StaffViewSet", "VocabularyViewSet", "staff_required"]


class PlacesViewSetGroup(ModelViewSetGroup):
    """The settings of this app in the admin's menu."""

    menu_label = _("ตั้งค่าพื้นที่")
    menu_icon = "cog"
    menu_order = 800
    items = (AreaViewSet, ProvinceViewSet, IssueAreaViewSet, AreaRoleViewSet)
