"""Permissions that follow from area roles, for code that asks Django's permission system."""

from django.contrib.auth.backends import BaseBackend
from django.core.exceptions import PermissionDenied

from accounts.models import User

from . import rules

ADMIN_ACCESS = "wagtailadmin.access_admin"


class AreaRoleBackend(BaseBackend):
    """Opens the editing admin to national staff and editors, for as long as their role lasts.

    The groups that carry their rights to pages may hold an account longer than its role: nothing tells
    them that a last day has passed. So this backend stands before the others and has the last word.
    """

    def has_perm(self, user_obj: User, perm: str, obj: object = None) -> bool:
        """Only admin access is decided here; everything else is left to the other backends."""
        if perm != ADMIN_ACCESS:
            return False
        if rules.is_national_staff(user_obj) or rules.is_editor(user_obj):
            return True
        raise PermissionDenied
