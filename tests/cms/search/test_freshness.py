"""What is saved can be found at once, and what is taken back cannot."""

import pytest
from wagtail.models import Locale

from cms.models import SearchDocument, StoryPage, Term
from cms.services.search import bring_in_step, rebuild
from cms.services.translating import add_translation
from geo.choices import Role, SiteStatus
from geo.models import Area, IssueArea, LearningSite
from geo.services.sites import SiteInput, change_sites
from leaders.choices import TeamStatus
from tests.factories.cms import (
    ContentPageFactory,
    MaterialFactory,
    OpenHousePageFactory,
    PublishedSiteFactory,
    StoryPageFactory,
)
from tests.factories.leaders import TeamFactory

from .conftest import ask, shown, titles

pytestmark = pytest.mark.django_db
RARE, OTHER = "กะปอมโปโลเทสต์", "ตุ๊กแกซินโดรม"


def test_a_page_from_its_draft_to_its_end(committing):
    with committing():
        page = StoryPageFactory(title=RARE, live=False)
    assert ask(RARE).number == 0
    with committing():
        page.save_revision().publish()
    assert titles(RARE) == [RARE]
    with committing():
        page.title = OTHER
        page.save_revision()
    assert titles(RARE) == [RARE], "a draft is no publication"
    with committing():
        page.save_revision().publish()
    assert (titles(RARE), titles(OTHER)) == ([], [OTHER])
    page.refresh_from_db()
    with committing():
        page.unpublish()
    assert titles(OTHER) == []
    with committing():
        page.save_revision().publish()
        page.delete()
    assert titles(OTHER) == []
    assert not SearchDocument.objects.filter(title=OTHER).exists(), "nothing is kept of it"


def test_a_page_that_moves_is_found_where_it_went(committing):
    with committing():
        above, page = ContentPageFactory(), ContentPageFactory(title=RARE)
    with committing():
        page.move(above, pos="last-child")
    page.refresh_from_db()
    assert [result.address for result in shown(RARE)] == [page.url]
    assert above.url in page.url


def test_a_translation(committing):
    with committing():
        story = StoryPageFactory(title=RARE)
        told = StoryPage(title="Kapom at the pond", lead="A story.")
        add_translation(story, told, Locale.objects.get(language_code="en"))
    assert titles("kapom", "en") == ["Kapom at the pond"]
    assert titles("kapom") == []


def test_the_issues_of_an_open_house(committing):
    issue = IssueArea.objects.create(key="rare", name_th=RARE, name_en="Rare", order=99)
    with committing():
        page = OpenHousePageFactory()
    with committing():
        page.issues.add(issue)
        page.save()
    assert titles(RARE) == [page.title]
    with committing():
        issue.name_th = OTHER
        issue.save()
    assert (titles(RARE), titles(OTHER)) == ([], [page.title])


def test_a_site_that_is_changed(committing):
    with committing():
        site = PublishedSiteFactory(name_th=RARE, status=SiteStatus.PROPOSED)
    assert titles(RARE) == []
    with committing():
        site.status = SiteStatus.PUBLISHED
        site.save()
    assert titles(RARE) == [RARE]
    with committing():
        site.summary = f"ดู{OTHER}"
        site.save()
    assert titles(OTHER) == [RARE]
    with committing():
        site.issues.add(IssueArea.objects.get(key="welfare"))
    assert RARE in titles(f"{RARE} สวัสดิการชุมชน")
    with committing():
        site.issues.clear()
    assert RARE not in titles(f"{RARE} สวัสดิการชุมชน")


def test_thousands_of_sites_that_are_only_proposed_cost_the_search_nothing(committing):
    with committing():
        site = PublishedSiteFactory(name_th=RARE)
        PublishedSiteFactory(name_th=RARE, status=SiteStatus.PROPOSED)
    assert SearchDocument.objects.filter(kind="site", language="th").count() == 1
    with committing():
        site.status = SiteStatus.DRAFT
        site.save()
    assert titles(RARE) == []
    bring_in_step()
    assert not SearchDocument.objects.filter(kind="site").exists()


def test_a_site_that_moves_to_another_tambon(committing):
    with committing():
        site = PublishedSiteFactory(name_th=RARE)
    with committing():
        site.subdistrict = Area.objects.get(code="440502")
        site.save()
    assert titles(f"{RARE} {site.subdistrict.name_th}") == [RARE]


def test_sites_that_were_written_in_bulk(committing, user_with):
    staff = user_with(Role.STAFF, "TH")
    with committing():
        site = PublishedSiteFactory(name_th="ชื่อเดิม")
    with committing():
        change_sites([SiteInput(uid=site.uid, values={"name_th": RARE}, issues=None)], by=staff)
    assert titles(RARE) == [RARE]


def test_a_team_is_approved_and_its_tambon_renamed(committing):
    with committing():
        team = TeamFactory(status=TeamStatus.PROPOSED)
    name = f'"{team.name}"'
    assert titles(name) == []
    with committing():
        team.status = TeamStatus.APPROVED
        team.save()
    assert titles(name) == [team.name]
    with committing():
        team.subdistrict.name_th = RARE
        team.subdistrict.save()
    assert titles(RARE) == [f"ทีมตำบล{RARE}"]
    assert titles(name) == []


def test_materials_and_words(committing):
    with committing():
        material = MaterialFactory(title=RARE)
        OpenHousePageFactory(handouts=[material])
        Term.objects.create(key="rare", term_th=OTHER, term_en="Rare", meaning_th="ก", meaning_en="a")
    assert (titles(RARE), titles(OTHER)) == ([RARE], [OTHER])
    with committing():
        material.title = "คู่มืออื่น"
        material.save()
        Term.objects.get(key="rare").delete()
    assert (titles(RARE), titles(OTHER)) == ([], [])


def test_what_was_written_behind_its_back_is_caught_up_with():
    site = PublishedSiteFactory(name_th=RARE)
    gone = PublishedSiteFactory(name_th=OTHER)
    assert bring_in_step() > 0
    assert bring_in_step() == 0
    LearningSite.everything.filter(pk=site.pk).update(name_th="ชื่อใหม่กว่า")
    gone.history.all().delete()
    LearningSite.everything.filter(pk=gone.pk)._raw_delete("default")
    assert bring_in_step() == 4, "in both languages"
    assert (titles(RARE), titles(OTHER)) == ([], [])
    assert not SearchDocument.objects.filter(title=OTHER).exists()


def test_all_anew_is_the_same():
    PublishedSiteFactory(name_th=RARE)
    bring_in_step()
    before = sorted(SearchDocument.objects.values_list("kind", "language", "object_id", "text"))
    assert rebuild() == len(before)
    assert bring_in_step() == 0
    assert sorted(SearchDocument.objects.values_list("kind", "language", "object_id", "text")) == before


def test_what_other_rules_made_is_made_anew(monkeypatch):
    bring_in_step()
    monkeypatch.setattr("cms.services.search.VERSION", 32_000)
    assert bring_in_step() == SearchDocument.objects.count() > 0


def test_a_failure_leaves_the_change_standing(committing, monkeypatch):
    monkeypatch.setattr("cms.services.freshness.write_down", lambda *args: 1 / 0)
    with committing():
        page = StoryPageFactory(title=RARE)
    assert StoryPage.objects.filter(pk=page.pk).exists()
