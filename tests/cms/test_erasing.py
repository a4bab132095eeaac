"""What was published about an erased person: quotations fall silent, addresses tell nobody, drafts work."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.utils.text import slugify

from cms.models import Material, Picture
from geo.choices import Role
from leaders.services.consents import withdraw
from leaders.services.erasing import erase
from tests.factories.cms import (
    ContentPageFactory,
    DocumentFactory,
    MaterialFactory,
    PictureFactory,
    photo_file,
)
from tests.factories.leaders import ConsentFactory, PersonFactory, TeamFactory

pytestmark = pytest.mark.django_db
NAME = "พิกุลแก้ว กานดาวสี"
WORDS = "ดี"


@pytest.fixture
def staff(user_with):
    return user_with(Role.STAFF, "TH")


@pytest.fixture
def person():
    given, family = NAME.split()
    return PersonFactory(team=TeamFactory(code="440501"), given_name=given, family_name=family)


def quoting(codes: str, **fields):
    quote = {"text": WORDS, "role": "คนดูแลป่า", "name": NAME, "consent": codes}
    words = "<p>ประชุมดีเด่น ยินดีต้อนรับ</p>"
    return ContentPageFactory(body=[("quote", quote), ("paragraph", words)], **fields)


@pytest.mark.parametrize("use", ["story", "name"])
def test_only_the_quotation_loses_its_words_and_only_with_the_story(client, staff, person, use):
    page = quoting(ConsentFactory(person=person, use=use).code)
    page.save_revision()
    erase(person, by=staff)
    page.refresh_from_db()
    quote, paragraph = page.body.raw_data
    assert (quote["value"]["name"], quote["value"]["text"]) == ("", "" if use == "story" else WORDS)
    assert "ประชุมดีเด่น ยินดีต้อนรับ" in paragraph["value"]
    assert NAME not in str(page.get_latest_revision().content)


def test_a_draft_whose_address_told_the_name_can_still_be_published(client, staff, person):
    page = quoting("", title=f"เรื่องของ {NAME}", slug=slugify(NAME, allow_unicode=True))
    beside = ContentPageFactory(slug=slugify(NAME, allow_unicode=True) + "x")
    draft = page.save_revision()
    erase(person, by=staff)
    draft.refresh_from_db()
    draft.publish()
    page.refresh_from_db()
    assert (page.slug, page.url.split("/")[-2]) == (f"page-{page.pk}", f"page-{page.pk}")
    assert client.get(page.url).status_code == 200
    assert "พิกุลแก้ว" not in client.get(page.url).text
    beside.refresh_from_db()
    assert beside.slug.endswith("x")


def photo_named(name: str) -> ContentFile:
    photo = photo_file()
    photo.name = f"{name}.jpg"
    return photo


def names_of_files() -> set[str]:
    places = {Path(settings.MEDIA_ROOT), Path(settings.STORAGES["private"]["OPTIONS"]["location"])}
    return {path.name for place in places for path in place.rglob("*") if path.is_file()}


@pytest.mark.parametrize("written", [NAME, f"นาย{NAME} ๒๕๖๑", NAME.replace(" ", ""), "ใบ 0891234567"])
def test_files_that_are_named_after_the_person_get_another_name(client, staff, person, commit, written):
    type(person).objects.filter(pk=person.pk).update(phone="0891234567")
    before = names_of_files()
    title = f"คำบอกเล่าของ {NAME}"
    document = DocumentFactory(title=title, file=ContentFile(b"%PDF-1.4", name=f"{written}.pdf"))
    MaterialFactory(document=document)
    picture = PictureFactory(title=title, file=photo_named(written))
    told = {document.file.name, picture.file.name, *(row.file.name for row in picture.renditions.all())}
    commit(erase, person, by=staff)
    material, again = Material.objects.get(), Picture.objects.get()
    assert NAME not in again.title + material.document.title
    now = {again.file.name, material.document.file.name, *(row.file.name for row in again.renditions.all())}
    assert not now & told
    assert {Path(name).name for name in now} == names_of_files() - before
    assert b"".join(client.get(material.document.url).streaming_content) == b"%PDF-1.4"
    with again.file.open() as file:
        assert file.read(3) == b"\xff\xd8\xff"


def test_what_waits_in_private_is_found_under_its_new_name(by, staff, person, commit):
    other = PersonFactory(team=person.team)
    consent = ConsentFactory(person=other, use="picture")
    picture = PictureFactory(consent_codes=consent.code, file=photo_named(NAME))
    commit(withdraw, consent, by=by)
    commit(erase, person, by=staff)
    picture = Picture.objects.get()
    picture.consent_codes = ConsentFactory(person=other, use="picture").code
    commit(picture.save)
    assert Picture.objects.get().is_out
    assert Path(picture.file.name).name.startswith("file-")


def test_files_of_others_keep_their_names(staff, person, commit):
    names = ("กานดาวสี", "พิกุลแก้ว", "พิกุลแก้ว อีกคนหนึ่ง", "แผนตำบล 2561")
    kept = [DocumentFactory(file=ContentFile(b"%PDF-1.4", name=f"{name}.pdf")).file.name for name in names]
    commit(erase, person, by=staff)
    assert {Path(name).name for name in kept} <= names_of_files()
