"""What only the user can say, asked beside its row and answered by one of the choices."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from thai.text import search_key


class QuestionKind(models.TextChoices):
    """What a question is about."""

    METHOD = "method", _("วิธีเรียนรู้")
    PLACE = "place", _("พื้นที่")
    GROUP = "group", _("กลุ่ม")
    ISSUE = "issue", _("ประเด็น")
    PERSON = "person", _("คนซ้ำ")
    PHONE = "phone", _("เบอร์โทร")
    MARK = "mark", _("ลายมือชื่อ")
    ACTIVITY = "activity", _("กิจกรรม")
    DAYS = "days", _("วันที่")
    SITE = "site", _("แหล่งเรียนรู้")
    POSITION = "position", _("พิกัด")
    COUNT = "count", _("จำนวนคน")
    BUDGET = "budget", _("งบ")
    PARTNER = "partner", _("ภาคี")
    STATUS = "status", _("สถานะ")
    TEAM = "team", _("ทีม")


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

    ``alike`` is shared by the questions of a file that ask the same with the same choices ("1:group:ผู้นำ"):
    an answer kept under it answers all of them that have no answer of their own; "" for a question that
    stands alone. ``about`` is the text in question, as the file writes it; ``apart`` says that the question
    was answered by itself, otherwise than those like it.
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
    alike: str = ""
    about: str = ""
    apart: bool = False

    @property
    def is_open(self) -> bool:
        """Nobody has answered it yet."""
        return not self.answer

    @property
    def asked_as(self) -> str:
        """What its answer is kept under if it is given for all that ask alike."""
        return self.alike or self.key

    @property
    def is_long(self) -> bool:
        """Too many choices to stand side by side."""
        return len(self.choices) > 9


def alike_key(number: str, kind: QuestionKind, about: str) -> str:
    """What the rows of table ``number`` share that ask the same about the same text: "1:group:ผู้นำ"."""
    return f"{number}:{kind}:{search_key(about)}"


class Asking:
    """Puts questions and looks up what was answered; an answer that is none of the choices counts as none.

    A question's own answer counts first, then the one given for all that ask alike. Tables of one file that
    ask the same with the same choices share the key of the first of them.
    """

    def __init__(self, answers: Mapping[str, str]) -> None:
        self._answers = answers
        self._shared: dict[tuple[str, tuple[Choice, ...]], str] = {}
        self._taken: set[str] = set()
        self.asked: dict[str, Question] = {}

    def ask(
        self, key: str, kind: QuestionKind, text: str, choices: Iterable[Choice], **more: object
    ) -> Question:
        """The question with its answer; asked again under the same key, the first one counts."""
        if key not in self.asked:
            offered = tuple(choices)
            values = {choice.value for choice in offered}
            alike = more["alike"] = self._alike(str(more.get("alike", "")), offered)
            own, shared = (value if value in values else "" for value in map(self._answer, (key, alike)))
            apart = bool(alike and alike != key and own)
            more |= {"answer": own or shared, "apart": apart}
            self.asked[key] = Question(key, kind, str(text), offered, **more)
        return self.asked[key]

    def _answer(self, key: str) -> str:
        return self._answers.get(key, "")

    def _alike(self, key: str, offered: tuple[Choice, ...]) -> str:
        """What the question shares with others of the file: the first table's key; "" for other choices."""
        if not key:
            return ""
        _number, _colon, about = key.partition(":")
        if (about, offered) in self._shared:
            return self._shared[about, offered]
        if key in self._taken:
            return ""
        self._taken.add(key)
        return self._shared.setdefault((about, offered), key)
