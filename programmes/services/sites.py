"""Which learner groups a learning site serves."""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.models import User
from geo import rules as geo_rules
from geo.models import LearningSite

from ..models import LearnerGroup, SiteGroup


@transaction.atomic
def set_site_groups(site: LearningSite, groups: Iterable[LearnerGroup], *, by: User) -> None:
    """Make the groups a site serves those given. Raises PermissionDenied like any change of the site."""
    if not geo_rules.may_change_site(by, site):
        raise PermissionDenied
    wanted = {group.pk for group in groups}
    held = set(site.site_groups.values_list("group", flat=True))
    site.site_groups.exclude(group__in=wanted).delete()
    SiteGroup.objects.bulk_create(SiteGroup(site=site, group_id=group) for group in wanted - held)
