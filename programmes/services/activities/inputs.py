"""What a form or a sheet gives to be written."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal
from typing import Any

from geo.models import Area, IssueArea
from leaders.models import Team
from leaders.services.partners import PartnerInput

from ...choices import ActivityStatus, HeadcountKind, HeadcountStage, Presence
from ...models import LearnerGroup, Method, Programme


@dataclass(frozen=True)
class SessionInput:
    """One session as a form or a sheet gives it; ``uid`` of an existing one, or a new one's."""

    date: date
    method: Method | None = None
    hours: Decimal | None = None
    starts_at: time | None = None
    further_methods: tuple[Method, ...] = ()
    uid: uuid.UUID = field(default_factory=uuid.uuid4)


@dataclass(frozen=True)
class HeadcountInput:
    """People without names as a form or a sheet gives them."""

    number: int
    women: int | None = None
    group: LearnerGroup | None = None
    kind: HeadcountKind = HeadcountKind.UNKNOWN
    stage: HeadcountStage = HeadcountStage.CAME
    estimated: bool = False
    source: str = ""


@dataclass(frozen=True)
class NewcomerInput:
    """Somebody who is on no roster yet; ``uid`` was made on the phone, ``answers`` are by session uid."""

    uid: uuid.UUID
    values: Mapping[str, Any]
    group: LearnerGroup
    issues: tuple[IssueArea, ...] = ()
    answers: Mapping[uuid.UUID, Presence] = field(default_factory=dict)


@dataclass(frozen=True)
class LogInput:
    """A whole log as the form gives it.

    ``values`` are fields of the activity; ``answers`` maps (session uid, enrolment id) to whether that
    person came; ``newcomers`` are added, ``taken_back`` are uids of such who were added by mistake;
    ``report`` maps fields of the report to texts. ``from_phone``: the roster may have changed since then.
    """

    values: Mapping[str, Any]
    sessions: tuple[SessionInput, ...]
    answers: Mapping[tuple[uuid.UUID, int], Presence]
    headcounts: tuple[HeadcountInput, ...] = ()
    report: Mapping[str, str] = field(default_factory=dict)
    issues: tuple[IssueArea, ...] = ()
    newcomers: tuple[NewcomerInput, ...] = ()
    taken_back: tuple[uuid.UUID, ...] = ()
    from_phone: bool = False


@dataclass(frozen=True)
class ArrivingInput:
    """A whole activity as a list brings it, arriving in ``status`` for ``reason``.

    ``team`` None: the ``area`` of any level holds it itself. ``values`` are further fields of the activity,
    ``report`` maps fields of the report to texts, ``roll`` the ids of enrolments to who came on which day.
    """

    programme: Programme
    area: Area
    team: Team | None
    title: str
    sessions: tuple[SessionInput, ...]
    status: ActivityStatus
    reason: str = ""
    issues: tuple[IssueArea, ...] = ()
    headcounts: tuple[HeadcountInput, ...] = ()
    partners: tuple[PartnerInput, ...] = ()
    report: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Any] = field(default_factory=dict)
    roll: Mapping[int, Mapping[date, Presence]] = field(default_factory=dict)
    uid: uuid.UUID = field(default_factory=uuid.uuid4)
