"""Coordinators with teams and rosters, and what their phones send; asks nothing of Django while it sends."""

import http.client
import json
import uuid
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any

from benchmarks.site import HOST
from benchmarks.world import World

ROSTER = 30
PATIENCE = 20  # seconds, as static/log/app/server.js has it


class Unreachable(Exception):
    """No answer, or none that a phone takes for one: it tries again."""


@dataclass(frozen=True)
class Coordinator:
    """Who is signed in by ``cookie``, and the team with the enrolments on its roster."""

    cookie: str
    team: int
    roster: tuple[int, ...]
    method: int
    group: int
    day: str


@dataclass(frozen=True)
class Sheet:
    """A log on a phone: what is posted, and what must stand in the database afterwards."""

    body: dict[str, Any]
    walkin: str
    answers: dict[int, str]

    @property
    def draft(self) -> dict[str, Any]:
        """The same as a draft, sent before."""
        return self.body | {"uid": str(uuid.uuid4()), "final": False}


def coordinators(made: World, *, roster: int = ROSTER) -> list[Coordinator]:
    """One of each team, signed in, with ``roster`` people."""
    from django.conf import settings

    from programmes.models import LearnerGroup, Method

    group, method = LearnerGroup.objects.get(key="member"), Method.objects.get(key="forum")
    found = []
    for number, team in enumerate(made.teams):
        keys = enrolled(made, team, group, roster)
        cookie = signed_in(coordinator(f"phone{number}", team))
        found.append(Coordinator(cookie, team.pk, keys, method.pk, group.pk, settings.KHABUAN_TODAY))
    return found


def coordinator(name: str, team: Any) -> Any:
    """A new account that works for ``team``."""
    from accounts.models import User
    from geo.choices import Role
    from geo.models import AreaRole

    user = User.objects.create_user(username=name, password=None)
    place, since = team.subdistrict, team.formed_on
    AreaRole.objects.create(user=user, area=place, role=Role.COORDINATOR, starts_on=since)
    return user


def signed_in(user: Any) -> str:
    """The cookie of a new session."""
    from django.conf import settings
    from django.test import Client

    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def enrolled(made: World, team: Any, group: Any, number: int) -> tuple[int, ...]:
    """Keys of ``number`` new people on the roster of ``team``."""
    from leaders.models import Person
    from programmes.models import Enrolment
    from thai.names import name_key

    names = [(f"ขวัญ{place}", f"ทดสอบ{team.pk}") for place in range(number)]
    persons = Person.objects.bulk_create(
        Person(
            given_name=given,
            family_name=family,
            name_key=name_key(given, family),
            team=team,
            subdistrict=team.subdistrict,
        )
        for given, family in names
    )
    rows = Enrolment.objects.bulk_create(
        Enrolment(person=person, team=team, programme=made.programme, group=group, starts_on=team.formed_on)
        for person in persons
    )
    return tuple(row.pk for row in rows)


def sheet(of: Coordinator, number: int, phone: str) -> Sheet:
    """A whole log of one part: an answer for everybody on the roster, and somebody new who came too."""
    session, walkin = str(uuid.uuid4()), str(uuid.uuid4())
    part, key = f"s{session[:8]}", f"w{walkin[:8]}"
    answers = {row: "absent" if place % 5 == 4 else "present" for place, row in enumerate(of.roster)}
    fields = [
        ["session", session],
        ["title", f"เวทีที่ {number}"],
        [f"{part}-sent", "1"],
        [f"{part}-when", of.day],
        [f"{part}-method", str(of.method)],
        [f"{part}-hours", "3"],
        *([f"{part}-a{row}", answer] for row, answer in answers.items()),
        ["walkin", walkin],
        [f"{key}-uid", walkin],
        [f"{key}-given_name", f"ใหม่{number}"],
        [f"{key}-family_name", f"มาเอง{of.team}"],
        [f"{key}-group", str(of.group)],
        [f"{part}-{key}", "present"],
    ]
    body = {
        "format": 1, "uid": str(uuid.uuid4()), "log": str(uuid.uuid4()), "phone": phone, "team": of.team,
        "base": 0, "final": True, "made_at": f"{of.day}T09:00:00.000Z", "fields": fields,
    }  # fmt: skip
    return Sheet(body, walkin, answers)


@dataclass
class Phone:
    """Asks the server as the phone's script does, a connection for each question."""

    owner: Coordinator
    port: int
    name: str = field(default_factory=lambda: str(uuid.uuid4()))
    token: str = ""
    csrf: str = ""

    def hello(self) -> dict[str, Any]:
        """Who is signed in; brings the token to post with."""
        status, found = self._ask("GET", "/log/phone/hello/")
        if status != 200:
            raise Unreachable(f"hello {status}")
        self.token = found["token"]
        return found

    def send(self, body: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        """Status and answer of a log that was posted. Raises Unreachable where a phone would try again."""
        return self._ask("POST", "/log/phone/logs/", json.dumps(body, ensure_ascii=False).encode())

    def _ask(self, method: str, path: str, body: bytes | None = None) -> tuple[int, dict[str, Any]]:
        cookies = f"sessionid={self.owner.cookie}" + (f"; csrftoken={self.csrf}" if self.csrf else "")
        headers = {"Accept": "application/json", "Cookie": cookies}
        if body is not None:
            headers |= {"Content-Type": "application/json", "X-CSRFToken": self.token}
        line = http.client.HTTPConnection(HOST, self.port, timeout=PATIENCE)
        try:
            line.request(method, path, body, headers)
            answer = line.getresponse()
            text = answer.read()
            kept = SimpleCookie(answer.headers.get("Set-Cookie", ""))
        except (OSError, http.client.HTTPException) as error:
            raise Unreachable(type(error).__name__) from error
        finally:
            line.close()
        if "csrftoken" in kept:
            self.csrf = kept["csrftoken"].value
        try:
            return answer.status, json.loads(text)
        except ValueError as error:
            raise Unreachable(str(answer.status)) from error
