"""Reads a rendered form as a browser without scripts would send it."""

from html.parser import HTMLParser
from typing import Any

from django.http import HttpResponse
from django.test import Client

Fields = dict[str, list[str]]


class _Form(HTMLParser):
    """Fields of the form with an id; every control keeps what the page shows in it."""

    def __init__(self, form_id: str) -> None:
        super().__init__()
        self.form_id, self.inside = form_id, False
        self.fields: Fields = {}
        self.buttons: list[str] = []
        self._select = self._textarea = ""
        self._text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "form":
            self.inside = given.get("id") == self.form_id
        if not self.inside:
            return
        name = given.get("name") or ""
        if tag == "input":
            self._input(name, given)
        elif tag == "select":
            self._select = name
            self.fields.setdefault(name, [])
        elif tag == "option" and self._select and "selected" in given:
            self.fields[self._select] = [given.get("value") or ""]
        elif tag == "textarea":
            self._textarea, self._text = name, ""
        elif tag == "button" and name == "action":
            self.buttons.append(given.get("value") or "")

    def _input(self, name: str, given: dict[str, str | None]) -> None:
        kind = given.get("type", "text")
        if kind == "file" or (kind in {"radio", "checkbox"} and "checked" not in given):
            return
        self.fields.setdefault(name, []).append(given.get("value") or "")

    def handle_data(self, data: str) -> None:
        if self._textarea:
            self._text += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self._textarea:
            self.fields[self._textarea] = [self._text.removeprefix("\n")]
            self._textarea = ""
        elif tag == "select":
            self._select = ""
        elif tag == "form":
            self.inside = False


def read_form(page: HttpResponse, form_id: str = "log") -> _Form:
    """The form as it stands in the page."""
    form = _Form(form_id)
    form.feed(page.content.decode())
    return form


class LogPage:
    """The log of one activity as one user sees it: open it, fill it in, press a button."""

    def __init__(self, client: Client, activity: Any) -> None:
        self.client, self.address = client, f"/log/activities/{activity.uid}/"
        self.activity = activity
        self.response = client.get(self.address)
        self.form = read_form(self.response)

    @property
    def fields(self) -> Fields:
        """What the page would send."""
        return self.form.fields

    def prefix(self, number: int = 0) -> str:
        """Prefix of the fields of a session, by its place in time."""
        return f"s{list(self.activity.sessions.all())[number].uid.hex[:8]}"

    def tick(self, *enrolments: Any, answer: str = "present", session: int = 0) -> "LogPage":
        """Answer for some people."""
        for enrolment in enrolments:
            name = f"{self.prefix(session)}-a{enrolment.pk}"
            assert name in self.fields, f"{enrolment.person} is not on the page"
            self.fields[name] = [answer]
        return self

    def press(self, action: str, *, follow: bool = False, **changes: Any) -> HttpResponse:
        """Send the form with ``changes``; a key ending in ``_`` is a field of the first session."""
        data: dict[str, Any] = dict(self.fields)
        for name, value in changes.items():
            key = f"{self.prefix()}-{name[:-1]}" if name.endswith("_") else name
            data[key] = value
        headers = data.pop("headers", {})
        return self.client.post(self.address, data | {"action": action}, follow=follow, headers=headers)


def text_of(page: HttpResponse) -> str:
    """The page's HTML without the marks that keep words on one line."""
    return page.content.decode().replace('<span class="nb">', "").replace("</span>", "")
