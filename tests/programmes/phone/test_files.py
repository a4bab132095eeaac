"""Pictures that a phone sends by themselves: each once, and the log they belong to stays the phone's own."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from programmes.models import Evidence
from programmes.services import transitions
from tests.programmes.log.pictures import PDF, picture

from .conftest import changed


@pytest.fixture
def draft(phone, members):
    """A draft that the phone has sent, and what the server said."""
    body = phone.log(members[0], final=False)
    return body | {"base": phone.sent(body)["version"]}


def send(sender, draft, data=None, kind="photo", **more):
    upload = SimpleUploadedFile("a.jpg", picture() if data is None else data)
    given = {"uid": str(uuid.uuid4()), "phone": sender.name, "kind": kind, "file": upload} | more
    return sender.client.post(f"/log/phone/logs/{draft['log']}/files/", given)


def test_a_picture_is_kept_once_however_often_it_arrives(phone, draft) -> None:
    uid = str(uuid.uuid4())
    first, second = send(phone, draft, uid=uid), send(phone, draft, uid=uid)
    assert (first.status_code, second.status_code) == (200, 200)
    assert first.json()["uid"] == second.json()["uid"] == uid
    assert str(Evidence.objects.get().uid) == uid


def test_the_signed_sheet_may_be_a_pdf(phone, draft) -> None:
    assert send(phone, draft, PDF, kind="sheet").status_code == 200
    assert Evidence.objects.get().kind == "sheet"


def test_the_phones_next_draft_is_no_conflict_because_of_its_picture(phone, draft) -> None:
    send(phone, draft)
    receipt = phone.sent(changed(draft, title="ต่อ") | {"uid": str(uuid.uuid4()), "final": True})
    assert receipt["outcome"] == "applied"


def test_what_is_no_picture_is_said(phone, draft) -> None:
    answer = send(phone, draft, b"MZ not a picture")
    assert answer.status_code == 422
    assert answer.json()["problems"][0]["anchor"] == "photos"
    assert "ไฟล์นี้ไม่ใช่รูป" in answer.json()["problems"][0]["message"]


def test_a_picture_of_a_log_that_went_on_is_refused(phone, draft, owner) -> None:
    from programmes.models import Activity

    transitions.submit(Activity.objects.get(), by=owner)
    answer = send(phone, draft)
    assert answer.status_code == 422
    assert not Evidence.objects.exists()


def test_a_kept_picture_is_taken_out_once(phone, draft) -> None:
    uid = send(phone, draft).json()["uid"]
    address = f"/log/phone/logs/{draft['log']}/files/{uid}/drop/"
    assert phone.client.post(address, {"phone": phone.name}).status_code == 200
    assert phone.client.post(address, {"phone": phone.name}).status_code == 200
    assert not Evidence.objects.exists()
    receipt = phone.sent(draft | {"uid": str(uuid.uuid4()), "final": True})
    assert receipt["outcome"] == "applied"


@pytest.mark.parametrize("missing", ["uid", "phone", "kind", "file"])
def test_a_broken_upload_is_not_found(phone, draft, missing) -> None:
    assert send(phone, draft, **{missing: ""}).status_code == 404


def test_a_stranger_adds_nothing(phone_of, phone, stranger, draft) -> None:
    assert send(phone_of(stranger), draft).status_code == 404
    assert not Evidence.objects.exists()
