"""Who opens what in the coordinator's workspace: owner, colleague, stranger, reviewer, editor, the public."""

import pytest
from PIL import Image

from accounts.models import AccessLog
from geo.choices import Role
from programmes.choices import EvidenceKind
from programmes.models import Activity
from programmes.services.evidence import add_evidence
from tests.factories.programmes import SessionFactory, activity_with

from .pages import text_of
from .pictures import PDF, picture, upload


@pytest.fixture
def people(owner, colleague, stranger, reviewer, user_with):
    """Everybody by name; None is the public."""
    return {
        "owner": owner,
        "colleague": colleague,
        "stranger": stranger,
        "reviewer": reviewer,
        "reviewer elsewhere": user_with(Role.REVIEWER, "84"),
        "staff": user_with(Role.STAFF, "TH"),
        "editor": user_with(Role.EDITOR, "TH"),
        "nobody": user_with(),
        "public": None,
    }


@pytest.fixture
def log(team, owner, members):
    """A draft of the team."""
    return activity_with("draft", came=members[:2], by=owner, team=team, title="เวทีป่า")


OPENS = {
    "owner": 200, "colleague": 200, "stranger": 404, "reviewer": 200, "reviewer elsewhere": 404, "staff": 200,
    "editor": 403, "nobody": 403, "public": 302,
}  # fmt: skip


@pytest.mark.parametrize(("who", "status"), OPENS.items())
def test_a_log_opens_where_one_works(client_of, people, log, who, status) -> None:
    answer = client_of(people[who]).get(f"/log/activities/{log.uid}/")
    assert answer.status_code == status
    if status != 200:
        assert "เวทีป่า" not in text_of(answer)


@pytest.mark.parametrize(("who", "status"), OPENS.items())
def test_a_log_is_changed_where_one_works(client_of, people, log, who, status) -> None:
    answer = client_of(people[who]).post(f"/log/activities/{log.uid}/", {"action": "discard"})
    log.refresh_from_db()
    assert (log.deleted_at is not None) == (status == 200)
    assert answer.status_code == (302 if status == 200 else status)


@pytest.mark.parametrize(
    "address", ["/log/", "/log/new/", "/log/activities/", "/log/people/", "/log/people/new/"]
)
@pytest.mark.parametrize(
    ("who", "status"), [("owner", 200), ("reviewer", 200), ("editor", 403), ("nobody", 403), ("public", 302)]
)
def test_the_workspace_opens_to_those_in_the_field(client_of, people, team, address, who, status) -> None:
    answer = client_of(people[who]).get(address)
    assert answer.status_code == status
    if who == "public":
        assert answer.url.startswith("/accounts/sign-in/")


def test_what_may_be_read_but_not_changed_is_refused(client_of, stranger, team, owner, area) -> None:
    guest = activity_with("draft", by=owner, team=team, area=area("440503"))
    client = client_of(stranger)
    assert client.get(f"/log/activities/{guest.uid}/").status_code == 200
    assert client.post(f"/log/activities/{guest.uid}/", {"action": "save"}).status_code == 403


def test_a_sent_log_is_read_and_can_be_taken_back(client_of, owner, team, members) -> None:
    sent = activity_with("submitted", came=members[:2], by=owner, team=team)
    client = client_of(owner)
    page = text_of(client.get(f"/log/activities/{sent.uid}/"))
    assert "ขอคืนมาแก้" in page
    assert members[0].person.full_name in page
    assert 'id="log"' not in page
    client.post(f"/log/activities/{sent.uid}/", {"action": "withdraw"})
    sent.refresh_from_db()
    assert sent.status == "draft"
    twice = client.post(f"/log/activities/{sent.uid}/", {"action": "withdraw"}, follow=True)
    assert "ทำไม่ได้" in text_of(twice)


def test_a_verified_log_can_only_be_read(client_of, owner, team, members) -> None:
    done = activity_with("verified", came=members[:2], by=owner, team=team, title="เสร็จแล้ว")
    client = client_of(owner)
    assert "ขอคืนมาแก้" not in text_of(client.get(f"/log/activities/{done.uid}/"))
    client.post(f"/log/activities/{done.uid}/", {"action": "save", "title": "แก้ชื่อ"})
    done.refresh_from_db()
    assert done.title == "เสร็จแล้ว"


def test_a_planned_one_begins_with_a_button(client_of, owner, team) -> None:
    planned = activity_with("planned", by=owner, team=team)
    client, address = client_of(owner), f"/log/activities/{planned.uid}/"
    assert "เริ่มบันทึก" in text_of(client.get(address))
    client.post(address, {"action": "postpone", "reason": "ฝนตก"})
    client.post(address, {"action": "plan_again", "day_0": "6", "day_1": "3", "day_2": "2562"})
    client.post(address, {"action": "start"})
    planned.refresh_from_db()
    assert planned.status == "draft"


def test_cancelling_needs_a_reason(client_of, owner, team) -> None:
    planned = activity_with("planned", by=owner, team=team)
    client, address = client_of(owner), f"/log/activities/{planned.uid}/"
    assert "บอกเหตุผลก่อน" in text_of(client.post(address, {"action": "cancel", "reason": " "}, follow=True))
    client.post(address, {"action": "cancel", "reason": "ซ้ำกัน"})
    planned.refresh_from_db()
    assert planned.status == "cancelled"


@pytest.fixture
def photo(log, owner):
    """A photo of the log."""
    SessionFactory(activity=log)
    return add_evidence(log, upload(picture(size=(900, 600))), EvidenceKind.PHOTO, by=owner)


@pytest.mark.parametrize(("who", "status"), (OPENS | {"editor": 404, "nobody": 404}).items())
def test_a_photo_is_for_those_who_see_the_log(client_of, people, log, photo, who, status) -> None:
    answer = client_of(people[who]).get(f"/log/activities/{log.uid}/evidence/{photo.uid}/")
    assert answer.status_code == status


def test_a_photo_is_not_kept_by_anybody_on_the_way(client_of, owner, log, photo, tmp_path) -> None:
    client, address = client_of(owner), f"/log/activities/{log.uid}/evidence/{photo.uid}/"
    answer = client.get(address)
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Disposition"] == f'inline; filename="photo-{photo.pk}.jpg"'
    for query, size in (("", (900, 600)), ("?small", (480, 320))):
        (tmp_path / "p.jpg").write_bytes(b"".join(client.get(address + query)))
        with Image.open(tmp_path / "p.jpg") as found:
            assert found.size == size


def test_a_pdf_is_downloaded_never_shown(client_of, owner, log) -> None:
    sheet = add_evidence(log, upload(PDF), EvidenceKind.SHEET, by=owner)
    answer = client_of(owner).get(f"/log/activities/{log.uid}/evidence/{sheet.uid}/")
    assert answer["Content-Disposition"].startswith("attachment")


SHEETS = OPENS | {"editor": 404, "nobody": 404}


@pytest.fixture
def sheet(log, owner):
    """The signed sheet of the log, a photo of it."""
    return add_evidence(log, upload(picture(colour="white")), EvidenceKind.SHEET, by=owner)


@pytest.mark.parametrize(("who", "status"), SHEETS.items())
@pytest.mark.parametrize("query", ["", "?small"])
def test_a_signed_sheet_is_for_the_team_and_its_reviewers(
    client_of, people, log, sheet, members, who, status, query
) -> None:
    answer = client_of(people[who]).get(f"/log/activities/{log.uid}/evidence/{sheet.uid}/{query}")
    assert answer.status_code == status
    noted = AccessLog.objects.filter(noun="signed sheet")
    if status == 200:
        ids = sorted(row.person_id for row in members[:2])
        assert (noted.get().action, noted.get().object_ids) == ("seen", ids)
    else:
        assert not noted.exists()


def test_a_guests_sheet_is_not_for_the_coordinator_of_the_place(
    client_of, owner, stranger, reviewer, team, area
) -> None:
    guest = activity_with("draft", by=owner, team=team, area=area("440503"))
    sheet = add_evidence(guest, upload(picture(colour="white")), EvidenceKind.SHEET, by=owner)
    photo = add_evidence(guest, upload(picture()), EvidenceKind.PHOTO, by=owner)
    address = f"/log/activities/{guest.uid}/"
    shown = client_of(stranger).get(address).content.decode()
    assert str(photo.uid) in shown
    assert str(sheet.uid) not in shown
    statuses = {
        (who.pk, kept.kind): client_of(who).get(f"{address}evidence/{kept.uid}/").status_code
        for who in (owner, stranger, reviewer)
        for kept in (sheet, photo)
    }
    assert statuses == {
        (owner.pk, "sheet"): 200, (owner.pk, "photo"): 200, (stranger.pk, "sheet"): 404,
        (stranger.pk, "photo"): 200, (reviewer.pk, "sheet"): 200, (reviewer.pk, "photo"): 200,
    }  # fmt: skip


def test_who_reviews_the_place_sees_the_sheet_of_a_guest(client_of, user_with, owner, team, area) -> None:
    guest = activity_with("submitted", by=owner, team=team, area=area("840101"))
    Activity.objects.filter(pk=guest.pk).update(status="draft")
    guest.refresh_from_db()
    sheet = add_evidence(guest, upload(PDF), EvidenceKind.SHEET, by=owner)
    Activity.objects.filter(pk=guest.pk).update(status="submitted")
    there = user_with(Role.REVIEWER, "84")
    address = f"/log/activities/{guest.uid}/evidence/{sheet.uid}/"
    assert client_of(there).get(address).status_code == 200
    assert address in client_of(there).get(f"/review/activities/{guest.uid}/").content.decode()


def test_a_sheet_of_an_area_without_a_team_is_for_its_coordinator(client_of, owner, colleague, area) -> None:
    held = activity_with("draft", by=owner, team=None, area=area("440501"))
    sheet = add_evidence(held, upload(PDF), EvidenceKind.SHEET, by=owner)
    address = f"/log/activities/{held.uid}/evidence/{sheet.uid}/"
    assert client_of(colleague).get(address).status_code == 200


def test_a_photo_of_another_log_or_a_removed_one_is_not_found(client_of, owner, team, log, photo) -> None:
    other = activity_with("draft", by=owner, team=team)
    client = client_of(owner)
    assert client.get(f"/log/activities/{other.uid}/evidence/{photo.uid}/").status_code == 404
    client.post(f"/log/activities/{log.uid}/", {"action": f"remove_file:{photo.uid}"})
    assert client.get(f"/log/activities/{log.uid}/evidence/{photo.uid}/").status_code == 404


def test_nothing_private_lies_below_a_public_address(client_of, people, photo, sheet) -> None:
    folders = ["/media/", "/media/images/", "/static/", "/documents/1/", "/private/", "/var/private/", "/th/"]
    names = [f"{kept.file.name}{end}" for kept in (photo, sheet) for end in ("", "/")]
    names += [f"../private/{sheet.file.name}", f"..%2Fprivate%2F{sheet.file.name}"]
    for who in ("public", "editor", "owner"):
        client = client_of(people[who])
        for address in (folder + name for folder in folders for name in names):
            assert client.get(address).status_code in {400, 404}, address
    assert not AccessLog.objects.filter(noun="signed sheet").exists()
