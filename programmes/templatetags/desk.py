"""What the frame of reviewers and staff shows on every page."""

from django import template
from django.template import Context
from django.utils.translation import gettext as _

from geo.rules import is_editor, is_national_staff

from ..models import Activity

register = template.Library()


@register.simple_tag(takes_context=True)
def desk_frame(context: Context) -> dict[str, object]:
    """``role_name`` of the user, ``waiting_count`` in the user's areas, ``opens_admin``."""
    user = context["request"].user
    if user.is_superuser:
        role_name = _("ผู้ดูแลระบบ")
    else:
        role_name = _("เจ้าหน้าที่ พอช.") if is_national_staff(user) else _("ผู้ตรวจ")
    return {
        "role_name": role_name,
        "waiting_count": Activity.objects.reviewable_by(user).waiting().count(),
        "opens_admin": bool(is_national_staff(user) or is_editor(user)),
    }
