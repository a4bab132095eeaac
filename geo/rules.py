"""Who may do what with places. Predicates take (user, object) and are used by views, admin and templates."""

import rules

from accounts.models import User
from thai.clock import today

from .choices import Level, Role, SiteStatus
from .models import Area, AreaRole, LearningSite
from .querysets import role_areas


def lies_in(area: Area | None, areas: list[Area]) -> bool:
    """Whether ``area`` is one of ``areas`` or lies below one of them."""
    if area is None:
        return False
    ancestors = {area.pk, area.district_id, area.province_id, area.region_id}
    return any(held.level == Level.NATION or held.pk in ancestors for held in areas)


def works_in(user: User, area: Area | None, *roles: Role) -> bool:
    """Whether ``user`` holds one of ``roles`` in ``area`` today; superusers do everywhere."""
    if not user.is_authenticated or not user.is_active:
        return False
    return user.is_superuser or lies_in(area, role_areas(user, *roles))


def holds(role: Role) -> rules.predicates.Predicate:
    """A predicate: the user holds ``role`` anywhere today."""

    @rules.predicate(f"holds:{role}")
    def check(user: User) -> bool:
        return bool(role_areas(user, role))

    return check


is_coordinator = holds(Role.COORDINATOR)
is_reviewer = holds(Role.REVIEWER)
is_editor = holds(Role.EDITOR)
holds_staff = holds(Role.STAFF)


@rules.predicate
def is_national_staff(user: User) -> bool:
    """Staff of the institute, and the operator's superuser."""
    return bool(user.is_authenticated and user.is_active and (user.is_superuser or holds_staff(user)))


is_desk = is_reviewer | is_national_staff
is_field = is_coordinator | is_desk


@rules.predicate
def may_manage_role(user: User, area_role: AreaRole) -> bool:
    """Staff give and end every role; reviewers those of coordinators in their area."""
    if is_national_staff(user):
        return True
    return area_role.role == Role.COORDINATOR and works_in(user, area_role.area, Role.REVIEWER)


@rules.predicate
def needs_second_factor(user: User) -> bool:
    """Who sees persons, or publishes, for more than the own teams: staff, editors and reviewers."""
    return bool(is_desk(user) or is_editor(user))


@rules.predicate
def may_manage_account(user: User, account: User) -> bool:
    """Staff open, change and close others' accounts; a reviewer those that are a coordinator's of the area.

    Not where the account also works elsewhere or does more: a new password would open that too. Of an
    account without any area left, the areas it once had count. An operator's account is for operators.
    """
    if user == account or (account.is_superuser and not user.is_superuser):
        return False
    if is_national_staff(user):
        return True
    held = list(account.area_roles.select_related("area"))
    still = [role for role in held if role.ends_on is None or role.ends_on >= today()]
    return bool(held) and all(may_manage_role(user, role) for role in still or held)


@rules.predicate
def may_propose_site(user: User, site: LearningSite) -> bool:
    """Coordinators propose sites in their subdistricts, reviewers and staff in their areas."""
    return works_in(user, site.subdistrict, Role.COORDINATOR, Role.REVIEWER, Role.STAFF)


@rules.predicate
def may_publish_site(user: User, site: LearningSite) -> bool:
    """Reviewers publish sites of their area, staff everywhere."""
    return works_in(user, site.subdistrict, Role.REVIEWER, Role.STAFF)


@rules.predicate
def may_change_site(user: User, site: LearningSite) -> bool:
    """Reviewers and staff change any site of their area; a coordinator what is not yet published."""
    if may_publish_site(user, site):
        return True
    return site.status != SiteStatus.PUBLISHED and may_propose_site(user, site)


rules.add_perm("geo.view_figures", is_field)
rules.add_perm("geo.manage_role", may_manage_role)
# Asked for by the accounts app, which knows no areas.
rules.add_perm("accounts.open_account", may_manage_account)
rules.add_perm("accounts.need_second_factor", needs_second_factor)
rules.add_perm("geo.propose_site", may_propose_site)
rules.add_perm("geo.change_site", may_change_site)
rules.add_perm("geo.publish_site", may_publish_site)
