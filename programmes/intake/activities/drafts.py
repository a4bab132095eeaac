"""A row of an activity list on its way: what was read, and what it will be compared and written with."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from geo.models import Area
from leaders.models import Team
from leaders.services.partners import PartnerInput
from thai.amounts import Count

from ...choices import ActivityStatus
from ...models import Activity, Programme
from ..listing import ListReading, ListRow
from ..questions import Choice, Question, QuestionKind, alike_key
from ..verdicts import RowResult, Verdict
from .context import Context
from .details import Details
from .puttingoff import parted


@dataclass
class Draft:
    """One row. ``holder`` is the team, else the area, that holds the activity; ``merged``: a row's twin.

    ``named_team`` is the team of the row's own column, which may hold an activity elsewhere.

    ``beside_days`` is what stands behind the days: "เลื่อน". ``activity`` is the one on record and ``kept``
    what it holds; ``changes`` what the row says otherwise.
    """

    row: ListRow
    reading: ListReading
    result: RowResult
    days: tuple[date, ...] = ()
    beside_days: str = ""
    programme: Programme | None = None
    area: Area | None = None
    named_team: Team | None = None
    team: Team | None = None
    venue: str = ""
    methods: tuple[str, ...] = ()
    issues: tuple[str, ...] = ()
    planned: Count | None = None
    came: Count | None = None
    hours: Decimal | None = None
    partners: list[PartnerInput] = field(default_factory=list)
    budget_planned: Decimal | None = None
    budget_spent: Decimal | None = None
    report: dict[str, str] = field(default_factory=dict)
    status: ActivityStatus = ActivityStatus.SUBMITTED
    reason: str = ""
    postponed_to: date | None = None
    activity: Activity | None = None
    kept: Details | None = None
    changes: Any = None
    merged: bool = False

    @property
    def title(self) -> str:
        """What the row calls the activity, without "(เลื่อน)" behind it."""
        return parted(self.row["title"], of_title=True)[0]

    @property
    def refused(self) -> bool:
        """Whether no answer would help."""
        return self.result.verdict == Verdict.REFUSED

    @property
    def holder(self) -> tuple[str, int] | None:
        """The team, else the area, as a key; None while it is not known."""
        if self.team:
            return "team", self.team.pk
        return ("area", self.area.pk) if self.area and not self.refused else None

    def label(self, name: str) -> str:
        """What the file calls a column; that of men or women where no other tells how many came."""
        return self.reading.label(name) or (
            self.reading.label("men") or self.reading.label("women") if name == "came" else ""
        )

    def note(self, text: str) -> None:
        """Tell something that holds nothing up."""
        self.result.reasons.append(text)

    def refuse(self, name: str, problem: str) -> None:
        """Nothing but the file can mend this column."""
        said = {"label": self.label(name), "problem": problem}
        self.result.refuse(_("ช่อง %(label)s: %(problem)s แก้ในไฟล์แล้วนำเข้าใหม่") % said)

    def ask(
        self,
        context: Context,
        part: str,
        kind: QuestionKind,
        text: str,
        choices: Iterable[Choice],
        *,
        about: str | None = None,
        hint: str = "",
        optional: bool = False,
    ) -> Question:
        """A question about this row; rows that ask ``about`` the same text ask alike."""
        question = context.asking.ask(
            f"{self.row.key}:{part}",
            kind,
            text,
            choices,
            sheet=self.row.sheet,
            row=self.row.row,
            alike="" if about is None else alike_key(self.reading.number, kind, about),
            about=about or "",
            hint=hint,
            optional=optional,
        )
        self.result.questions.append(question)
        return question
