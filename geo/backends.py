"""Permissions that follow from area roles, for code that asks Django's permission system."""

from django.contrib.auth.backends import BaseBackend

from accounts.models import User

from . import rules

ADMIN_ACCESS = "wagtailadmin.access_admin"


class AreaRoleBackend(BaseBackend):
    """Opens the editing admin to national staff and editors, for as long as their role lasts."""

    def has_perm(self, user_obj: User, perm: str, obj: object = None) -> bool:
        """Only admin access is decided here; everything else is left to the other backends."""
        if perm != ADMIN_ACCESS or not user_obj.is_active:
            return False
        return bool(rules.is_national_staff(user_obj) or rules.is_editor(user_obj))
