"""What waits for a coordinator: to be mended, logged, finished, compared; and teams long without a log."""

from django.db.models import Count, Q
from django.urls import reverse

from accounts.models import User
from geo.choices import Role
from geo.querysets import seen_q
from geo.rules import is_coordinator
from leaders.models import Team
from leaders.querysets import TeamQuerySet

from ...choices import ActivityStatus, Waits
from ...models import Activity, Submission
from ...querysets import ActivityQuerySet, SubmissionQuerySet, quiet_teams
from ..own import own_activities
from .items import Item, lines_about, lines_of_copies, lines_of_quiet


def to_mend(user: User) -> ActivityQuerySet:
    """Logs that a reviewer returned, the latest first."""
    return _to_write(user).filter(status=ActivityStatus.RETURNED).order_by("-changed_at", "-pk")


def overdue(user: User) -> ActivityQuerySet:
    """Planned days that are over, the oldest first; none of them has a log yet."""
    return _to_write(user).overdue()


def begun(user: User) -> ActivityQuerySet:
    """Drafts that were not sent, the latest first."""
    return _to_write(user).filter(status=ActivityStatus.DRAFT).order_by("-changed_at", "-pk")


def two_copies(user: User) -> SubmissionQuerySet:
    """Conflicts that the user may settle."""
    return Submission.objects.conflicts_of(user).unsettled()


def quiet_own_teams(user: User) -> TeamQuerySet:
    """Teams that the user coordinates and that sent no log for 14 days, the longest without first."""
    if not is_coordinator(user):
        return Team.objects.none()
    return quiet_teams(Team.objects.filter(seen_q(user, "subdistrict", Role.COORDINATOR)))


def field_inbox(user: User, *, shown: int = 0) -> list[Item]:
    """What waits for ``user`` in the coordinators' workspace, each with its first ``shown`` lines.

    3 queries, and one for the lines of each of four kinds. Quiet teams of one's own are few: all are told.
    """
    copies, quiet = two_copies(user), tuple(lines_of_quiet(quiet_own_teams(user)))
    numbers = _to_write(user).aggregate(
        returned=Count("pk", Q(status=ActivityStatus.RETURNED)),
        overdue=Count("pk", Activity.objects.all().overdue_q()),
        drafts=Count("pk", Q(status=ActivityStatus.DRAFT)),
    )
    waits = [
        (Waits.COPIES, copies.count(), lines_of_copies(copies[:shown])),
        (Waits.RETURNED, numbers["returned"], lines_about(to_mend(user)[:shown])),
        (Waits.OVERDUE, numbers["overdue"], lines_about(overdue(user)[:shown])),
        (Waits.DRAFTS, numbers["drafts"], lines_about(begun(user)[:shown])),
        (Waits.QUIET, len(quiet), quiet),
    ]
    home = reverse("log:home")
    return [
        Item(kind, number, f"{home}#{kind}", lines=tuple(lines)) for kind, number, lines in waits if number
    ]


def _to_write(user: User) -> ActivityQuerySet:
    """Of the own activities those whose log the user writes: a guest's in the own place is not."""
    return own_activities(user).loggable_by(user)
