"""The list on the pages: previewed, answered, written, and who sees the contacts it brought."""

import csv
import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.models import AccessLog
from geo.choices import Role
from geo.models import ImportBatch, LearningSite
from leaders.models import Person, SiteContact
from programmes.intake.services import confirm_batch, plan_of, upload_batch
from tests.factories.geo import LearningSiteFactory
from tests.factories.leaders import PersonFactory, TeamFactory

from .conftest import HOME, row, sample, sites_of

pytestmark = pytest.mark.django_db


def page_of(client: Any, address: str) -> str:
    """What a page says."""
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def batch_page(batch: ImportBatch, name: str = "batch") -> str:
    """The address of a batch's page."""
    return reverse(f"sheets:{name}", args=[batch.uid])


def test_a_list_is_previewed_answered_and_written(staff: Any, client_of: Any) -> None:
    client = client_of(staff)
    client.post("/sheets/", {"file": SimpleUploadedFile("c_site.xlsx", sample("xlsx"))})
    batch = ImportBatch.objects.get()
    page = page_of(client, batch_page(batch))
    for words in (
        "อ่านได้ 4 แถว เพิ่มใหม่ 3 ขอถาม 1",
        "รหัส ลร-001 ซ้ำกับแถว 2 เป็นแห่งเดียวกันไหม",
        "14.33, 100.28",
        "รับได้ 50 คน",
        "ปิดปรับปรุง",
    ):
        assert words in page
    client.post(batch_page(batch, "confirm"), {"answer-1:5:twin": "same"})
    assert LearningSite.objects.count() == 3
    written = page_of(client, batch_page(batch))
    assert "แหล่งเรียนรู้ที่เพิ่ม" in written
    for site in LearningSite.objects.all():
        assert reverse("review:site", args=[site.uid]) in written
    client.post(batch_page(batch, "confirm"))
    assert LearningSite.objects.count() == 3


def test_a_coordinator_is_led_to_the_own_pages(coordinator: Any, client_of: Any) -> None:
    batch = upload_batch(sites_of(row()), "c.csv", by=coordinator)
    confirm_batch(batch, by=coordinator)
    page = page_of(client_of(coordinator), batch_page(batch))
    assert reverse("log:site", args=[LearningSite.objects.get().uid]) in page


def test_looking_at_persons_on_record_is_noted(staff: Any, client_of: Any) -> None:
    person = PersonFactory(
        given_name="สมใจ", family_name="รักบ้าน", team=TeamFactory(code=HOME), phone="0810000003"
    )
    batch = upload_batch(sites_of(row(contact="นางสมใจ รักบ้าน 0810000004")), "c.csv", by=staff)
    page_of(client_of(staff), batch_page(batch))
    assert AccessLog.objects.get(noun="sheet").object_ids == [person.pk]


def test_contacts_stand_on_the_desks_page_and_looking_is_noted(reviewer: Any, client_of: Any) -> None:
    site = LearningSiteFactory(place=HOME)
    client, address = client_of(reviewer), reverse("review:site", args=[site.uid])
    assert "h-contacts" not in page_of(client, address)
    assert not AccessLog.objects.exists()
    person = PersonFactory(given_name="สมใจ", team=TeamFactory(code=HOME), phone="0810000003")
    SiteContact.objects.create(site=site, person=person)
    SiteContact.objects.create(site=site, phone="0810000004")
    page = page_of(client, address)
    for words in ("สมใจ", "tel:0810000003", "081-000-0003", "ยังไม่รู้ชื่อ", "tel:0810000004"):
        assert words in page
    noted = AccessLog.objects.get()
    assert (noted.noun, noted.object_ids) == ("site contact", [person.pk])


def test_contacts_stand_on_no_public_page(client_of: Any) -> None:
    site = LearningSiteFactory(place=HOME)
    person = PersonFactory(given_name="สมใจจริง", team=TeamFactory(code=HOME), phone="0810000003")
    SiteContact.objects.create(site=site, person=person)
    SiteContact.objects.create(site=site, phone="0810000004")
    for address in (site.get_absolute_url(), reverse("public:sites")):
        page = page_of(client_of(None), address)
        for words in ("สมใจจริง", "0810000003", "081-000-0003", "0810000004"):
            assert words not in page


def test_a_list_that_was_taken_out_says_the_same_when_it_is_read_in(staff: Any, client_of: Any) -> None:
    batch = upload_batch(sample("csv"), "c.csv", by=staff)
    confirm_batch(batch, by=staff)
    for kind in ("csv", "xlsx"):
        answer = client_of(staff).get(reverse("review:sites_export", args=[kind]))
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        if kind == "csv":
            assert len(list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))) == 4
        again = upload_batch(content, f"sites.{kind}", by=staff)
        rows = plan_of(again, by=staff).rows
        assert (again.kind, [found.verdict for found in rows]) == ("sites", ["same"] * 3), [
            found.reasons for found in rows
        ]
    assert Person.objects.count() == 1


def test_an_editor_brings_no_list(user_with: Any, client_of: Any) -> None:
    answer = client_of(user_with(Role.EDITOR, "TH")).post(
        "/sheets/", {"file": SimpleUploadedFile("c.csv", sample("csv"))}
    )
    assert answer.status_code == 403
    assert not ImportBatch.objects.exists()
