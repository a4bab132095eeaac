"""What a form or a sheet gives to be written."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal
from typing import Any

from geo.models import IssueArea

from ...choices import HeadcountKind, HeadcountStage, Presence
from ...models import LearnerGroup, Method


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
class LogInput:
    """A whole log as the form gives it.

    ``values`` are fields of the activity; ``answers`` maps (session uid, enrolment id) to whether that
    person came; ``report`` maps fields of the report to texts.
    """

    values: Mapping[str, Any]
    sessions: tuple[SessionInput, ...]
    answers: Mapping[tuple[uuid.UUID, int], Presence]
    headcounts: tuple[HeadcountInput, ...] = ()
    report: Mapping[str, str] = field(default_factory=dict)
    issues: tuple[IssueArea, ...] = ()
