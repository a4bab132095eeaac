"""Who may use the settings part of the editing admin: national staff, by their role and not by groups.

Wagtail asks a policy for menus and buttons, and in most of its views; ``StaffViewSet`` asks the same question
once more at the door of every view, whatever that view forgets.
"""

from collections.abc import Iterable

from django.db.models import Q
from django.db.models.query import QuerySet
from wagtail.permission_policies.base import BasePermissionPolicy

from accounts.models import User
from thai.clock import today

from .choices import Role
from .rules import is_national_staff

ADD, CHANGE, DELETE, VIEW = "add", "change", "delete", "view"


class StaffPolicy(BasePermissionPolicy):
    """National staff may do ``actions`` with every row of a model, others nothing."""

    def __init__(self, model: type, actions: Iterable[str] = (ADD, CHANGE, VIEW)) -> None:
        super().__init__(model)
        self.actions = frozenset(actions)

    def user_has_permission(self, user: User, action: str) -> bool:
        """Whether the action is one that anybody does here, and the user is national staff."""
        return action in self.actions and is_national_staff(user)

    def users_with_any_permission(self, actions: Iterable[str]) -> QuerySet[User]:
        """National staff, if any of the actions is done here."""
        if not self.actions & set(actions):
            return User.objects.none()
        day = today()
        ended = Q(area_roles__ends_on__lt=day)
        staff = Q(area_roles__role=Role.STAFF, area_roles__starts_on__lte=day) & ~ended
        return User.objects.filter(Q(is_superuser=True) | staff, is_active=True).distinct()
