"""What only the user can say, asked beside its row and answered by one of the choices."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _


class QuestionKind(models.TextChoices):
    """What a question is about."""

    METHOD = "method", _("วิธีเรียนรู้")
    PLACE = "place", _("พื้นที่")
    GROUP = "group", _("กลุ่ม")
    ISSUE = "issue", _("ประเด็น")
    PERSON = "person", _("คน")
    PHONE = "phone", _("เบอร์โทร")
    MARK = "mark", _("ลายมือชื่อ")
    ACTIVITY = "activity", _("กิจกรรม")
    DAYS = "days", _("วันที่")


@dataclass(frozen=True)
class Choice:
    """One answer: what is kept, and what the user reads."""

    value: str
    label: str


@dataclass(frozen=True)
class Question:
    """Asked about a row, or about the whole file when ``row`` is None.

    ``key`` is the same for the same file read again. ``hint`` says what the file says. ``answer`` is one of
    the choices' values, or "" while nobody has answered. ``optional`` ones do not hold anything up.
    """

    key: str
    kind: QuestionKind
    text: str
    choices: tuple[Choice, ...]
    sheet: str = ""
    row: int | None = None
    hint: str = ""
    answer: str = ""
    optional: bool = False

    @property
    def is_open(self) -> bool:
        """Nobody has answered it yet."""
        return not self.answer

    @property
    def is_long(self) -> bool:
        """Too many choices to stand side by side."""
        return len(self.choices) > 9


class Asking:
    """Puts questions and looks up what was answered; an answer that is none of the choices counts as none."""

    def __init__(self, answers: Mapping[str, str]) -> None:
        self._answers = answers
        self.asked: dict[str, Question] = {}

    def ask(
        self, key: str, kind: QuestionKind, text: str, choices: Iterable[Choice], **about: object
    ) -> Question:
        """The question with its answer; asked again under the same key, the first one counts."""
        if key not in self.asked:
            offered = tuple(choices)
            given = self._answers.get(key, "")
            answer = given if any(choice.value == given for choice in offered) else ""
            self.asked[key] = Question(key, kind, str(text), offered, answer=answer, **about)
        return self.asked[key]
