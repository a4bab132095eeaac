"""What waits for a reviewer: logs, copies, proposals, who may be one; and teams long without a log."""

from django.db.models import Count, Min
from django.urls import reverse

from accounts.models import User
from geo.models import LearningSite
from geo.rules import is_desk
from leaders.choices import TeamStatus
from leaders.models import LikelySame, Team
from leaders.querysets import LikelySameQuerySet, TeamQuerySet
from thai.clock import BANGKOK

from ...choices import SubmissionOutcome, Waits
from ...models import Activity, Submission
from ...querysets import ActivityQuerySet, SubmissionQuerySet, quiet_teams
from .field import two_copies
from .items import Item, lines_about, lines_of_copies, lines_of_quiet


def to_verify(user: User) -> ActivityQuerySet:
    """Logs that wait in the areas one reviews and that others wrote, the longest first."""
    return Activity.objects.reviewable_by(user).waiting().exclude(authors=user)


def held_back(user: User) -> SubmissionQuerySet:
    """Logs of teams that were taken from their sender, for the reviewer to decide about."""
    return Submission.objects.held_for(user).unsettled()


def quiet_reviewed_teams(user: User) -> TeamQuerySet:
    """Teams of the areas one reviews that sent no log for 14 days, the longest without first."""
    return quiet_teams(Team.objects.reviewable_by(user))


def desk_inbox(user: User, *, shown: int = 0) -> list[Item]:
    """What waits for ``user`` in the reviewers' workspace, each with its first ``shown`` lines.

    6 queries, and one more for the lines of four kinds. Nothing for whoever reviews nowhere.
    """
    return [*_logs(user, shown), *beside_the_logs(user, shown=shown)] if is_desk(user) else []


def _logs(user: User, shown: int) -> list[Item]:
    rows = to_verify(user)
    found = rows.order_by().aggregate(number=Count("pk"), since=Min("submitted_at"))
    if not found["number"]:
        return []
    since = found["since"] and found["since"].astimezone(BANGKOK).date()
    lines = tuple(lines_about(rows[:shown]))
    return [Item(Waits.REVIEW, found["number"], reverse("review:queue"), since=since, lines=lines)]


def beside_the_logs(user: User, *, shown: int = 0) -> list[Item]:
    """All of ``desk_inbox`` but the logs that wait: 5 queries without lines."""
    aside = Submission.objects.aside_for(user).unsettled().order_by().values_list("outcome")
    kept = dict(aside.annotate(n=Count("pk")))
    quiet = quiet_reviewed_teams(user)
    copies, held = (lines_of_copies(rows(user)[:shown]) for rows in (two_copies, held_back))
    queue, teams, sites = (reverse(f"review:{name}") for name in ("queue", "teams", "sites"))
    proposed = f"?status={TeamStatus.PROPOSED}"  # of a site it is the same word
    waits = [
        (Waits.COPIES, kept.get(SubmissionOutcome.CONFLICT, 0), f"{queue}#copies", copies),
        (Waits.HELD, kept.get(SubmissionOutcome.HELD, 0), f"{queue}#held", held),
        (Waits.TEAMS, _proposed_teams(user).count(), teams + proposed, ()),
        (Waits.SITES, LearningSite.objects.reviewable_by(user).proposed().count(), sites + proposed, ()),
        (Waits.ALIKE, _alike(user).count(), reverse("review:duplicates"), ()),
        (Waits.QUIET, quiet.count(), f"{teams}?quiet=2", lines_of_quiet(quiet[:shown])),
    ]
    return [Item(kind, number, href, lines=tuple(lines)) for kind, number, href, lines in waits if number]


def _proposed_teams(user: User) -> TeamQuerySet:
    return Team.objects.reviewable_by(user).filter(status=TeamStatus.PROPOSED, dissolved_on=None)


def _alike(user: User) -> LikelySameQuerySet:
    return LikelySame.objects.reviewable_by(user).waiting()
