"""What activities on record hold, as plain values, for comparing many of them with the rows of a list."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db.models import Count, F

from ...models import Activity, ActivityPartner, ActivityReport, Attendance, Headcount, Session
from .columns import REPORT
from .context import CHUNK


@dataclass(frozen=True)
class KeptSession:
    """A session: day, key of the main method (None: open), hours."""

    day: date
    method: str | None
    hours: Decimal | None


@dataclass(frozen=True)
class KeptCount:
    """People without names."""

    stage: str
    kind: str
    number: int
    women: int | None
    estimated: bool


@dataclass(frozen=True)
class KeptPartner:
    """A partner by name, kind ("": not told) and what it brought."""

    name: str
    kind: str
    brought: str


@dataclass
class Details:
    """One activity: its parts, keys of issues and of all methods; ``people``: how many came by name."""

    sessions: list[KeptSession] = field(default_factory=list)
    methods: set[str] = field(default_factory=set)
    issues: list[str] = field(default_factory=list)
    counts: list[KeptCount] = field(default_factory=list)
    partners: dict[tuple[int | None, str], KeptPartner] = field(default_factory=dict)
    report: dict[str, str] = field(default_factory=dict)
    people: int = 0


def details_of(activities: Iterable[int]) -> dict[int, Details]:
    """Details by the activity's key; eight queries for every 500."""
    found: dict[int, Details] = defaultdict(Details)
    for keys in parts_of(activities):
        _add_sessions(found, keys)
        _add_others(found, keys)
    return found


def days_of(activities: Iterable[int]) -> dict[int, set[date]]:
    """Days with sessions by the activity's key."""
    found: dict[int, set[date]] = defaultdict(set)
    for keys in parts_of(set(activities)):
        for key, day in Session.objects.filter(activity__in=keys).values_list("activity", "date"):
            found[key].add(day)
    return found


def parts_of(keys: Iterable[int]) -> Iterator[list[int]]:
    """Keys in parts that a query can hold."""
    listed = sorted(keys)
    for start in range(0, len(listed), CHUNK):
        yield listed[start : start + CHUNK]


def _add_sessions(found: dict[int, Details], keys: list[int]) -> None:
    sessions = Session.objects.filter(activity__in=keys).order_by("date", "pk")
    for key, day, method, hours in sessions.values_list("activity", "date", "method__key", "hours"):
        found[key].sessions.append(KeptSession(day, method, hours))
        found[key].methods.update([method] if method else [])
    further = sessions.order_by().filter(further_methods__isnull=False)
    for key, method in further.values_list("activity", "further_methods__key"):
        found[key].methods.add(method)


def _add_others(found: dict[int, Details], keys: list[int]) -> None:
    issues = Activity.objects.filter(pk__in=keys, issues__isnull=False).order_by("issues__order")
    for key, issue in issues.values_list("pk", "issues__key"):
        found[key].issues.append(issue)
    counts = Headcount.objects.filter(activity__in=keys).order_by("pk")
    for key, *values in counts.values_list("activity", "stage", "kind", "number", "women", "estimated"):
        found[key].counts.append(KeptCount(*values))
    partners = (
        ActivityPartner.objects.filter(activity__in=keys)
        .order_by("pk")
        .annotate(
            area=F("partner__area"),
            name_key=F("partner__name_key"),
            name=F("partner__name"),
            kind=F("partner__kind"),
        )
    )
    for key, area, name_key, *values in partners.values_list(
        "activity", "area", "name_key", "name", "kind", "brought"
    ):
        found[key].partners[area, name_key] = KeptPartner(*values)
    for key, *texts in ActivityReport.objects.filter(activity__in=keys).values_list("activity", *REPORT):
        found[key].report = dict(zip(REPORT, texts, strict=True))
    came = Attendance.objects.present().filter(session__activity__in=keys, session__deleted_at=None)
    came = came.order_by().values("session__activity").annotate(n=Count("enrolment__person", distinct=True))
    for key, number in came.values_list("session__activity", "n"):
        found[key].people = number
