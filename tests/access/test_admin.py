"""The editing admin: closed to the public and to field workers everywhere, and each viewset to its own."""

import re
from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from wagtail import hooks
from wagtail.admin.viewsets import viewsets
from wagtail.admin.viewsets.base import ViewSet, ViewSetGroup
from wagtail.coreutils import resolve_model_string

from tests.access.matrix import ADMIN_OPEN, ADMIN_VIEWSETS
from tests.access.world import OURS, Place, Who, World, fingerprint

pytestmark = pytest.mark.django_db

SHUT_OUT = [Who.PUBLIC, Who.COORDINATOR, Who.REVIEWER]
SIGN_IN = "/accounts/sign-in/"
OUR_APPS = set(OURS) - {"wagtailcore"}
# Breaks on purpose, to try what a broken page looks like.
BROKEN = "/admin/failwhale/"
# What stands in for an argument: the door is asked before anything is looked for.
SAMPLES = {"int": "1", "slug": "x", "str": "1", "uuid": "00000000-0000-4000-8000-000000000000", "path": "x"}


def sample(route: str) -> str:
    """A path that a route matches: its converters, or the groups of its regular expression, filled in."""
    filled = re.sub(r"<(?:(\w+):)?\w+>", lambda match: SAMPLES[match[1] or "str"], route)
    filled = re.sub(r"\((?:\?P<\w+>)?([^()]*)\)", lambda match: "live" if "live" in match[1] else "1", filled)
    return filled.replace("^", "").replace("$", "").replace("\\Z", "").replace("\\.", ".")


def below(resolver: URLResolver, path: str = "") -> Iterator[str]:
    """A path for every pattern below a resolver."""
    for pattern in resolver.url_patterns:
        route = path + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield sample(route)
        else:
            yield from below(pattern, route)


def admin_paths() -> list[str]:
    """A path for every address of the admin; the last pattern catches what is none and is left out."""
    paths = [path for path in below(get_resolver()) if path.startswith("admin/")]
    return sorted({f"/{path}" for path in paths if ".*" not in path})


def our_viewsets() -> dict[str, ViewSet]:
    """The viewsets for models of ours, by name."""
    found: list[ViewSet] = []
    for registered in viewsets.viewsets:
        found += registered.registerables if isinstance(registered, ViewSetGroup) else [registered]
    for registered in hooks.get_hooks("register_admin_viewset"):
        made = registered()
        for viewset in made if isinstance(made, list | tuple) else [made]:
            found += viewset.registerables if isinstance(viewset, ViewSetGroup) else [viewset]
    return {viewset.name: viewset for viewset in found if label_of(viewset) in OUR_APPS}


def label_of(viewset: ViewSet) -> str:
    """The app of a viewset's model, "" for one without."""
    model = getattr(viewset, "model", None)
    return "" if model is None else resolve_model_string(model)._meta.app_label


def paths_of(viewset: ViewSet) -> list[str]:
    """The paths of a viewset."""
    return [path for path in admin_paths() if path.startswith(f"/admin/{viewset.url_prefix}/")]


def test_there_are_as_many_addresses_as_the_admin_has():
    assert len(admin_paths()) > 200
    assert "/admin/users/" in admin_paths()


@pytest.mark.parametrize("who", SHUT_OUT)
def test_no_address_opens_to_others(
    who: Who, world: World, client_for: Callable[[Who], Client], untouched: dict[str, str]
):
    opened = []
    for path in admin_paths():
        if path.removeprefix("/admin/") in ADMIN_OPEN:
            continue
        for method in ("get", "post"):
            answer = getattr(client_for(who), method)(path)
            sent_on = answer.status_code == 302 and answer.url.startswith(SIGN_IN)
            if not sent_on and answer.status_code not in {403, 404}:
                opened.append(f"{method.upper()} {path}: {answer.status_code}")
    assert not opened, "\n".join(opened)
    assert fingerprint() == untouched


def test_every_viewset_of_ours_stands_in_the_matrix():
    assert set(our_viewsets()) == set(ADMIN_VIEWSETS)


@pytest.mark.parametrize("name", ADMIN_VIEWSETS)
def test_a_viewset_opens_to_those_who_keep_it(name: str, world: World, client_for: Callable[[Who], Client]):
    start = f"/admin/{our_viewsets()[name].url_prefix}/"
    for who in (Who.STAFF, Who.ADMIN, Who.EDITOR):
        answer = client_for(who).get(start)
        assert (answer.status_code == 200) == (who in ADMIN_VIEWSETS[name]), f"{who}: {answer.status_code}"


@pytest.mark.parametrize("name", [name for name, who in ADMIN_VIEWSETS.items() if Who.EDITOR not in who])
def test_editors_get_to_no_view_of_what_staff_keeps(
    name: str, world: World, client_for: Callable[[Who], Client], untouched: dict[str, str]
):
    for path in paths_of(our_viewsets()[name]):
        # Accounts are looked up before anybody is refused: it must be one that there is.
        path = path.replace("/1/", f"/{world.users[Who.STAFF].pk}/") if name == "wagtailusers_users" else path
        for method in ("get", "post"):
            answer = getattr(client_for(Who.EDITOR), method)(path)
            assert answer.status_code in {302, 403}, f"{method} {path}"
            if answer.status_code == 302:
                assert answer.url == "/admin/", f"{method} {path}"
    assert fingerprint() == untouched


def test_editors_meet_no_person(world: World, client_for: Callable[[Who], Client]):
    """No page of the admin that an editor opens speaks of somebody on record."""
    names = {world.things[place].person.given_name for place in Place if world.things[place].person}
    without_arguments = [path for path in admin_paths() if not re.search(r"/(1|x|live)(/|$)", path)]
    assert len(without_arguments) > 60
    for path in set(without_arguments) - {BROKEN}:
        answer = client_for(Who.EDITOR).get(path)
        if answer.status_code == 200 and not answer.streaming:
            assert not [name for name in names if name in answer.text], path


@pytest.mark.parametrize("who", [Who.STAFF, Who.EDITOR])
def test_the_door_shuts_when_the_last_day_has_passed(
    who: Who, world: World, client_for: Callable[[Who], Client]
):
    """Although the account still stands in the group that has the rights to pages."""
    user = world.users[who]
    assert client_for(who).get("/admin/").status_code == 200
    user.area_roles.update(ends_on="2019-02-19")
    assert user.groups.exists()
    for path in ("/admin/", "/admin/pages/", "/admin/provinces/"):
        assert client_for(who).get(path).url.startswith(SIGN_IN)
