"""Slips of the hand in a Thai name: what writers do, told without a look at what a matcher forgives."""

import random
from collections.abc import Callable

# The keys of a Thai keyboard, row by row, without and with shift.
_KEYS = ("ๅภถุึคตจขช", "ๆไำพะัีรนยบลฃ", "ฟหกดเ้่าสวง", "ผปแอิืทมใฝ", "ฎฑธํ๊ณฯญฐ", "ฤฆฏโฌ็๋ษศซ", "ฉฮฺ์ฒฬฦ")  # fmt: skip
# Letters that schoolbooks list as said alike.
_SAID_ALIKE = ("ศษส", "นณ", "ยญ", "ทธฑฒ", "ถฐ", "ดฎ", "ตฏ", "พภ", "คฆ", "ลฬร", "ชฌฉ", "ไใ", "ิี", "ุู", "ึื", "เแ")
_WHOLE = (("รร", "ัน"), ("ทร", "ซ"), ("ัย", "ัยย์"), ("วงศ์", "วงษ์"), ("วงศ์", "วงค์"), ("พันธ์", "พันธุ์"), ("ำ", "ัม"),
          ("ฤ", "ริ"), ("ชัย", "ไชย"), ("จันทร์", "จัน"), ("สิทธิ์", "สิทธิ"), ("รัตน์", "รัตณ์"))  # fmt: skip
_TONES = "่้๊๋็"
_VOWELS_ABOVE = "ิีึืุูั"


class Pen:
    """Writes names with slips, as ``dice`` fall."""

    def __init__(self, dice: random.Random) -> None:
        self.dice = dice

    def slip(self, name: str, slips: tuple[float, float]) -> str:
        first, second = slips
        if self.dice.random() < first:
            name = self._one_slip(name)
            if self.dice.random() < second / first:
                name = self._one_slip(name)
        return name

    def _one_slip(self, name: str) -> str:
        ways: list[tuple[int, Callable[[str], str]]] = [
            (30, self._said_alike), (18, self._without_mark), (14, self._whole), (6, self._next_key),
            (6, self._left_out), (4, self._twice), (3, self._turned), (6, self._vowel), (3, self._spaced),
        ]  # fmt: skip
        for _try in range(8):
            (way,) = self.dice.choices([way for _, way in ways], [often for often, _ in ways])
            slipped = way(name)
            if slipped != name and len(slipped.strip()) > 1 and slipped[0] not in _TONES + _VOWELS_ABOVE + "์":
                return slipped
        return name

    def _at(self, name: str, among: str) -> int | None:
        places = [place for place, letter in enumerate(name) if letter in among]
        return self.dice.choice(places) if places else None

    def _said_alike(self, name: str) -> str:
        at = self._at(name, "".join(_SAID_ALIKE))
        if at is None:
            return name
        letters = next(group for group in _SAID_ALIKE if name[at] in group)
        return name[:at] + self.dice.choice(letters) + name[at + 1 :]

    def _without_mark(self, name: str) -> str:
        at = self._at(name, _TONES + "์")
        if at is None:
            return name
        # A dead letter goes with its mark as often as not.
        begin = at - (name[at] == "์" and self.dice.random() < 0.5)
        return name[:begin] + name[at + 1 :]

    def _whole(self, name: str) -> str:
        fits = [(a, b) for pair in _WHOLE for a, b in (pair, pair[::-1]) if a in name]
        return name.replace(*self.dice.choice(fits), 1) if fits else name

    def _next_key(self, name: str) -> str:
        at = self.dice.randrange(len(name))
        for row in _KEYS:
            if (place := row.find(name[at])) >= 0:
                beside = row[max(0, place - 1) : place] + row[place + 1 : place + 2]
                return name[:at] + self.dice.choice(beside) + name[at + 1 :]
        return name

    def _left_out(self, name: str) -> str:
        at = self.dice.randrange(len(name))
        return name[:at] + name[at + 1 :] if len(name) > 3 else name

    def _twice(self, name: str) -> str:
        at = self.dice.randrange(len(name))
        return name[: at + 1] + name[at:]

    def _turned(self, name: str) -> str:
        at = self.dice.randrange(len(name) - 1)
        return name[:at] + name[at + 1] + name[at] + name[at + 2 :]

    def _vowel(self, name: str) -> str:
        at = self._at(name, _VOWELS_ABOVE)
        return name if at is None else name[:at] + self.dice.choice(_VOWELS_ABOVE) + name[at + 1 :]

    def _spaced(self, name: str) -> str:
        at = self.dice.randrange(1, len(name))
        return f"{name[:at]} {name[at:]}"
