"""The app on the phone: what it keeps, and pages that are nobody's."""

import json
import re

import pytest
from django.contrib.staticfiles import finders
from django.core.cache import cache

from programmes.models import Programme
from programmes.views.phone.shells import LOG_MARK, SESSION_MARK, SHELLS
from tests.factories.programmes import activity_with, roster
from tests.programmes.log.pages import read_form


@pytest.fixture(autouse=True)
def fresh(programme):
    """No page of another test is remembered."""
    cache.clear()


def config(client) -> dict:
    text = client.get("/log/worker.js").content.decode()
    return json.loads(text[text.index("serve(") + 6 : text.rindex(")")])


def test_everything_the_app_keeps_is_there(client) -> None:
    found = config(client)
    assert len(found["files"]) > 30
    for address in found["files"]:
        assert finders.find(address.removeprefix("/static/")), address
    for address in found["shells"].values():
        assert client.get(address).status_code == 200


def test_every_script_that_a_page_imports_is_kept(client) -> None:
    """A module that is missing would show only where there is no signal."""
    kept = {address.removeprefix("/static/") for address in config(client)["files"]}
    for name in [name for name in kept if name.startswith("log/") and name.endswith(".js")]:
        folder = name.rsplit("/", 1)[0]
        with open(finders.find(name), encoding="utf-8") as file:
            for wanted in re.findall(r'^import .*?"(\.[^"]+)"', file.read(), flags=re.M):
                parts = f"{folder}/{wanted}".split("/")
                path: list[str] = []
                for part in parts:
                    if part == "..":
                        path.pop()
                    elif part != ".":
                        path.append(part)
                assert "/".join(path) in kept, f"{name} imports {wanted}"


def test_it_changes_with_what_it_keeps_and_not_by_itself(client, monkeypatch) -> None:
    before = config(client)["release"]
    cache.clear()
    assert config(client)["release"] == before
    from programmes.models import Method

    Method.objects.create(key="new", name_th="วิธีใหม่", order=99)
    cache.clear()
    assert config(client)["release"] != before


def test_it_stays_the_same_from_day_to_day(client, settings) -> None:
    before = config(client)["release"]
    cache.clear()
    settings.KHABUAN_TODAY = "2019-02-27"
    shells = {name: client.get(f"/log/phone/shells/{name}/").content for name in SHELLS}
    settings.KHABUAN_TODAY = "2019-02-20"
    for name, page in shells.items():
        # The line of the demo names the day.
        strip = re.compile(rb'<(p|div) class="demo".*?</\1>', re.S)
        assert strip.sub(b"", page) == strip.sub(b"", client.get(f"/log/phone/shells/{name}/").content)
    assert before


@pytest.mark.parametrize("name", SHELLS)
def test_a_shell_names_nobody(client_of, owner, team, name) -> None:
    person = roster(team, 1)[0].person
    page = client_of(owner).get(f"/log/phone/shells/{name}/").content.decode()
    for word in (person.given_name, owner.get_full_name(), "csrfmiddlewaretoken", team.name):
        assert word not in page
    assert 'data-account=""' in page


def test_the_shell_has_the_same_fields_as_a_new_log(client_of, client, owner, team) -> None:
    def names(page) -> set[str]:
        form = read_form(page)
        prefix = next(name for name in form.fields if name.endswith("-sent")).removesuffix("-sent")
        return {name.replace(prefix, "s") for name in form.fields} - {
            "csrfmiddlewaretoken",
            "new-uid",
            "site",
        }

    new = names(client_of(owner).get("/log/new/", {"team": team.pk}))
    assert names(client.get("/log/phone/shells/log/")) == new


def test_the_marks_are_in_the_shell(client) -> None:
    page = client.get("/log/phone/shells/log/").content.decode()
    for mark in (
        str(LOG_MARK),
        str(SESSION_MARK),
        "[[team]]",
        "[[name]]",
        "[[key]]",
        'id="begun"',
        "data-rows=",
    ):
        assert mark in page


def test_another_language_is_another_app(client) -> None:
    thai = config(client)
    client.post("/accounts/language/", {"language": "en"})
    english = config(client)
    assert thai["release"] != english["release"]
    assert thai["shells"] != english["shells"]


def test_the_manifest_makes_an_app(client) -> None:
    found = client.get("/log/manifest.webmanifest").json()
    assert (found["start_url"], found["scope"], found["display"]) == ("/log/", "/log/", "standalone")
    assert {icon["sizes"] for icon in found["icons"]} == {"192x192", "512x512"}
    for icon in found["icons"]:
        assert finders.find(icon["src"].removeprefix("/static/"))


def test_an_unknown_shell_is_not_found(client) -> None:
    assert client.get("/log/phone/shells/people2/").status_code == 404


def test_before_there_is_a_programme_nothing_breaks(client, client_of, owner, team) -> None:
    Programme.objects.all().delete()
    cache.clear()
    assert len(config(client)["files"]) > 30
    assert client.get("/log/phone/shells/log/").status_code == 200
    answer = client_of(owner).get("/log/new/")
    assert "ยังไม่มีโครงการในระบบ" in answer.content.decode()
    assert client_of(owner).get("/log/phone/kit/").json()["kit"]["drafts"] == []


def test_every_page_keeps_the_app_and_guards_signing_out(client_of, owner, team, members) -> None:
    planned = activity_with("planned", team=team, by=owner)
    sent = activity_with("submitted", team=team, by=owner, came=members[:1])
    pages = ["", "new/", "plan/", "calendar/", "calendar/feed/", "activities/", "people/", "people/new/"]
    pages += [f"activities/{planned.uid}/{further}" for further in ("", "plan/", "sheet/")]
    pages += [f"activities/{sent.uid}/", f"people/{members[0].person.uid}/", f"teams/{team.pk}/", "sites/"]
    client = client_of(owner)
    for page in [*pages, "people/alike/"]:
        assert "log/app/app.js" in client.get(f"/log/{page}").text, page
