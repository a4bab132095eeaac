"""A file that was given out with a consent is fetched from no address once the consent has ended."""

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from cms.models import Binned, FileTie, Material
from cms.services.bin import bring_back
from geo.choices import Role
from leaders.services.consents import withdraw
from leaders.services.erasing import erase
from tests.cms.bin.rows import thrown, with_group
from tests.factories.cms import DocumentFactory, MaterialFactory
from tests.factories.leaders import ConsentFactory, PersonFactory

pytestmark = pytest.mark.django_db


def document_of(text: str):
    return DocumentFactory(file=ContentFile(text.encode(), name="story.pdf"))


def fetched(document, client) -> int:
    return client.get(document.url).status_code


@pytest.fixture
def consent(person):
    return ConsentFactory(person=person, use="story")


@pytest.fixture
def document():
    return document_of("เรื่องของป้าบัวคำ")


@pytest.fixture
def material(consent, document):
    return MaterialFactory(consent_codes=consent.code, document=document)


@pytest.fixture
def staff(user_with) -> User:
    return user_with(Role.STAFF, "TH")


@pytest.fixture
def editor(user_with) -> User:
    return with_group(user_with(Role.EDITOR, "TH"), "Editors")


def test_the_material_is_deleted_after_its_consent_ended(public, by, consent, document, material):
    other = document_of("คู่มืออ่านป่า")
    MaterialFactory(document=other)
    assert (fetched(document, public), fetched(other, public)) == (200, 200)
    withdraw(consent, by=by)
    material.delete()
    assert (fetched(document, public), fetched(other, public)) == (404, 200)


@pytest.mark.parametrize("first", ["withdrawn", "given another"])
def test_the_material_is_given_another_document(first, public, by, consent, document, material):
    new = document_of("ทำใหม่โดยไม่มีป้า")
    if first == "withdrawn":
        withdraw(consent, by=by)
    material = Material.objects.get()
    material.document, material.consent_codes = new, ""
    material.save()
    if first != "withdrawn":
        withdraw(consent, by=by)
    assert (fetched(document, public), fetched(new, public)) == (404, 200)


def test_the_same_file_uploaded_again_is_the_same(public, by, consent, document, material):
    withdraw(consent, by=by)
    assert fetched(document_of("เรื่องของป้าบัวคำ"), public) == 404


def test_another_file_in_the_place_of_the_old_one_rests_on_the_same(public, by, consent, document, material):
    document.file.save("story.pdf", ContentFile("ฉบับใหม่ของป้า".encode()), save=False)
    document._set_document_file_metadata()
    document.save()
    material.delete()
    assert fetched(document, public) == 200
    withdraw(consent, by=by)
    assert fetched(document, public) == 404


def test_the_consent_ends_while_the_material_lies_in_the_bin(public, by, editor, consent, document, material):
    item = thrown(material, by=editor)
    assert fetched(document, public) == 200
    withdraw(consent, by=by)
    assert fetched(document, public) == 404
    bring_back(item, by=editor)
    assert fetched(document, public) == 404


def test_it_opens_when_the_same_person_agrees_again(public, by, person, consent, document, material):
    withdraw(consent, by=by)
    other = ConsentFactory(person=PersonFactory(team=person.team), use="story")
    for code, status in ((other.code, 404), (ConsentFactory(person=person, use="story").code, 200)):
        material = Material.objects.get()
        material.consent_codes = code
        material.save()
        assert fetched(document, public) == status


def test_a_code_that_was_taken_back_by_its_editor_is_forgotten(public, by, consent, document, material):
    material.consent_codes = ""
    material.save()
    assert not FileTie.objects.exists()
    withdraw(consent, by=by)
    assert fetched(document, public) == 200


def test_no_withdrawal_slips_past_whoever_publishes(consent, document):
    """SQLite lets nobody else write meanwhile."""
    with CaptureQueriesContext(connection) as asked:
        MaterialFactory(consent_codes=consent.code, document=document)
    locks = [query for query in asked if "leaders_consent" in query["sql"] and "FOR UPDATE" in query["sql"]]
    assert bool(locks) == (connection.vendor == "postgresql")


@pytest.mark.parametrize("deleted", ["nothing", "material", "material, then document"])
def test_an_erasure_shuts_it_for_good(deleted, public, staff, editor, person, document, material, commit):
    if deleted != "nothing":
        commit(thrown, material, by=editor)
    if deleted == "material, then document":
        commit(thrown, document, by=editor)
    left = commit(erase, person, by=staff, asked="เจ้าตัวโทรมา").left
    assert not Binned.objects.exists()
    if deleted == "material, then document":
        assert not left
    else:
        assert any("เอกสารหรือสื่อ" in line for line in left)
    Material.objects.all().delete()
    assert fetched(document, public) == 404
