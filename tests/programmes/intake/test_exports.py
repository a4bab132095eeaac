"""The sheets that were brought, and the rows of one, as files."""

import pytest
from django.urls import reverse

from accounts.models import AccessLog
from geo.choices import BatchState, Role
from geo.models import ImportBatch
from leaders.models import Person
from programmes.intake.services import cancel_batch, confirm_batch, upload_batch
from tests.programmes.exports.files import rows_of

from .conftest import sheet_of

SHEET = sheet_of(
    [1, "นายสมชาย ใจดี", "ผู้นำ", "กำนัน", "081-000-0001", "/", "/"],
    [2, "=1+1", "สมาชิก", "", "12", "/", "-"],
    [3, "นางมาลี มีสุข", "สมาชิก", "", "", "/", "/"],
)


@pytest.fixture
def batch(coordinator) -> ImportBatch:
    return upload_batch(SHEET, "ใบลงชื่อ.csv", by=coordinator)


@pytest.fixture
def client(client_of, coordinator):
    return client_of(coordinator)


def rows_address(batch: ImportBatch, kind: str = "csv") -> str:
    return reverse("sheets:rows_export", args=[batch.uid, kind])


def test_rows_have_the_numbers_of_the_file_and_say_what_becomes_of_them(client, batch):
    said, shown = (rows_of(client.get(rows_address(batch, kind))) for kind in ("csv", "xlsx"))
    assert [int(row["แถวในไฟล์"]) for row in said] == [row["แถวในไฟล์"] for row in shown] == [4, 5, 6]
    assert [row["สถานะ"] for row in said] == [row["สถานะ"] for row in shown]
    asked = next(row for row in shown if row["แถวในไฟล์"] == 4)
    assert asked["สถานะ"] == "ขอถาม"
    assert "ผู้นำ" in asked["ข้อที่ถาม"]
    refused = next(row for row in shown if row["แถวในไฟล์"] == 5)
    assert refused["สถานะ"] == "นำเข้าไม่ได้"
    assert refused["เหตุผล"]


def test_nothing_in_them_is_run_by_a_spreadsheet(client, batch):
    cells = [cell for row in rows_of(client.get(rows_address(batch))) for cell in row.values()]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
    assert any(cell.startswith("'=1+1") for cell in cells)


def test_they_are_narrowed_as_the_page_is(client, batch):
    refused = rows_of(client.get(rows_address(batch), {"verdict": "refused"}))
    assert [row["แถวในไฟล์"] for row in refused] == ["5"]
    assert len(rows_of(client.get(rows_address(batch), {"verdict": "nonsense"}))) == 3


def test_rows_of_a_sheet_are_noted_as_exported_with_the_persons_they_speak_of(client, batch, coordinator):
    exported = AccessLog.objects.filter(action=AccessLog.Action.EXPORTED).order_by("pk")
    rows_of(client.get(rows_address(batch)))
    confirm_batch(batch, by=coordinator)
    rows_of(client.get(rows_address(batch)))
    assert Person.objects.count() == 1
    assert [entry.number for entry in exported] == [0, 1]


def test_a_sheet_without_rows_to_look_at_has_no_file_of_them(client, batch, coordinator):
    cancel_batch(batch, by=coordinator)
    assert client.get(rows_address(batch)).status_code == 404


def test_the_list_says_what_the_page_says(client, batch, coordinator):
    (row,) = rows_of(client.get(reverse("sheets:export", args=["xlsx"])))
    assert row["ไฟล์"] == "ใบลงชื่อ.csv"
    assert row["ชนิด"] == "ใบลงชื่อ"
    assert "ท่าขอนยาง" in row["พื้นที่"]
    assert (row["ข้อที่ยังถาม"], row["แถวที่นำเข้า"], row["นำเข้าเมื่อ"]) == (batch.open_questions, 0, "")
    confirm_batch(batch, by=coordinator)
    (row,) = rows_of(client.get(reverse("sheets:export", args=["xlsx"])))
    assert row["แถวที่นำเข้า"] == 1
    assert row["นำเข้าโดย"] == str(coordinator)


def test_the_list_holds_what_one_may_see(client_of, user_with, batch):
    stranger = client_of(user_with(Role.COORDINATOR, "450101"))
    assert rows_of(stranger.get(reverse("sheets:export", args=["csv"]))) == []
    reviewer = client_of(user_with(Role.REVIEWER, "44"))
    assert len(rows_of(reviewer.get(reverse("sheets:export", args=["csv"])))) == 1


def test_more_sheets_ask_the_database_no_more(client, batch, django_assert_max_num_queries):
    def queries() -> int:
        with django_assert_max_num_queries(40) as counted:
            rows_of(client.get(reverse("sheets:export", args=["csv"])))
        return len(counted)

    one = queries()
    for number in range(2):
        further = ImportBatch.objects.get(pk=batch.pk)
        areas = list(further.areas.all())
        further.pk, further.uid, further.state = None, f"{number:032}", BatchState.UNDONE
        further.save()
        further.areas.set(areas)
    assert queries() == one
