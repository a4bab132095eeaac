"""Photos and the signed sheet sent with the log."""

import pytest

from programmes.models import Evidence
from tests.factories.programmes import ActivityFactory, SessionFactory

from .pages import LogPage, text_of
from .pictures import PDF, picture, upload


@pytest.fixture
def draft(team, owner):
    """A draft with one session."""
    activity = ActivityFactory(team=team, by=owner)
    SessionFactory(activity=activity)
    return activity


@pytest.fixture
def page(client_of, owner, draft) -> LogPage:
    """The draft as its writer sees it."""
    return LogPage(client_of(owner), draft)


def test_photos_and_sheet_go_with_a_save(page, draft) -> None:
    answer = page.press(
        "save", title="เวที", photos=[upload(picture()), upload(picture("PNG"), "b.png")], sheet=upload(PDF)
    )
    assert answer.status_code == 302
    assert sorted(draft.evidence.values_list("kind", flat=True)) == ["photo", "photo", "sheet"]
    again = LogPage(page.client, draft)
    assert "รูปที่ 2" in text_of(again.response)
    assert sum(button.startswith("remove_file:") for button in again.form.buttons) == 3


def test_a_file_that_is_no_picture_is_explained_and_the_rest_is_kept(page, draft) -> None:
    answer = page.press(
        "save", title="เวที", photos=[upload(b"MZ not a picture", "virus.jpg"), upload(picture())]
    )
    shown = text_of(answer)
    assert answer.status_code == 200
    assert "virus.jpg: ไฟล์นี้ไม่ใช่รูป เลือกไฟล์ JPEG, PNG, WebP หรือ HEIC" in shown
    draft.refresh_from_db()
    assert draft.title == "เวที"
    assert Evidence.objects.count() == 1


def test_fifty_megabytes_are_refused_beside_the_field(page, draft) -> None:
    answer = page.press(
        "save", title="เวที", photos=[upload(b"\xff\xd8" + b"\0" * 50 * 1024 * 1024, "big.jpg")]
    )
    assert "big.jpg: ไฟล์นี้ 51 MB ใหญ่เกินไป ใช้ได้ไม่เกิน 10 MB" in text_of(answer)
    draft.refresh_from_db()
    assert draft.title == "เวที"
    assert not Evidence.everything.exists()


def test_sending_waits_until_the_file_is_mended(page, draft) -> None:
    answer = page.press("submit", title="เวที", photos=[upload(b"no picture")], **{"h0-number": "5"})
    assert answer.status_code == 200
    draft.refresh_from_db()
    assert draft.status == "draft"


def test_the_same_photo_sent_twice_is_kept_once(page, draft) -> None:
    page.press("save", photos=[upload(picture())])
    answer = page.press("save", photos=[upload(picture())], follow=True)
    assert "ไฟล์นี้มีอยู่แล้ว ไม่เก็บซ้ำ" in text_of(answer)
    assert Evidence.objects.count() == 1


def test_a_photo_can_be_taken_out(page, draft) -> None:
    page.press("save", photos=[upload(picture())])
    kept = Evidence.objects.get()
    page.press(f"remove_file:{kept.uid}")
    assert not Evidence.objects.exists()
    assert page.press("remove_file:nonsense").status_code == 302


def test_a_fifth_photo_is_too_many(page, draft) -> None:
    colours = ["red", "green", "blue", "white", "black"]
    answer = page.press("save", photos=[upload(picture(colour=colour)) for colour in colours])
    assert "ใส่ได้ไม่เกิน 4 รูป เอารูปอื่นออกก่อน" in text_of(answer)
    assert Evidence.objects.count() == 4
