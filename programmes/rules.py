"""Who may do what with activities. Status is checked by the services; here it is about persons and areas."""

import rules

from accounts.models import User
from geo.choices import Role
from geo.rules import is_desk, is_field, works_in

from .choices import ActivityStatus
from .models import Activity

# Until it is verified, and not while it waits for the reviewer: then it is withdrawn first.
EDITABLE = {ActivityStatus.PLANNED, ActivityStatus.DRAFT, ActivityStatus.RETURNED, ActivityStatus.POSTPONED}


@rules.predicate
def may_log(user: User, activity: Activity) -> bool:
    """The team's coordinator (of the area when no team holds it), and reviewers and staff of it."""
    area = activity.team.subdistrict if activity.team_id else activity.area
    return works_in(user, area, Role.COORDINATOR, Role.REVIEWER, Role.STAFF)


@rules.predicate
def is_editable(user: User, activity: Activity) -> bool:
    """Its status still allows changes."""
    return activity.status in EDITABLE


@rules.predicate
def reviews_area(user: User, activity: Activity) -> bool:
    """The activity is held in an area the user reviews."""
    return works_in(user, activity.area, Role.REVIEWER, Role.STAFF)


@rules.predicate
def is_author(user: User, activity: Activity) -> bool:
    """The user made, edited or uploaded this log."""
    return activity.authors.filter(pk=user.pk).exists()


may_change_activity = may_log & is_editable
may_verify = reviews_area & ~is_author

rules.add_perm("programmes.open_log", is_field)
rules.add_perm("programmes.open_review", is_desk)
rules.add_perm("programmes.log_activity", may_log)
rules.add_perm("programmes.change_activity", may_change_activity)
rules.add_perm("programmes.review_activity", reviews_area)
rules.add_perm("programmes.verify_activity", may_verify)
