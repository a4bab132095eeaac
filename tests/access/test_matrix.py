"""Every address, everybody, every place: the answers are those of the matrix, a refusal changes nothing."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.access.matrix import (
    DONE,
    FORBIDDEN,
    HOME,
    LOGIN,
    MATRIX,
    MOVED,
    NOT_ALLOWED,
    NOT_FOUND,
    OK,
    REFUSED,
    Outcome,
    Row,
    Rule,
)
from tests.access.world import Place, Who, World, fingerprint

SIGN_IN = "/accounts/sign-in/"
HOMES = ("/log/", "/review/", "/admin/", "/accounts/home/")
STATUS = {200: OK, 401: LOGIN, 403: FORBIDDEN, 404: NOT_FOUND, 405: NOT_ALLOWED}


def names(resolver: URLResolver, namespace: str = "", path: str = "") -> Iterator[str]:
    """The name of every address, with its namespace; the path of one that has no name."""
    for pattern in resolver.url_patterns:
        below = path + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            name = f"{namespace}:{pattern.name}" if namespace else pattern.name
            yield name or below
        elif not below.startswith("admin/"):
            inner = ":".join(filter(None, [namespace, pattern.namespace]))
            yield from names(pattern, inner, below)


def outcome_of(answer: HttpResponse, method: str) -> Outcome:
    """What came back, in the words of the matrix."""
    if answer.status_code in {301, 302}:
        if answer.url.startswith(f"{SIGN_IN}?next=") or answer.url == SIGN_IN:
            return LOGIN
        if method == "get":
            return HOME if answer.url in HOMES else MOVED
        return DONE
    if answer.status_code in {200, 400, 422} and method == "post":
        return DONE
    return STATUS.get(answer.status_code, str(answer.status_code))


def same(found: Outcome, expected: Outcome, method: str) -> bool:
    """A POST that is let in may answer with a page or send on."""
    return found == expected or (method == "post" and found == DONE and expected in {OK, HOME, MOVED})


def expected_at(rule: Rule, who: Who, place: Place) -> Outcome:
    expected = rule[who]
    return expected if isinstance(expected, str) else expected[place]


pytestmark = pytest.mark.django_db


def requests(name: str, row: Row, world: World) -> Iterator[tuple[Place, str]]:
    """The addresses to ask for: one for each place that has the thing, else one."""
    for place, things in world.things.items():
        arguments = row.arguments(things) if row.arguments else []
        if arguments is not None:
            yield place, reverse(name, args=arguments)
        if row.arguments is None:
            return


def test_every_address_stands_in_the_matrix():
    known = set(names(get_resolver())) - {"admin/login/"}
    assert known == set(MATRIX)


@pytest.mark.parametrize("name", MATRIX)
def test_what_comes_back(name, world, client_for, untouched):
    row = MATRIX[name]
    asked = [
        (method, who, place, address, expected_at(rule, who, place))
        for method, rule in (("get", row.get), ("post", row.post))
        for place, address in requests(name, row, world)
        for who in Who
    ]
    wrong = []

    def ask(method: str, who: Who, place: Place, address: str, expected: Outcome) -> None:
        with transaction.atomic():
            found = outcome_of(getattr(client_for(who), method)(address), method)
            transaction.set_rollback(method == "post" and expected not in REFUSED)
        if not same(found, expected, method):
            wrong.append(f"{method.upper()} {name} by {who} at {place.name}: {found}, not {expected}")

    for request in asked:
        ask(*request)
    assert not wrong, "\n".join(wrong)
    assert fingerprint() == untouched
