"""What will happen to each row of a file, and why."""

import uuid
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from geo.models import Area

from .grounds import Grounds
from .questions import Question


class Verdict(models.TextChoices):
    """Five verdicts; only new rows and changes are written."""

    NEW = "new", _("เพิ่มใหม่")
    SAME = "same", _("เหมือนเดิม")
    CHANGE = "change", _("มีการเปลี่ยน")
    QUESTION = "question", _("ขอถาม")
    REFUSED = "refused", _("นำเข้าไม่ได้")


WRITTEN = {Verdict.NEW, Verdict.CHANGE}


@dataclass
class RowResult:
    """One row: ``values`` as codes and ISO dates, ``reasons`` in words, questions open or answered.

    ``key`` names the row within its file ("1:8": first sheet, row 8); ``label``, ``place`` and the short
    ``facts`` are to be read. ``uid`` is the one under which the row's record is or will be kept. ``takes``
    are keys of rows that are written along with it.
    """

    key: str
    sheet: str
    row: int
    values: dict[str, Any]
    label: str = ""
    place: str = ""
    verdict: Verdict = Verdict.NEW
    reasons: list[str] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    facts: list[str] = field(default_factory=list)
    uid: uuid.UUID | None = None
    takes: list[str] = field(default_factory=list)

    @property
    def part(self) -> str:
        """The table it belongs to, by number."""
        return self.key.partition(":")[0]

    def refuse(self, reason: str) -> None:
        """This row cannot be written, whatever is answered."""
        self.verdict = Verdict.REFUSED
        self.reasons.insert(0, str(reason))

    @property
    def waits(self) -> bool:
        """A question that holds the row up is open."""
        return any(question.is_open and not question.optional for question in self.questions)


@dataclass
class Plan:
    """A file as read against what is on record. ``notes`` and ``problems`` speak of the whole file.

    ``areas`` are those the file speaks of; ``persons`` are keys of persons on record that rows show
    besides themselves; ``details`` is the reader's own: what it needs to write.
    ``grounds`` tell whether it still holds; None: nobody knows, so it is made anew before it is written.
    ``basis`` is what the batch held when it was made.
    """

    kind: str
    rows: list[RowResult] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    facts: list[tuple[str, str]] = field(default_factory=list)
    areas: list[Area] = field(default_factory=list)
    persons: set[int] = field(default_factory=set)
    details: Any = None
    grounds: Grounds | None = None
    basis: Any = None

    def counts(self) -> dict[str, int]:
        """Number of rows by verdict; every verdict is there."""
        found = Counter(row.verdict for row in self.rows)
        return {verdict.value: found[verdict] for verdict in Verdict}

    def by_part(self) -> dict[str, list[RowResult]]:
        """The rows of each table by its number, in the order of the file."""
        found: dict[str, list[RowResult]] = {}
        for row in self.rows:
            found.setdefault(row.part, []).append(row)
        return found

    def to_write(self) -> list[RowResult]:
        """New rows and changes."""
        return [row for row in self.rows if row.verdict in WRITTEN]

    def questions_by_key(self) -> dict[str, Question]:
        """Every question by its key, and the first of those that ask alike by what they share."""
        found: dict[str, Question] = {}
        for question in self.every_question():
            found[question.key] = question
            if question.alike:
                found.setdefault(question.alike, question)
        return found

    def every_question(self) -> Iterator[Question]:
        """Questions about the file, then those about rows, each once, in the order of the file."""
        yield from self.questions
        seen = {question.key for question in self.questions}
        for row in self.rows:
            for question in row.questions:
                if question.key not in seen:
                    seen.add(question.key)
                    yield question
