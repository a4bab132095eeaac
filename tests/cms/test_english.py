"""English pages stand beside their Thai originals; Thai is never shown as English."""

import re

import pytest
from wagtail.models import Locale, Page, PageViewRestriction
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from cms.models import ContentPage, HomePage, OpenHousePage, StoryPage, untranslated_texts
from cms.services.setup import ensure_site
from cms.services.translating import NotTheSame, add_translation, forget_unused_texts
from programmes.models import Session
from tests.factories.cms import ContentPageFactory, home
from tests.factories.programmes import method

from .marks import unmarked_thai
from .test_pages import TYPES

NOTICE = "This page is not in English yet"
FIRST = [
    "",
    "programme/",
    "open-houses/",
    "stories/",
    "letters/",
    "form-a-team/",
    "privacy/",
    "accessibility/",
]
LISTS = ["/en/", "/en/open-houses/", "/en/stories/", "/en/provinces/44/"]


@pytest.fixture
def english(db) -> Locale:
    """The language."""
    home()
    return Locale.objects.get(language_code="en")


def story_in_english(original: StoryPage, english: Locale, **texts: str) -> StoryPage:
    """A story's translation, as the site's own texts are put in."""
    told = {"title": "Rain is written down every morning", "lead": "A team keeps a rain book."} | texts
    return add_translation(original, StoryPage(**told), english)


def shown(client, address: str) -> str:
    """What a page says."""
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def notice_for(text: str, original: Page) -> bool:
    """Whether a page is the notice: in English, with a way to the Thai one, told to no search engine."""
    return (
        NOTICE in text
        and '<html lang="en">' in text
        and f'href="{original.get_url()}" hreflang="th"' in text
        and '<meta name="robots" content="noindex">' in text
        and 'rel="alternate"' not in text
    )


class TestFirstPages:
    """A new site has its pages in both languages."""

    @pytest.mark.parametrize("path", FIRST)
    def test_each_stands_in_both_and_tells_of_the_other(self, public, english, path):
        thai, text = shown(public, f"/th/{path}"), shown(public, f"/en/{path}")
        for page in (thai, text):
            for language, address in (
                ("th", f"/th/{path}"),
                ("en", f"/en/{path}"),
                ("x-default", f"/th/{path}"),
            ):
                told = f'<link rel="alternate" hreflang="{language}" href="http://testserver{address}">'
                assert told in page
        assert f'class="lang" href="/th/{path}"' in text
        assert f'class="lang" href="/en/{path}"' in thai

    def test_editors_see_them_as_translated(self, english):
        translations = Translation.objects.all()
        assert len(translations) == len(FIRST)
        progress = [translation.get_progress() for translation in translations]
        assert all(done == texts for texts, done in progress)
        assert StringTranslation.objects.filter(has_error=True).count() == 0

    def test_they_are_what_the_editors_texts_make(self, english):
        for translation in Translation.objects.all():
            before = translation.get_target_instance()
            translation.save_target(publish=False)
            after = translation.get_target_instance().get_latest_revision_as_object()
            for field in ("title", "seo_title", "slug", "lead", "promise", "purpose", "body"):
                assert str(getattr(before, field, "")) == str(getattr(after, field, "")), field

    def test_what_an_editor_changed_is_not_translated_again(self, english):
        HomePage.objects.get(locale=english).delete()
        ContentPage.objects.filter(slug="privacy").update(lead="เขียนใหม่แล้ว")
        ensure_site()
        slugs = set(Page.objects.filter(locale=english).values_list("slug", flat=True))
        assert {"en", "stories", "form-a-team"} <= slugs
        assert "privacy" not in slugs


class TestNotice:
    """Where there is no English it says so, in English."""

    @pytest.mark.parametrize("kind", ["story", "open_house", "past"])
    def test_a_page_without_translation(self, world, public, kind):
        page = getattr(world, kind)
        text = shown(public, page.url.replace("/th/", "/en/"))
        assert notice_for(text, page)
        assert page.lead not in text

    def test_a_home_page_without_translation(self, world, public, english):
        HomePage.objects.get(locale=english).delete()
        assert notice_for(shown(public, "/en/"), home())
        assert notice_for(shown(public, world.story.url.replace("/th/", "/en/")), world.story)

    def test_a_copy_that_was_published_before_it_was_translated(self, world, public, english):
        for page in (world.story, world.open_house):
            page.copy_for_translation(english).save_revision().publish()
            assert notice_for(shown(public, page.url.replace("/th/", "/en/")), page)

    def test_an_alias_of_the_thai_page(self, world, public, english):
        world.story.copy_for_translation(english, alias=True)
        assert notice_for(shown(public, world.story.url.replace("/th/", "/en/")), world.story)

    def test_a_page_of_which_one_text_is_still_thai(self, world, public, english):
        page = story_in_english(world.story, english)
        page.lead = "ทีมตำบลจดปริมาณฝนทุกเช้า"
        page.save_revision().publish()
        assert untranslated_texts(page) == ["ทีมตำบลจดปริมาณฝนทุกเช้า"]
        assert notice_for(shown(public, world.story.url.replace("/th/", "/en/")), world.story)
        for address in LISTS:
            assert page.title not in shown(public, address)

    def test_an_address_without_any_page(self, world, public):
        assert public.get("/en/nothing/").status_code == 404

    def test_a_private_or_withdrawn_original_is_not_told_of(self, world, public):
        PageViewRestriction.objects.create(page=world.story, restriction_type=PageViewRestriction.LOGIN)
        world.past.unpublish()
        for page in (world.story, world.past):
            assert public.get(f"/en{page.url_path.removeprefix('/th')}").status_code == 404

    def test_neither_sitemap_nor_thai_page_tells_of_it(self, world, public, english):
        world.story.copy_for_translation(english).save_revision().publish()
        address = world.story.url.replace("/th/", "/en/")
        assert address not in shown(public, "/sitemap.xml")
        thai = shown(public, world.story.url)
        assert 'rel="alternate"' not in thai
        # The switch of languages leads to the notice all the same.
        assert f'class="lang" href="{address}"' in thai


class TestTranslated:
    """What has been translated stands in lists, and only there where it is English."""

    def test_it_is_read(self, world, public, english):
        page = story_in_english(world.story, english)
        text = shown(public, page.get_url())
        assert "Rain is written down" in text
        assert "Wed" not in page.title
        assert "12 Feb 2019" in text
        assert page.title in shown(public, "/en/stories/")
        assert world.story.title not in shown(public, "/en/stories/")
        assert page.title not in shown(public, "/th/stories/")

    def test_dates_seats_and_hosts_are_those_of_the_original(self, world, public, english):
        page = add_translation(
            world.open_house,
            OpenHousePage(
                title="Reading the forest", lead="Walk and listen.", place_text="Village hall, Moo 4",
                contact="The movement in the province, phone 081-000-0010",
            ),
            english,
        )  # fmt: skip
        text = shown(public, page.get_url())
        assert page.starts_on == world.open_house.starts_on
        assert [host.site_id for host in page.hosts.all()] == [world.site.pk]
        assert "09:00–15:30" in text
        assert "Mar 2019" in text
        calendar = public.get(f"/en/open-houses/{page.pk}.ics").content.decode()
        assert "SUMMARY:Reading the forest" in calendar
        assert not re.search("[ก-๛]", calendar)

    def test_a_draft_in_thai_takes_nothing_from_readers(self, world, public, english):
        page = story_in_english(world.story, english)
        page.title = "ร่างใหม่"
        page.save_revision()
        assert "Rain is written down" in shown(public, page.get_url())

    def test_a_finished_draft_does_not_publish_thai(self, world, public, english):
        page = world.story.copy_for_translation(english)
        page.save_revision().publish()
        page = StoryPage.objects.get(pk=page.pk)
        page.title, page.lead = "Rain book", "Every morning."
        page.save_revision()
        assert notice_for(shown(public, world.story.url.replace("/th/", "/en/")), world.story)

    def test_a_thai_word_among_english_ones_is_marked(self, world, public, english):
        page = story_in_english(world.story, english, lead="Khabuan (ขบวน) means the movement.")
        assert 'Khabuan (<span lang="th">ขบวน</span>) means' in shown(public, page.get_url())

    def test_a_text_too_few_or_too_many_is_refused(self, world, english):
        with pytest.raises(NotTheSame, match="lead"):
            story_in_english(world.story, english, lead="")
        with pytest.raises(NotTheSame, match="seo_title"):
            story_in_english(world.story, english, seo_title="Rain")
        assert not TranslationSource.objects.filter(object_id=world.story.translation_key).exists()

    def test_texts_of_a_page_that_went_are_forgotten(self, world, english):
        from tests.cms.demo.tables import counts

        before = counts()
        page = ContentPageFactory()
        add_translation(page, ContentPage(title="A page", lead="What is in it."), english)
        page.get_translation(english).delete()
        page.delete()
        forget_unused_texts()
        after = counts()
        grown = {label for label, number in before.items() if after[label] != number}
        assert grown <= {"wagtailcore.PageLogEntry", "wagtailcore.ModelLogEntry", "contenttypes.ContentType"}


# No letter of the small world is in English, so it has no year of letters either.
@pytest.mark.parametrize("kind", [kind for kind in TYPES if kind != "letters of a year"])
def test_names_without_english_are_marked_as_thai(world, public, kind):
    """Also where nobody has put a site, an activity or a material into English."""
    story_in_english(world.story, Locale.objects.get(language_code="en"))
    text = shown(public, world.addresses()[kind].replace("/th/", "/en/"))
    assert unmarked_thai(text) == []


def test_a_site_is_told_in_english_where_it_has_english(world, public):
    text = shown(public, f"/en/sites/{world.site.pk}/")
    assert '<h1><span lang="th">' in text
    assert re.search(r'<title lang="th">', text)
    world.site.name_en, world.site.summary_en = "Sample forest", "Read the forest"
    world.site.save()
    text = shown(public, f"/en/sites/{world.site.pk}/")
    assert "Sample forest" in text
    assert world.site.name_th not in text
    assert world.site.summary not in text
    assert world.site.name_th in shown(public, f"/th/sites/{world.site.pk}/")


def test_what_a_team_did_is_told_by_its_method(world, public):
    """Nobody writes the titles of activities in English; what was done has a name there."""
    Session.objects.filter(activity__team=world.team).update(method=method("coaching"))
    address = f"/en/teams/{world.team.pk}/"
    assert "<b>Coaching</b>" in shown(public, address)
    assert '· <span lang="th">เดินสำรวจป่า</span> 12' in shown(public, address)
    assert "<b>เดินสำรวจป่า 12</b>" in shown(public, address.replace("/en/", "/th/"))


def test_every_address_of_the_sitemap_tells_of_its_translation(world, public, english):
    text = shown(public, "/sitemap.xml")
    entry = re.search(r"<url>\s*<loc>http://testserver/en/stories/</loc>.*?</url>", text, re.DOTALL)[0]
    assert 'hreflang="th" href="http://testserver/th/stories/"' in entry
    assert 'hreflang="x-default" href="http://testserver/th/stories/"' in entry
    site = re.search(
        rf"<url>\s*<loc>http://testserver/en/sites/{world.site.pk}/</loc>.*?</url>", text, re.DOTALL
    )[0]
    assert f'hreflang="th" href="http://testserver/th/sites/{world.site.pk}/"' in site
