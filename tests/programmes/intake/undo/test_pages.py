"""The page that shows what undoing does before it is done, and the command that does the same."""

import io
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from geo.choices import BatchState, Role
from geo.models import ImportBatch
from leaders.models import Person
from leaders.services.people import change_person
from programmes.models import Activity

from ..conftest import HOME
from ..test_pages import address
from .conftest import brought

ROWS = [
    ["1", "นายกล้า ทดสอบ", "สมาชิก", "กลุ่มน้ำ", "0810000001", "/", "-"],
    ["2", "นางขวัญ สมมติ", "สมาชิก", "", "", "/", "/"],
]


@pytest.fixture
def batch(coordinator: Any) -> ImportBatch:
    """Two people, one of whom somebody changed since."""
    made = brought(coordinator, *ROWS)
    change_person(Person.objects.get(given_name="กล้า"), by=coordinator, phone="0810000002")
    return made


def test_it_is_shown_then_done(batch: ImportBatch, coordinator: Any, client_of: Any) -> None:
    client = client_of(coordinator)
    assert address(batch, "undo") in client.get(address(batch)).content.decode()
    page = client.get(address(batch, "undo")).content.decode()
    for words in (
        "ยังไม่ได้ย้อน ตรวจก่อนแล้วกดย้อน",
        "<dt>กิจกรรม</dt><dd>1 รายการ",
        "นายกล้า ทดสอบ",
        "แก้เบอร์โทร เมื่อ",
    ):
        assert words in page
    assert Activity.objects.exists()
    assert client.post(address(batch, "undo"))["Location"] == address(batch)
    assert not Activity.everything.exists()
    page = client.get(address(batch)).content.decode()
    for words in ("ย้อนการนำเข้าแล้ว", f"โดย {coordinator}", "นายกล้า ทดสอบ", "แก้เบอร์โทร เมื่อ"):
        assert words in page
    assert "ย้อนแล้ว" in client.get("/sheets/").content.decode()


def test_pressed_twice_it_is_done_once(batch: ImportBatch, coordinator: Any, client_of: Any) -> None:
    client = client_of(coordinator)
    for _twice in range(2):
        assert client.post(address(batch, "undo")).status_code == 302
    assert "ไฟล์นี้ย้อนไปแล้ว" in client.get(address(batch)).content.decode()
    assert [person.given_name for person in Person.objects.all()] == ["กล้า"]


def test_nothing_can_be_answered_or_written_afterwards(
    batch: ImportBatch, coordinator: Any, client_of: Any
) -> None:
    client = client_of(coordinator)
    client.post(address(batch, "undo"))
    for page in ("answer", "confirm", "cancel"):
        assert client.post(address(batch, page)).status_code == 302
    batch.refresh_from_db()
    assert batch.state == BatchState.UNDONE
    assert Person.objects.count() == 1


def test_who_may(batch: ImportBatch, user_with: Any, client_of: Any) -> None:
    expected = {
        client_of(user_with(Role.REVIEWER, "44")): 200,
        client_of(user_with(Role.COORDINATOR, HOME)): 404,
        client_of(user_with(Role.REVIEWER, "40")): 404,
        client_of(user_with(Role.EDITOR, "TH")): 403,
        client_of(None): 302,
    }
    for client, status in expected.items():
        assert client.get(address(batch, "undo")).status_code == status
        if status != 200:
            assert client.post(address(batch, "undo")).status_code == status
    assert Activity.objects.exists()


def test_the_command_tells_and_does(batch: ImportBatch, coordinator: Any) -> None:
    def said(*options: str) -> list[str]:
        out = io.StringIO()
        call_command("undo_import", str(batch.uid), "--user", coordinator.username, *options, stdout=out)
        return out.getvalue().splitlines()

    told = said("--dry-run")
    assert Activity.objects.exists()
    assert said() == told
    assert not Activity.everything.exists()
    assert "ลบ กิจกรรม 1" in told
    assert "คงไว้ คน 1" in told
    assert told[-1].startswith("คน · นายกล้า ทดสอบ · แก้เบอร์โทร เมื่อ")
    with pytest.raises(CommandError, match="ย้อนไปแล้ว"):
        said()


@pytest.mark.parametrize("who", ["stranger", "nobody"])
def test_the_command_refuses_strangers(who: str, batch: ImportBatch, user_with: Any) -> None:
    user_with(Role.COORDINATOR, "440501", username="stranger")
    with pytest.raises(CommandError):
        call_command("undo_import", str(batch.uid), "--user", who)
    assert Activity.objects.exists()
