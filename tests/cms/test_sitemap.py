"""What search engines are told."""

import re

from geo.choices import SiteStatus
from leaders.choices import TeamStatus
from tests.factories.cms import PublishedSiteFactory, StoryPageFactory
from tests.factories.leaders import TeamFactory


def locations(client) -> list[str]:
    text = client.get("/sitemap.xml").content.decode()
    return re.findall(r"<loc>http://testserver(.*?)</loc>", text)


def test_every_public_page_is_told_once(world, public):
    found = locations(public)
    assert len(found) == len(set(found))
    beside = {"find", "search", "untranslated", "letters of a year"}
    told = {address for kind, address in world.addresses().items() if kind not in beside}
    assert told <= set(found)
    assert {f"/th/provinces/{code}/" for code in ("10", "96")} <= set(found)
    assert all(public.get(address).status_code == 200 for address in sorted(found)[::20])


def test_letters_words_and_contacts_are_told_in_both_languages(world, public):
    text = public.get("/sitemap.xml").content.decode()
    for path in ("contacts/", "glossary/", "letters/", "form-a-team/"):
        entry = re.search(rf"<url><loc>http://testserver/th/{path}</loc>.*?</url>", text, re.DOTALL)[0]
        assert f'hreflang="en" href="http://testserver/en/{path}"' in entry
        assert f"<loc>http://testserver/en/{path}</loc>" in text
    # A letter without a translation is told alone.
    entry = re.search(rf"<url><loc>http://testserver{world.letter.url}</loc>.*?</url>", text, re.DOTALL)[0]
    assert "hreflang" not in entry
    assert f"http://testserver/en/letters/{world.letter.slug}/" not in text


def test_what_is_not_public_is_not_told(world, public):
    site = PublishedSiteFactory(status=SiteStatus.PROPOSED)
    team = TeamFactory(code="440502", status=TeamStatus.PROPOSED)
    draft = StoryPageFactory(live=False)
    hidden = {site.get_absolute_url(), team.get_absolute_url(), draft.address}
    assert not hidden & set(locations(public))


def test_robots_are_shown_the_sitemap_and_kept_out_of_workspaces(db, public):
    response = public.get("/robots.txt")
    text = response.content.decode()
    assert response["Content-Type"].startswith("text/plain")
    assert "Sitemap: http://testserver/sitemap.xml" in text
    for path in ("/log/", "/review/", "/sheets/", "/admin/", "/accounts/"):
        assert f"Disallow: {path}" in text
