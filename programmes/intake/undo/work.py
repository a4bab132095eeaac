"""What the rules of the work say about undoing: verified logs stay, rosters hold together.

Source (domain.md, rules that always hold, 1 and 3): only a reviewer takes back what was verified; an
attendance needs the enrolment valid that day; enrolments of a person in a programme never overlap.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from django.db import models

from geo.models import Record
from leaders.models import Person

from ...choices import ActivityStatus
from ...models import Activity, Attendance, Enrolment, Session
from ...services.removal import chunks
from .links import Pairs
from .notes import Node, Notes


def way_to_activity(model: type[Record]) -> str | None:
    """The lookup from a noun to the activity it is a part of: "session__activity"; None for other nouns."""
    if model is Activity:
        return "pk"
    for field in model._meta.concrete_fields:
        if isinstance(field, models.ForeignKey) and field.remote_field.on_delete is models.CASCADE:
            if field.related_model is Activity:
                return field.name
            if field.related_model is Session and not field.null:
                return f"{field.name}__activity"
    return None


def verified(notes: Notes) -> Iterator[Node]:
    """Noted rows of activities that are verified now."""
    now_verified = Activity.everything.filter(status=ActivityStatus.VERIFIED).values("pk")
    for model in notes.models():
        way = way_to_activity(model)
        for part in chunks(notes.keys(model)) if way else []:
            rows = model.everything.filter(pk__in=part).filter(**{f"{way}__in": now_verified})
            yield from ((model, key) for key in rows.values_list("pk", flat=True))


def tied(notes: Notes) -> Pairs:
    """By noted row: changed rows that cannot go back while it stays."""
    found: Pairs = defaultdict(list)
    for one, other in (*_rosters(notes), *_teams(notes), *_days(notes)):
        found[one].append(other)
    return found


def _rosters(notes: Notes) -> Iterator[tuple[Node, Node]]:
    """A person's enrolments in a programme follow each other: they change together or not at all."""
    groups: dict[tuple[int, int], list[Node]] = defaultdict(list)
    for part in chunks(notes.keys(Enrolment)):
        rows = Enrolment.everything.filter(pk__in=part).values_list("pk", "person", "programme")
        for key, person, programme in rows:
            groups[person, programme].append((Enrolment, key))
    for nodes in groups.values():
        yield from ((one, other) for one in nodes for other in nodes if one != other)


def _teams(notes: Notes) -> Iterator[tuple[Node, Node]]:
    """Who stays on a team's roster stays with that team."""
    moved: dict[int, Node] = {}
    for part in chunks(notes.before.get(Person, ())):
        for key, team in Person.everything.filter(pk__in=part).values_list("pk", "team"):
            if notes.before[Person][key]["team_id"] != team:
                moved[key] = (Person, key)
    for part in chunks(notes.made.get(Enrolment, ())) if moved else []:
        for key, person in Enrolment.everything.filter(pk__in=part).values_list("pk", "person"):
            if person in moved:
                yield (Enrolment, key), moved[person]


def _days(notes: Notes) -> Iterator[tuple[Node, Node]]:
    """A log keeps its days while a session of them stays."""
    for part in chunks(notes.made.get(Session, ())):
        for key, activity in Session.everything.filter(pk__in=part).values_list("pk", "activity"):
            if activity in notes.before.get(Activity, ()):
                yield (Session, key), (Activity, activity)


def ticked_outside(notes: Notes) -> Iterator[tuple[Node, Node]]:
    """Changed enrolments with an attendance on a day that they did not cover before, and that attendance."""
    before = notes.before.get(Enrolment, {})
    for part in chunks(before):
        ticks = Attendance.objects.filter(enrolment__in=part, session__deleted_at=None)
        for key, enrolment, day in ticks.values_list("pk", "enrolment", "session__date"):
            fields = before[enrolment]
            first, last = fields["starts_on"], fields["ends_on"]
            if day < date.fromisoformat(first) or (last and day > date.fromisoformat(last)):
                yield (Enrolment, enrolment), (Attendance, key)
