"""What a phone takes along: the user's teams with their rosters, and what can be logged: begun or planned.

It holds what the roll call shows and no more: neither phone numbers nor years of birth.
"""

import hashlib
from datetime import timedelta
from typing import Any

from django.db.models import Count, Max, QuerySet, Sum
from django.utils import timezone
from django.utils.translation import get_language

from accounts.models import User
from geo.models import LearningSite
from leaders.models import Person, Team
from leaders.querysets import TeamQuerySet
from thai.clock import today
from thai.collation import thai_order

from ..forms.log import LogForm
from ..models import Activity, Enrolment, Programme
from ..querysets import ActivityQuerySet
from ..services.activities import last_log, usual_method

# A phone is not made for more: who looks after more teams has a signal. Those logged last come first.
MOST_TEAMS = 12
MOST_SITES = 60
MOST_DRAFTS = 20
LATELY = timedelta(days=30)


def kit_of(user: User, teams: TeamQuerySet, logs: ActivityQuerySet) -> dict[str, Any]:
    """The kit of ``user``, as JSON takes it: ``teams`` one works for, ``logs`` to go on with."""
    programme = Programme.objects.current()
    keys = _keys(teams, logs)
    found = teams.in_bulk(keys[:MOST_TEAMS])
    kept = [found[key] for key in keys if key in found]
    people = _people(kept, programme)
    return {
        "account": user.pk,
        "teams": [_team(team, people[team.pk]) for team in kept],
        "more_teams": len(keys) > MOST_TEAMS,
        "drafts": [_draft(log, user) for log in logs.to_log().order_by("-changed_at")[:MOST_DRAFTS]],
    }


def fingerprint(user: User, teams: TeamQuerySet, logs: ActivityQuerySet) -> str:
    """Changes when the kit does, and perhaps a little oftener. A few counts, however large the kit is."""
    keys = _keys(teams, logs)
    provinces = Team.objects.filter(pk__in=keys).values("subdistrict__province")
    sites = LearningSite.objects.published().filter(subdistrict__province__in=provinces)
    persons = Person.everything.filter(enrolments__team__in=keys)
    parts = [
        (user.pk, get_language(), today()),
        keys,
        _counted(Enrolment.everything.filter(team__in=keys)),
        (_counted(persons), persons.exclude(merged_into=None).count()),
        _counted(Activity.everything.filter(team__in=keys)),
        _counted(sites),
        sorted(logs.to_log().values_list("uid", "version", "status")),
    ]
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:20]


def _keys(teams: TeamQuerySet, logs: ActivityQuerySet) -> list[int]:
    """Keys of the teams to take along, those of the logs changed last first, the others in their order.

    One more than a phone takes, where there are more.
    """
    own = logs.order_by().filter(team__in=teams.order_by().values("pk"))
    latest = own.values("team").annotate(last=Max("changed_at")).order_by("-last", "team")
    keys = list(latest.values_list("team", flat=True)[: MOST_TEAMS + 1])
    rest = teams.exclude(pk__in=keys).values_list("pk", flat=True)
    return [*keys, *rest[: MOST_TEAMS + 1 - len(keys)]]


def _counted(rows: QuerySet) -> tuple[object, ...]:
    """How many there are, when one was changed last, and how often all were."""
    found = rows.order_by().aggregate(n=Count("pk"), last=Max("changed_at"), changes=Sum("version"))
    return tuple(found.values())


def _people(teams: list[Team], programme: Programme | None) -> dict[int, list[list[Any]]]:
    """By team: [enrolment, group, name, what tells two of one name apart, first day, last day or "", uid].

    The uid only of those who joined lately: a phone that added them itself knows them by it.
    """
    lately = timezone.now() - LATELY
    people: dict[int, list[list[Any]]] = {team.pk: [] for team in teams}
    rows = Enrolment.objects.filter(team__in=teams, programme=programme, person__merged_into=None)
    for row in rows.select_related("person", "group").prefetch_related("issues").by_group():
        days = [row.starts_on.isoformat(), row.ends_on.isoformat() if row.ends_on else ""]
        uid = [str(row.person.uid)] if row.created_at > lately else []
        people[row.team_id].append([row.pk, row.group_id, row.person.full_name, row.detail, *days, *uid])
    return people


def _team(team: Team, people: list[list[Any]]) -> dict[str, Any]:
    """A team with what a log of it begins with: its usual method, and its last log to copy."""
    last, method = last_log(team), usual_method(team)
    sites = LearningSite.objects.published().filter(subdistrict__province=team.subdistrict.province_id)
    return {
        "key": team.pk,
        "name": team.name,
        "place": team.subdistrict.full_name,
        "method": method.pk if method else None,
        "people": people,
        "sites": [[site.pk, site.name] for site in sites.order_by(thai_order("name_th"), "pk")[:MOST_SITES]],
        "last": _last(last) if last else None,
    }


def _last(log: Activity) -> dict[str, Any]:
    first = log.sessions.filter(date=log.starts_on).first()
    return {
        "title": log.title,
        "place_text": log.place_text,
        "site": log.site_id,
        "issues": list(log.issues.values_list("pk", flat=True)),
        "method": first.method_id if first else None,
        "hours": f"{first.hours.normalize():f}" if first and first.hours is not None else "",
        "starts_at": f"{first.starts_at:%H.%M}" if first and first.starts_at else "",
        "further": list(first.further_methods.values_list("pk", flat=True)) if first else [],
    }


def _draft(log: Activity, user: User) -> dict[str, Any]:
    return {
        "uid": str(log.uid),
        "team": log.team_id,
        "version": log.version,
        "entries": LogForm(log, user).entries(),
    }
