"""People and places of the coordinator's tests, and a phone that sends."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from tests.factories.programmes import method
from tests.programmes.log.conftest import colleague, members, owner, programme, reviewer, stranger, team

__all__ = ["colleague", "members", "owner", "programme", "reviewer", "stranger", "team"]

DAY = "2019-02-20"


class Phone:
    """A browser of one account: it makes logs of a team, and sends them as the script does."""

    def __init__(self, client: Client, team: Any) -> None:
        self.client, self.team, self.name = client, team, str(uuid.uuid4())

    def log(self, *came: Any, title: str = "เวที", day: str = DAY, **more: Any) -> dict[str, Any]:
        """A whole log of one part, to which the enrolments ``came``."""
        uid, session = str(uuid.uuid4()), str(uuid.uuid4())
        prefix = self.prefix(session)
        fields = [
            ["session", session],
            ["title", title],
            [f"{prefix}-sent", "1"],
            [f"{prefix}-when", day],
            [f"{prefix}-method", str(method().pk)],
            *([f"{prefix}-a{row.pk}", "present"] for row in came),
        ]
        return {
            "format": 1, "uid": str(uuid.uuid4()), "log": uid, "phone": self.name, "team": self.team.pk,
            "base": 0, "final": True, "fields": fields,
        } | more  # fmt: skip

    @staticmethod
    def prefix(session: str) -> str:
        return f"s{uuid.UUID(session).hex[:8]}"

    def part(self, body: dict[str, Any]) -> str:
        """Prefix of the fields of the log's first part."""
        return self.prefix(next(value for name, value in body["fields"] if name == "session"))

    def send(self, body: Any) -> HttpResponse:
        return self.client.post("/log/phone/logs/", body, content_type="application/json")

    def sent(self, body: Any) -> dict[str, Any]:
        """The receipt of a sending that is kept."""
        answer = self.send(body)
        assert answer.status_code == 200, answer.content.decode()
        return answer.json()

    def refused(self, body: Any) -> dict[str, Any]:
        """Why nothing of it is kept."""
        answer = self.send(body)
        assert answer.status_code == 422, answer.content.decode()
        return answer.json()


@pytest.fixture
def phone_of(client_of: Callable[..., Client], team: Any) -> Callable[..., Phone]:
    """``phone_of(user)``: a phone of theirs."""
    return lambda user, at=None: Phone(client_of(user), at or team)


@pytest.fixture
def phone(phone_of: Callable[..., Phone], owner: Any) -> Phone:
    """The coordinator's phone."""
    return phone_of(owner)


def changed(body: dict[str, Any], **fields: str) -> dict[str, Any]:
    """The same body with other values, or with fields added."""
    kept = [[name, fields.get(name, value)] for name, value in body["fields"]]
    named = {name for name, _ in kept}
    return body | {"fields": kept + [[name, value] for name, value in fields.items() if name not in named]}
