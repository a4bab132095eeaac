"""What is known about one list before its rows are looked at, and a row on its way."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from accounts.models import User
from geo.models import Area, IssueArea, LearningSite
from leaders.models import Person

from ..listing import ListReading, ListRow
from ..places import Places
from ..questions import Asking, Choice, Question, QuestionKind
from ..verdicts import RowResult
from ..vocabulary import Words
from .contacts import Contact


@dataclass
class Context:
    """One list with the words it may use; ``above``: the province that its title names.

    ``outlines`` of provinces by code are loaded once a file.
    """

    reading: ListReading
    by: User
    asking: Asking
    places: Places
    issues: Words
    outlines: Mapping[str, Any]
    above: str = ""
    offered: dict[str, list[Area]] = field(default_factory=dict)


@dataclass
class Link:
    """A contact of a row: the person it is, None for somebody new; ``known``: the site has it already."""

    contact: Contact
    person: Person | None = None
    known: bool = False


@dataclass
class Draft:
    """A row on its way. ``told`` are the fields that it says something of, as the site keeps them.

    ``among`` are the subdistricts it may lie in while that is open; ``site`` is the one on record that it
    speaks of, ``held`` are the issues which that one has; ``twin`` is the draft of an earlier row that is the
    same site, ``twins`` those of later ones; ``changes`` is what writing would change of the site on record.
    """

    row: ListRow
    context: Context
    result: RowResult
    told: dict[str, Any] = field(default_factory=dict)
    place: str = ""
    among: list[Area] = field(default_factory=list)
    subdistrict: Area | None = None
    contacts: tuple[Contact, ...] = ()
    links: list[Link] = field(default_factory=list)
    site: LearningSite | None = None
    twin: "Draft | None" = None
    twins: "list[Draft]" = field(default_factory=list)
    issues: list[str] = field(default_factory=list)
    held: list[IssueArea] = field(default_factory=list)
    changes: dict[str, Any] = field(default_factory=dict)

    @property
    def refused(self) -> bool:
        """Nothing that is answered would help."""
        return self.result.verdict == "refused"

    def note(self, text: str) -> None:
        """Say something about the row that does not hold it up."""
        if text:
            self.result.reasons.append(text)

    def ask(self, part: str, kind: QuestionKind, text: str, choices: list[Choice], **about: str) -> Question:
        """A question about this row, kept with it."""
        question = self.context.asking.ask(
            f"{self.row.key}:{part}", kind, text, choices, sheet=self.row.sheet, row=self.row.row, **about
        )
        self.result.questions.append(question)
        return question
