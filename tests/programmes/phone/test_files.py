"""Pictures that a phone sends by themselves: each once, and the log they belong to stays the phone's own."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import AccessLog
from geo.models import AreaRole
from programmes.models import Activity, Evidence, Submission
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
    address = given.pop("to", None) or f"/log/phone/logs/{draft['log']}/files/"
    return sender.client.post(address, given)


def test_a_picture_is_kept_once_however_often_it_arrives(phone, draft) -> None:
    uid = str(uuid.uuid4())
    first, second = send(phone, draft, uid=uid), send(phone, draft, uid=uid)
    assert (first.status_code, second.status_code) == (200, 200)
    assert first.json()["version"] == second.json()["version"]
    assert str(Evidence.objects.get().uid) == uid


def test_the_signed_sheet_may_be_a_pdf(phone, draft) -> None:
    assert send(phone, draft, PDF, kind="sheet").status_code == 200
    assert Evidence.objects.get().kind == "sheet"


def test_the_phones_next_draft_is_no_conflict_because_of_its_picture(phone, draft) -> None:
    send(phone, draft)
    receipt = phone.sent(changed(draft, title="ต่อ") | {"uid": str(uuid.uuid4()), "final": True})
    assert receipt["outcome"] == "applied"


def test_the_answer_tells_a_change_of_somebody_else_apart(phone, draft, phone_of, colleague) -> None:
    """The phone knows the new version only when its picture alone led from the one it knew to it."""
    alone = send(phone, draft).json()
    assert (alone["was"], alone["version"]) == (draft["base"], draft["base"] + 1)
    other = phone_of(colleague)
    other.sent(changed(draft, title="ของเพื่อน") | {"uid": str(uuid.uuid4()), "base": alone["version"]})
    after = send(phone, draft, picture(colour="navy")).json()
    assert after["was"] > alone["version"]


def test_what_is_no_picture_is_said(phone, draft) -> None:
    answer = send(phone, draft, b"MZ not a picture")
    assert answer.status_code == 422
    assert answer.json()["problems"][0]["anchor"] == "photos"
    assert "ไฟล์นี้ไม่ใช่รูป" in answer.json()["problems"][0]["message"]


def test_a_picture_of_a_log_that_went_on_is_refused(phone, draft, owner) -> None:
    transitions.submit(Activity.objects.get(), by=owner)
    answer = send(phone, draft)
    assert answer.status_code == 422
    assert not Evidence.objects.exists()


def test_a_kept_picture_is_taken_out_once(phone, draft) -> None:
    uid = str(uuid.uuid4())
    send(phone, draft, uid=uid)
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


@pytest.fixture
def aside(phone, phone_of, colleague, members):
    """A finished log that a colleague's copy came before; what the server said."""
    body = phone.log(members[0], final=False)
    base = phone.sent(body)["version"]
    other = phone_of(colleague)
    other.sent(changed(body, title="ของเพื่อน") | {"uid": str(uuid.uuid4()), "base": base, "phone": other.name})
    return phone.sent(changed(body, title="ของฉัน") | {"uid": str(uuid.uuid4()), "base": base, "final": True})


def test_pictures_of_a_log_kept_aside_go_along_and_are_seen_beside_it(phone, aside, client_of, owner) -> None:
    uid = str(uuid.uuid4())
    for _time in range(2):
        assert send(phone, aside, uid=uid, to=aside["files"]).status_code == 200
    kept = Evidence.objects.get()
    assert (str(kept.uid), kept.activity) == (uid, None)
    address = f"{aside['where']}evidence/{uid}/"
    assert address in client_of(owner).get(aside["where"]).content.decode()
    assert client_of(owner).get(address)["Content-Type"] == "image/jpeg"
    # A picture of a place is no look at somebody's data; a signed sheet is.
    send(phone, aside, PDF, kind="sheet", uid=(sheet := str(uuid.uuid4())), to=aside["files"])
    assert not AccessLog.objects.filter(noun="signed sheet").exists()
    client_of(owner).get(f"{aside['where']}evidence/{sheet}/")
    assert AccessLog.objects.filter(noun="signed sheet").count() == 1


def test_they_come_to_the_log_with_the_copy(phone, aside, client_of, owner) -> None:
    send(phone, aside, to=aside["files"])
    client_of(owner).post(aside["where"], {"use": "phone"})
    log = Activity.objects.get()
    assert (log.status, log.evidence.count()) == ("submitted", 1)
    # One that was on its way while somebody decided.
    late = send(phone, aside, picture(colour="navy"), to=aside["files"])
    assert (late.status_code, log.evidence.count()) == (200, 2)


def test_none_comes_to_a_log_that_the_copy_was_not_used_for(phone, aside, client_of, owner) -> None:
    client_of(owner).post(aside["where"], {"use": "here"})
    assert send(phone, aside, to=aside["files"]).status_code == 200
    assert not Activity.objects.get().evidence.exists()
    assert Submission.objects.get(outcome="conflict").evidence.count() == 1


def test_a_picture_late_for_a_verified_log_stays_beside_it(phone, aside, client_of, owner, reviewer) -> None:
    client_of(owner).post(aside["where"], {"use": "phone"})
    transitions.verify(Activity.objects.get(), by=reviewer)
    assert send(phone, aside, to=aside["files"]).status_code == 200
    assert not Activity.objects.get().evidence.exists()


def test_only_its_sender_adds_to_a_log_kept_aside(phone_of, aside, colleague, stranger, client_of) -> None:
    for other in (colleague, stranger):
        assert send(phone_of(other), aside, to=aside["files"]).status_code == 404
    assert not Evidence.objects.exists()


def test_pictures_of_the_draft_sent_ahead_go_on_with_the_finished_log(phone, owner, members) -> None:
    body = phone.log(members[0], final=False)
    AreaRole.objects.filter(user=owner).update(ends_on="2019-02-19")
    ahead = phone.sent(body)
    assert ahead["outcome"] == "held"
    send(phone, body, to=ahead["files"])
    phone.sent(body | {"uid": str(uuid.uuid4()), "final": True})
    [held] = Submission.objects.filter(outcome="held")
    assert (held.final, held.evidence.count()) == (True, 1)


def test_a_receipt_names_no_place_for_pictures_of_a_log_that_goes_on(phone, draft) -> None:
    receipt = phone.sent(draft | {"uid": str(uuid.uuid4()), "final": True})
    assert (receipt["outcome"], receipt["files"]) == ("applied", "")
