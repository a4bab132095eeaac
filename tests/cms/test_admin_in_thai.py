"""National staff walk through the whole editing admin in Thai: Wagtail says nothing there in English.

Every sentence that a page asks for in Thai goes through gettext. What comes back as it was, in Latin letters,
has no Thai yet: it belongs into locale/th.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import polib
import pytest
import wagtail.admin
from django.conf import settings
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import Resolver404, resolve
from django.utils import timezone, translation
from wagtail.images import get_image_model

from cms.models import StoryPage
from cms.services.bin import keep
from tests.cms.conftest import World, make_world
from tests.factories.cms import photo_file
from tests.factories.geo import area
from tests.factories.geo import staff as national_staff

pytestmark = pytest.mark.django_db

LINK = re.compile(r'(?:href|action|src-value|-url|url-value)="(/admin/[^"#]*)"|"url": ?"(/admin/[^"#]*)"')
PLACEHOLDER = re.compile(r"%\(\w+\)\w|%\w|<[^>]*>")
LATIN, THAI = re.compile(r"[A-Za-z]{2}"), re.compile(r"[ก-๙]")
# Two words for one to choose from, and a plural that Thai does not have.
CLUMSY, SHORT = re.compile(r",|หลายๆ|เพิ่มเติม"), 60
# Never shown: a name of django-filter's for the plainest way to compare.
UNSEEN = {"exact"}
LEFT_OUT = ("sign_out", "logout", "failwhale", "sprite", "jsi18n")
FORMS = ("add", "edit", "create", "move")
# Forms of which the admin keeps a draft by itself, by a request of its own.
KEPT_BY_ITSELF = ("wagtailadmin_pages:edit", "wagtailadmin_pages:add")
# Pages of so many types are edited, each with its own fields; of everything else one is looked at.
PAGES = 12


@pytest.fixture
def untranslated(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Sentences that were asked for in Thai and came back in English, or as a list of words."""
    found: set[str] = set()

    def listening(name: str, messages: slice) -> Callable[..., str]:
        real = getattr(translation._trans, name)

        def answer(*arguments: Any) -> str:
            said = real(*arguments)
            words = PLACEHOLDER.sub("", said)
            asked = arguments[messages]
            unchanged = said in asked and LATIN.search(words) and not THAI.search(words)
            clumsy = (
                len(words) < SHORT and CLUMSY.search(words) and not CLUMSY.search(" ".join(map(str, asked)))
            )
            if translation.get_language() == "th" and (unchanged or clumsy):
                found.add(said)
            return said

        return answer

    for name, messages in (
        ("gettext", slice(0, 1)),
        ("ngettext", slice(0, 2)),
        ("pgettext", slice(1, 2)),
        ("npgettext", slice(1, 3)),
    ):
        monkeypatch.setattr(translation._trans, name, listening(name, messages))
    return found


def began(world: World) -> list[str]:
    """Pages that no link of the first ones leads to: looking for things, comparing, choosing."""
    story = world.story
    story.save_revision().publish()
    StoryPage.objects.get(pk=story.pk).save_revision(approved_go_live_at=timezone.now() + timedelta(days=3))
    first, *_between, last = story.revisions.order_by("pk").values_list("pk", flat=True)
    picture = get_image_model().objects.create(title="รูป", file=photo_file(), description="รูป")
    keep(picture, by=None)
    place, page = area("440404").pk, f"/admin/pages/{story.pk}"
    return [
        *("/admin/", "/admin/pages/search/?q=zz", "/admin/areas/?q=zz", "/admin/areas/?q=ท่าขอนยาง"),
        *("/admin/images/?q=zz", "/admin/documents/?q=zz", "/admin/documents/chooser/?q=zz"),
        *("/admin/redirects/", "/admin/redirects/add/", "/admin/collections/", "/admin/reports/locked/"),
        *(f"/admin/areas/edit/{place}/", f"/admin/areas/end/{place}/"),
        *(f"{page}/edit/", f"{page}/history/", f"{page}/delete/", f"{page}/unpublish/", f"{page}/usage/"),
        *(f"{page}/revisions/compare/{first}...{last}/", f"{page}/revisions/{first}/revert/"),
        *(f"{page}/revisions/{last}/unschedule/", f"{page}/set_privacy/", f"{page}/copy/"),
        *(f"/admin/images/{picture.pk}/", f"/admin/images/{picture.pk}/delete/", "/admin/images/chooser/"),
        *(f"/admin/bulk/wagtailcore/page/{what}/?id={story.pk}" for what in ("delete", "move", "publish")),
        *(f"/admin/bulk/cms/picture/{what}/?id={picture.pk}" for what in ("delete", "add_tags")),
        *("/admin/choose-page/search/?q=zz", "/admin/choose-external-link/", "/admin/choose-phone-link/"),
        *(story.url, world.open_house.url, "/th/"),
    ]


def links_in(text: str) -> Iterator[str]:
    """Addresses of the admin in a page, those for scripts too."""
    for found in LINK.finditer(text.replace("&amp;", "&")):
        yield found[1] or found[2]


def name_of(address: str) -> str | None:
    """The kind of page at an address, None for what is not walked to."""
    try:
        found = resolve(address.split("?")[0])
    except Resolver404:
        return None
    name = found.view_name or found.route
    return None if any(part in name for part in LEFT_OUT) else f"{name}{'?' if '?' in address else ''}"


def walk(client: Client, todo: list[str]) -> Counter[str]:
    """Open every kind of page and send every form empty; answers how many of each kind were opened."""
    begun, done, seen = set(todo), set(), Counter()
    while todo:
        address = todo.pop(0)
        name = name_of(address)
        most = PAGES if name == "wagtailadmin_pages:edit" else 1
        enough = seen[name] >= most and address not in begun
        if name is None or enough or address in done:
            continue
        done.add(address)
        seen[name] += 1
        answer = client.get(address)
        if answer.status_code != 200 or answer.streaming:
            continue
        todo += [link for link in dict.fromkeys(links_in(answer.text)) if link not in todo]
        if any(part in name for part in FORMS):
            client.post(address.split("?")[0], {})
        if name in KEPT_BY_ITSELF:
            client.post(address.split("?")[0], {}, headers={"accept": "application/json"})
    return seen


def test_nothing_is_said_in_english(client_of, untranslated):
    # Forms that are sent without their hidden fields may break; what they say until then counts.
    user = national_staff()
    user.groups.add(Group.objects.get(name="Staff"))
    client = client_of(user, raise_request_exception=False)
    seen = walk(client, began(make_world()))
    assert len(seen) > 150
    for name in (
        "areas:end",
        "cms_bin",
        "wagtailadmin_pages:revisions_compare",
        "programme_years:edit",
        "methods:add",
    ):
        assert seen[name], name
    assert not untranslated - UNSEEN, "\n".join(sorted(untranslated - UNSEEN))


def test_scripts_have_every_word_in_thai():
    folder = ("LC_MESSAGES", "djangojs.po")
    theirs = polib_of(wagtail.admin.__path__[0], "locale", "en", *folder)
    kept = {
        entry.msgid
        for source in (
            polib_of(wagtail.admin.__path__[0], "locale", "th", *folder),
            polib_of(settings.LOCALE_PATHS[0], "th", *folder),
        )
        for entry in source
        if entry.translated()
    }
    wanted = {entry.msgid for entry in theirs}
    assert wanted <= kept, wanted - kept


def polib_of(*parts: Any) -> polib.POFile:
    """The catalogue at a path."""
    return polib.pofile("/".join(map(str, parts)))


def test_scripts_are_told_them(client_of):
    text = client_of(national_staff()).get("/admin/jsi18n/").text
    assert '"Page explorer": "\\u0e2b\\u0e19\\u0e49\\u0e32' in text
