"""What is found, in which order, and only what everybody may see."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import PageViewRestriction

from cms.choices import Found
from cms.models import HomePage, LetterPage, OpenHousePage, StoryPage, Term
from cms.models.base import PublicPage
from cms.search.sources import SOURCES
from cms.search.suggesting import suggestion
from cms.services.search import bring_in_step
from geo.choices import SiteStatus
from leaders.choices import TeamStatus
from leaders.models import Person
from tests.factories.cms import (
    ContentPageFactory,
    LetterPageFactory,
    MaterialFactory,
    OpenHousePageFactory,
    PublishedSiteFactory,
    StoryPageFactory,
)
from tests.factories.leaders import TeamFactory
from tests.factories.programmes import roster
from thai.clock import today

from .conftest import ask, shown, titles

pytestmark = pytest.mark.django_db
RARE = "กะปอมโปโลเทสต์"
PASSWORD = {"restriction_type": PageViewRestriction.PASSWORD, "password": "only-for-tests"}


class TestKinds:
    """Every kind of thing is found, and told where it stands."""

    def test_all_of_them(self):
        team, site = TeamFactory(), PublishedSiteFactory(name_th=f"ป่าชุมชน{RARE}")
        page = ContentPageFactory(title=f"เล่าเรื่อง{RARE}")
        house = OpenHousePageFactory(title=f"เปิดบ้าน{RARE}", handouts=[MaterialFactory(title=f"คู่มือ{RARE}")])
        story, letter = StoryPageFactory(lead=f"เรื่อง {RARE}"), LetterPageFactory(lead=f"จดหมาย {RARE}")
        term = Term.objects.create(key="rare", term_th=RARE, term_en="Rare", meaning_th="ก", meaning_en="a")
        bring_in_step()
        found = {(result.kind, result.address) for result in shown(RARE)}
        assert found == {
            (Found.SITE, f"/th/sites/{site.pk}/"),
            (Found.PAGE, page.url),
            (Found.OPEN_HOUSE, house.url),
            (Found.MATERIAL, house.url),
            (Found.STORY, story.url),
            (Found.STORY, letter.url),
            (Found.TERM, f"/th/glossary/#{term.key}"),
        }
        assert (Found.TEAM, team.get_absolute_url()) in {
            (result.kind, result.address) for result in shown(f'"{team.name}"')
        }

    def test_places_and_main_pages(self):
        assert titles("จังหวัดน่าน")[0] == "จังหวัดน่าน"
        assert "ภาคใต้" in titles("ภาคใต้")
        assert "ถามใครได้บ้าง" in titles("เบอร์โทร")
        assert "Figures" in titles("statistics figures", "en") or "Figures" in titles("figures", "en")

    def test_a_letter_by_its_number(self):
        letter = LetterPageFactory(number=437, letter_date=date(2018, 4, 3))
        bring_in_step()
        assert letter.title in titles("ฉบับที่ 437")
        assert letter.title in titles("เม.ย. ๒๕๖๑")
        assert letter.title in titles("เมษายน 2018")

    def test_the_title_comes_before_the_text_and_the_whole_title_first(self):
        in_text = StoryPageFactory(title="เรื่องอื่น", lead=f"ว่าด้วย {RARE} ที่บ้านเรา")
        longer = StoryPageFactory(title=f"เรื่อง {RARE} กับน้ำ")
        whole = StoryPageFactory(title=RARE)
        bring_in_step()
        assert titles(RARE) == [whole.title, longer.title, in_text.title]

    def test_of_two_alike_the_later_day_comes_first(self):
        first, last = (
            StoryPageFactory(title=RARE, told_on=day) for day in (date(2018, 1, 1), date(2019, 1, 1))
        )
        bring_in_step()
        assert [result.address for result in shown(RARE)] == [last.url, first.url]

    def test_every_word_must_be_met(self):
        both = StoryPageFactory(title=f"{RARE} กับน้ำ")
        StoryPageFactory(title=RARE)
        bring_in_step()
        assert titles(f"{RARE} น้ำ") == [both.title]
        assert titles(f"{RARE} ไฟฟ้า") == []

    def test_a_word_inside_a_word_is_found_where_nothing_else_is(self):
        story = StoryPageFactory(title="ทดลองเมล็ดพันธุ์พื้นบ้านแม่จันทร์")
        bring_in_step()
        assert titles("แม่จัน พันธุ์พื้น") == [story.title]

    def test_long_words_may_stand_apart_where_nothing_else_is_found(self):
        story = StoryPageFactory(title="ธนาคาร กะปอม และเรื่องของหมู่บ้าน")
        bring_in_step()
        assert titles("ธนาคารหมู่บ้าน กะปอม") == [story.title]

    def test_a_slip_is_answered_with_a_suggestion(self):
        StoryPageFactory(title="กองทุนสวัสดิการ")
        bring_in_step()
        found = ask("สวัสดิกาน")
        assert found.number == 0
        assert suggestion(found.query) == "สวัสดิการ"
        assert suggestion(ask("ฟหกด่าสว").query) == ""

    def test_a_page_of_one_kind(self):
        for number in range(23):
            StoryPageFactory(title=f"{RARE} {number + 100}")
        bring_in_step()
        everything = ask(RARE)
        assert (everything.number, len(everything.hits)) == (23, 5)
        first, second = (ask(RARE, kind=Found.STORY, page=page) for page in (1, 2))
        assert [len(page.hits) for page in (first, second)] == [20, 3]
        assert first.hits[:5] == everything.hits
        assert len({hit.pk for hit in (*first.hits, *second.hits)}) == 23
        assert first.numbers == {Found.STORY: 23}
        other = ask(RARE, kind=Found.SITE)
        assert (other.hits, other.numbers) == ([], {Found.STORY: 23})


class TestBorders:
    """What not everybody may see is not found."""

    @pytest.mark.parametrize("status", [SiteStatus.DRAFT, SiteStatus.PROPOSED])
    def test_sites_that_are_not_published(self, status):
        PublishedSiteFactory(name_th=RARE, status=status)
        bring_in_step()
        assert ask(RARE).number == 0

    def test_a_deleted_site(self):
        PublishedSiteFactory(name_th=RARE, deleted_at=timezone.now())
        bring_in_step()
        assert ask(RARE).number == 0

    def test_a_proposed_team(self):
        team = TeamFactory(status=TeamStatus.PROPOSED)
        bring_in_step()
        assert team.name not in titles(team.name)

    @pytest.mark.parametrize("factory", [StoryPageFactory, OpenHousePageFactory, LetterPageFactory])
    def test_a_draft(self, factory):
        factory(title=RARE, live=False)
        bring_in_step()
        assert ask(RARE).number == 0

    def test_a_page_below_one_that_is_kept_private(self):
        above = ContentPageFactory()
        ContentPageFactory(title=RARE, parent=above)
        bring_in_step()
        assert ask(RARE).number == 1
        PageViewRestriction.objects.create(page=above, **PASSWORD)
        assert ask(RARE).number == 0

    def test_what_a_draft_of_a_published_page_says(self):
        page = ContentPageFactory(title="เรื่องเดิม")
        page.title = RARE
        page.save_revision()
        bring_in_step()
        assert ask(RARE).number == 0

    def test_a_material_is_found_only_where_it_can_be_had(self):
        alone = MaterialFactory(title=f"{RARE} หนึ่ง")
        later = MaterialFactory(title=f"{RARE} สอง", available_on=today() + timedelta(days=1))
        private, seen = MaterialFactory(title=f"{RARE} สาม"), MaterialFactory(title=f"{RARE} สี่")
        body = [("files", [MaterialFactory(title=f"{RARE} ห้า")])]
        ContentPageFactory(body=body)
        OpenHousePageFactory(handouts=[later, seen])
        PageViewRestriction.objects.create(page=OpenHousePageFactory(handouts=[private]), **PASSWORD)
        bring_in_step()
        assert set(titles(RARE)) == {seen.title, f"{RARE} ห้า"}
        assert alone.title not in titles(RARE)

    def test_no_person(self):
        team = TeamFactory()
        roster(team, 1)
        Person.objects.update(given_name=RARE, family_name=RARE)
        bring_in_step()
        assert ask(RARE).number == 0

    def test_neither_the_name_of_who_spoke_nor_the_consent(self):
        quote = {"text": "พูดไว้", "role": "คนดูแลป่า", "name": RARE, "consent": RARE}
        page = ContentPageFactory(body=[("quote", quote)])
        bring_in_step()
        assert ask(RARE).number == 0
        assert page.title in titles("คนดูแลป่า")

    def test_nor_whom_to_call(self):
        OpenHousePageFactory(contact=f"{RARE} โทร 081-000-0010")
        bring_in_step()
        assert ask(RARE).number == 0


class TestLanguages:
    """English pages of their own, Thai names where there are no others."""

    def test_a_thai_page_is_not_found_in_english(self):
        StoryPageFactory(title=RARE)
        bring_in_step()
        assert ask(RARE, "en").number == 0

    def test_a_copy_that_waits_for_its_translation_is_not_found(self):
        story = StoryPageFactory(title=RARE)
        english = HomePage.objects.get(locale__language_code="en").locale
        story.copy_for_translation(english, copy_parents=True).save_revision().publish()
        bring_in_step()
        assert ask(RARE, "en").number == 0
        assert ask(RARE).number == 1

    def test_a_site_goes_by_its_english_name(self):
        site = PublishedSiteFactory(name_th=RARE, name_en="Kapom community forest", summary_en="Walk it")
        bring_in_step()
        assert titles("kapom", "en") == titles(RARE, "en") == [site.name_en]
        assert titles("kapom") == [RARE]
        (result,) = shown("kapom", "en")
        assert "".join(piece.text for piece in result.excerpt) == "Walk it"

    def test_without_one_it_goes_by_the_thai_name(self):
        PublishedSiteFactory(name_th=RARE)
        bring_in_step()
        assert titles(RARE, "en") == [RARE]

    def test_places_in_both(self):
        assert titles("Nan province", "en") == [] or "Nan" in titles("Nan", "en")
        assert "Nan" in titles("น่าน", "en")
        assert "จังหวัดน่าน" in titles("Nan")


ODD = st.text(
    st.sampled_from("'\"\\%_*()-+:^~{}[]<>&;|/?#@!=.,\x00\t\n๑2ปา่น้ำะัเแ\u200b\ud83d🙂AaNNDEORT ฯๆ“”«"),
    max_size=80,
)


class TestOddCharacters:
    """No character does harm."""

    @pytest.mark.parametrize(
        "asked",
        [
            "'", '"', "\\", "%", "_", "*", "\x00", "(", ")", "-", "AND", "NEAR(ป่า น้ำ)", "ป่า OR", "NOT ป่า",
            "ป่า*", "^ป่า", '"ป่า', "ป่า\"'", "title:ป่า", "'; DROP TABLE cms_searchword; --", "{{ป่า}}",
            "<b>ป่า</b>", "🙂ป่า", '"ก"', "กข", '"กข ฃค"',
            "ป่า" * 4_000, "ป่า " * 4_000, "ะ" * 300, "ก" * 300, "\ud800ป่า", "%%s %(x)s",
        ],
    )  # fmt: skip
    def test_by_itself(self, asked):
        ask(asked)
        shown(asked)

    @pytest.mark.parametrize(
        "around", ["'{}'", "({})", "{}%", "*{}*", "-{}", "{}\x00", "{};", "^{}~", "<b>{}</b>"]
    )
    def test_around_a_word_they_mean_nothing(self, around):
        StoryPageFactory(title=f"ว่าด้วย {RARE} กับน้ำ")
        bring_in_step()
        asked = around.format(RARE)
        expected = titles(RARE) if "b" not in around else titles(f"b {RARE} b")
        assert titles(asked) == expected

    @settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(asked=ODD)
    def test_whatever_was_typed(self, asked):
        found = ask(asked)
        assert found.number >= len(found.hits)
        suggestion(found.query)


def test_models_of_pages_are_all_told_of():
    """A new page type is found, or somebody decides that it is not."""
    told = {source.model for source in SOURCES}
    types = set(_types(PublicPage))
    assert types <= told
    assert {LetterPage, OpenHousePage, StoryPage} <= types


def _types(model: type) -> list[type]:
    below = [found for sub in model.__subclasses__() for found in _types(sub)]
    return below if model._meta.abstract else [model, *below]
