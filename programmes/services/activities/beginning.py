"""A log before anything of it is kept: what stands in its form when it is opened."""

import uuid
from dataclasses import dataclass
from datetime import date

from leaders.models import Team

from ...choices import ActivityStatus
from ...models import Activity, Method, Programme, Session
from .inputs import SessionInput

# What a copied log passes on; who came, pictures and what came of it are made anew each time.
COPIED = ("title", "place_text", "site", "led_by")
LOGGED = [ActivityStatus.DRAFT, ActivityStatus.SUBMITTED, ActivityStatus.VERIFIED, ActivityStatus.RETURNED]


@dataclass(frozen=True)
class Beginning:
    """An activity that is not kept yet, its sessions, and the issues it is about."""

    activity: Activity
    sessions: tuple[SessionInput, ...]
    issues: tuple[int, ...] = ()


def begin_log(
    team: Team, programme: Programme, *, day: date, uid: uuid.UUID | None = None, like: Activity | None = None
) -> Beginning:
    """A log of ``team`` for ``day``, with the main method that the team used last.

    ``like`` is a log to copy: its words, place and issues, and how its first day went.
    """
    activity = Activity(
        uid=uid or uuid.uuid4(), programme=programme, team=team, area=team.subdistrict,
        starts_on=day, ends_on=day,
    )  # fmt: skip
    if like is None:
        return Beginning(activity, (SessionInput(date=day, method=usual_method(team)),))
    for name in COPIED:
        setattr(activity, name, getattr(like, name))
    held = like.sessions.filter(date=like.starts_on).select_related("method")
    sessions = tuple(copied(row, day) for row in held.prefetch_related("further_methods"))
    issues = tuple(like.issues.values_list("pk", flat=True))
    return Beginning(activity, sessions or (SessionInput(date=day, method=usual_method(team)),), issues)


def copied(session: Session, day: date) -> SessionInput:
    """The same way of learning, hours and time on another day, as a session of its own."""
    return SessionInput(
        date=day,
        method=session.method,
        hours=session.hours,
        starts_at=session.starts_at,
        further_methods=tuple(session.further_methods.all()),
    )


def last_log(team: Team) -> Activity | None:
    """The team's log of the latest day, to be copied."""
    held = team.activities.filter(deleted_at=None, status__in=LOGGED).exclude(title="")
    return held.select_related("site").order_by("-starts_on", "-pk").first()


def usual_method(team: Team) -> Method | None:
    """The main method of the team's latest session that has one."""
    held = Session.objects.filter(
        activity__team=team, activity__deleted_at=None, activity__status__in=LOGGED, method__isnull=False
    )
    latest = held.order_by("-date", "-pk").select_related("method").first()
    return latest.method if latest else None
