"""Editors and staff translate side by side, in Thai words; nobody else does."""

from pathlib import Path

import polib
import pytest
import wagtail_localize
from django.conf import settings
from django.contrib.auth.models import Group
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.urls import reverse
from wagtail.models import Locale
from wagtail_localize.models import StringSegment, Translation

from cms.models import StoryPage, Translated
from geo.choices import Role
from tests.factories.cms import StoryPageFactory, home

pytestmark = pytest.mark.django_db

# The dummy that tries machine translation is not used.
NOT_MET = {"Dummy translator"}


@pytest.fixture
def english() -> Locale:
    home()
    return Locale.objects.get(language_code="en")


@pytest.fixture(params=[(Role.EDITOR, "Editors"), (Role.STAFF, "Staff")], ids=["editor", "staff"])
def keeper(request, user_with, client_of, english):
    """Somebody who may."""
    role, group = request.param
    user = user_with(role, "TH")
    user.groups.add(Group.objects.get(name=group))
    return client_of(user)


def submit(client, page: StoryPage, english: Locale):
    """Send a page to be translated."""
    return client.post(
        reverse("wagtail_localize:submit_page_translation", args=[page.pk]), {"locales": [english.pk]}
    )


def write(client, translation: Translation, **words: str) -> None:
    """Type translations, as the page of side-by-side translating sends them."""
    for segment in StringSegment.objects.filter(source=translation.source).select_related("context"):
        address = reverse("wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk])
        if segment.context.path in words:
            body = encode_multipart(BOUNDARY, {"value": words[segment.context.path]})
            answer = client.put(address, body, content_type=MULTIPART_CONTENT)
            assert answer.status_code == 201, answer.content


def test_a_page_is_translated_and_published(keeper, public, english, django_capture_on_commit_callbacks):
    def publish() -> None:
        with django_capture_on_commit_callbacks(execute=True):
            keeper.post(edit, {"action": "publish"})

    page = StoryPageFactory(lead="ทีมตำบลจดปริมาณฝนทุกเช้า")
    assert submit(keeper, page, english).status_code == 302
    translation = Translation.objects.get(source__object_id=page.translation_key)
    copy = translation.get_target_instance()
    edit = reverse("wagtailadmin_pages:edit", args=[copy.pk])
    assert keeper.get(edit).status_code == 200
    write(keeper, translation, title="The rain book")
    assert translation.get_status_display() == "รอแปล"
    publish()
    assert StoryPage.objects.get(pk=copy.pk).live
    english_address = page.url.replace("/th/", "/en/")
    assert "not in English yet" in public.get(english_address).text
    write(keeper, translation, lead="Every morning the team writes down the rain.")
    publish()
    assert translation.get_status_display() == "แปลครบแล้ว"
    assert "The rain book" in public.get(english_address).text
    assert Translated.objects.filter(page=copy.pk).exists()


def test_the_report_tells_how_far_each_page_is(keeper, english):
    submit(keeper, StoryPageFactory(title="สมุดน้ำฝน"), english)
    text = keeper.get(reverse("wagtail_localize:translations_report")).text
    assert "สมุดน้ำฝน" in text
    assert "รอแปล" in text
    assert "แปลครบแล้ว" in text


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.REVIEWER, None])
def test_nobody_else_sends_a_page_to_be_translated(user_with, client_of, english, role):
    page = StoryPageFactory()
    before = Translation.objects.count()
    client = client_of(user_with(role, "44") if role else None)
    assert submit(client, page, english).status_code in {302, 403}
    assert Translation.objects.count() == before
    address = reverse("wagtail_localize:edit_string_translation", args=[1, 1])
    body = encode_multipart(BOUNDARY, {"value": "x"})
    words = client.put(address, body, content_type=MULTIPART_CONTENT)
    assert words.status_code in {302, 403}


def test_every_word_of_translating_is_in_thai():
    theirs = Path(wagtail_localize.__file__).parent / "locale" / "en" / "LC_MESSAGES"
    ours = Path(settings.LOCALE_PATHS[0]) / "th" / "LC_MESSAGES"
    for name in ("django.po", "djangojs.po"):
        wanted = {entry.msgid for entry in polib.pofile(str(theirs / name))} - NOT_MET
        kept = {entry.msgid for entry in polib.pofile(str(ours / name)) if entry.translated()}
        assert wanted <= kept, wanted - kept


def test_scripts_of_the_admin_say_them(keeper):
    text = keeper.get(reverse("wagtail_localize:javascript_catalog")).text
    assert '"segments translated"' in text
    assert "\\u0e02\\u0e49\\u0e2d\\u0e04\\u0e27\\u0e32\\u0e21" in text
