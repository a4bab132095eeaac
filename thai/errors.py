"""The error every reader of this app raises: a code for programs and a sentence for people."""

from __future__ import annotations

from collections.abc import Mapping


class ReadingError(ValueError):
    """Something typed could not be read.

    `code` is a stable word for programs. `message` is one sentence that says what is wrong and how to mend
    it, in the language active when it is looked at, so that a stored error can be shown to another reader.
    """

    def __init__(self, code: str, text: str, /, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self._text = text
        self._params: Mapping[str, object] = params

    @property
    def params(self) -> Mapping[str, object]:
        """What the sentence speaks of, by name, for readers that say it in other words."""
        return self._params

    @property
    def message(self) -> str:
        """The sentence for the person who typed it."""
        return str(self._text) % self._params

    def __str__(self) -> str:
        return self.message


def excerpt(text: str, length: int = 40) -> str:
    """What was typed, shortened so that a message stays one line."""
    return text if len(text) <= length else text[: length - 1] + "…"
