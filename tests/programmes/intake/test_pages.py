"""Pages under /sheets/: who may open them, what they say, and that a POST sent twice does no harm."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import AccessLog
from geo.choices import BatchState, Role
from geo.models import Area, AreaRole, ImportBatch
from leaders.models import Person
from programmes.intake.services import confirm_batch, upload_batch
from programmes.models import Activity

from .conftest import HOME, sample, sheet_of
from .test_files import REFUSED

LIST = "/sheets/"


def send(client: Client, content: bytes, name: str = "a_signin.csv") -> Any:
    """Upload a file."""
    return client.post(LIST, {"file": SimpleUploadedFile(name, content)})


def address(batch: ImportBatch, page: str = "batch") -> str:
    """The address of a batch's page."""
    return reverse(f"sheets:{page}", args=[batch.uid])


@pytest.fixture
def batch(coordinator: Any) -> ImportBatch:
    """The sample, uploaded by its coordinator."""
    return upload_batch(sample("csv"), "a_signin.csv", by=coordinator)


def test_a_file_leads_to_its_preview(coordinator: Any, client_of: Any) -> None:
    client = client_of(coordinator)
    answer = send(client, sample("xlsx"), "ใบลงชื่อ.xlsx")
    batch = ImportBatch.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, address(batch))
    page = client.get(answer["Location"]).content.decode()
    for words in (
        "ตรวจก่อนนำเข้า",
        "อ่านได้ 4 แถว เพิ่มใหม่ 3 ขอถาม 1",
        "แถว 8",
        "ช่อง กลุ่ม: “ผู้นำ” หมายถึงกลุ่มไหน",
        "เรียนรู้ด้วยวิธีไหน",
        "ทีมตำบลท่าขอนยาง",
        "นำเข้า 3 แถว",
    ):
        assert words in page
    assert client.get(LIST).content.decode().count("ใบลงชื่อ.xlsx") == 1


def test_answers_come_along_with_confirming(batch: ImportBatch, coordinator: Any, client_of: Any) -> None:
    client = client_of(coordinator)
    answers = {"answer-method": "forum", "answer-1:8:group": "member"}
    for _twice in range(2):
        answer = client.post(address(batch, "confirm"), answers)
        assert (answer.status_code, answer["Location"]) == (302, address(batch))
    assert (Person.objects.count(), Activity.objects.count()) == (4, 1)
    page = client.get(address(batch)).content.decode()
    assert "นำเข้าแล้ว 4 แถว" in page
    assert reverse("log:activity", args=[Activity.objects.get().uid]) in page


def test_an_answer_can_be_taken_back(batch: ImportBatch, coordinator: Any, client_of: Any) -> None:
    client = client_of(coordinator)
    client.post(address(batch, "answer"), {"answer-1:8:group": "member", "answer-1:99:group": "member"})
    batch.refresh_from_db()
    assert batch.answers == {"1:8:group": "member"}
    client.post(address(batch, "answer"), {"answer-1:8:group": ""})
    client.post(address(batch, "answer"), {"answer-1:8:group": "no-group"})
    batch.refresh_from_db()
    assert batch.answers == {}
    assert not Person.objects.exists()


def test_an_answer_about_the_whole_sheet_is_shown_first(coordinator: Any, client_of: Any) -> None:
    content = sheet_of(
        ["1", "กล้า ทดสอบ", "สมาชิก", "", "", "x", "/"], ["2", "ขวัญ สมมติ", "สมาชิก", "", "", "/", "/"]
    )
    batch = upload_batch(content, "a.csv", by=coordinator)
    client = client_of(coordinator)
    client.post(address(batch, "confirm"), {"answer-1:mark:x": "absent"})
    assert not Person.objects.exists()
    client.post(address(batch, "confirm"), {"answer-1:mark:x": "absent"})
    assert Person.objects.count() == 2


def test_giving_up(batch: ImportBatch, coordinator: Any, client_of: Any) -> None:
    client = client_of(coordinator)
    assert client.post(address(batch, "cancel")).status_code == 302
    batch.refresh_from_db()
    assert batch.state == BatchState.CANCELLED
    assert "ไฟล์นี้ยกเลิกแล้ว" in client.get(address(batch)).content.decode()
    for page in ("confirm", "answer", "cancel"):
        assert client.post(address(batch, page)).status_code == 302
    assert not Person.objects.exists()


@pytest.mark.parametrize(("name", "content", "said"), REFUSED, ids=[name for name, _, _ in REFUSED])
def test_what_cannot_be_read_is_said_beside_the_field(
    name: str, content: Any, said: str, coordinator: Any, client_of: Any
) -> None:
    answer = send(client_of(coordinator), content(), name)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert said in page
    assert 'aria-invalid="true"' in page
    assert not ImportBatch.objects.exists()


def test_no_file_chosen_is_said(coordinator: Any, client_of: Any) -> None:
    assert "ยังไม่ได้เลือกไฟล์" in client_of(coordinator).post(LIST).content.decode()


def test_what_is_on_record_is_seen_on_record(batch: ImportBatch, coordinator: Any, client_of: Any) -> None:
    client = client_of(coordinator)
    client.get(address(batch))
    assert not AccessLog.objects.exists()
    confirm_batch(batch, by=coordinator)
    client.get(address(batch))
    assert AccessLog.objects.get().number == 3


def test_names_in_a_sheet_are_text(coordinator: Any, client_of: Any) -> None:
    content = sheet_of(["1", "<script>alert(1)</script> ใจดี", "<b>ผู้นำ</b>", "", "", "/", "/"])
    batch = upload_batch(content, "<i>.csv", by=coordinator)
    page = client_of(coordinator).get(address(batch)).content.decode()
    assert "<script>alert" not in page
    assert "<b>ผู้นำ" not in page
    assert "<i>.csv" not in page


class TestWhoMay:
    def test_owner_colleague_stranger_public(
        self, batch: ImportBatch, coordinator: Any, user_with: Any, client_of: Any
    ) -> None:
        expected = {
            client_of(coordinator): 200,
            client_of(user_with(Role.REVIEWER, "44")): 200,
            client_of(user_with(Role.STAFF, "TH")): 200,
            client_of(user_with(Role.COORDINATOR, HOME)): 404,
            client_of(user_with(Role.COORDINATOR, "440501")): 404,
            client_of(user_with(Role.REVIEWER, "40")): 404,
            client_of(user_with(Role.EDITOR, "TH")): 403,
            client_of(user_with()): 403,
            client_of(None): 302,
        }
        for client, status in expected.items():
            assert client.get(address(batch)).status_code == status
            assert client.get(LIST).status_code == {404: 200}.get(status, status)

    def test_strangers_change_nothing(self, batch: ImportBatch, user_with: Any, client_of: Any) -> None:
        expected = {
            client_of(user_with(Role.COORDINATOR, HOME)): 404,
            client_of(user_with(Role.REVIEWER, "40")): 404,
            client_of(user_with(Role.EDITOR, "TH")): 403,
            client_of(None): 302,
        }
        for client, status in expected.items():
            for page in ("answer", "confirm", "cancel"):
                sent = client.post(address(batch, page), {"answer-method": "forum"})
                assert sent.status_code == status
        batch.refresh_from_db()
        assert (batch.state, batch.answers) == (BatchState.PREVIEWED, {})
        assert not Person.objects.exists()

    def test_who_works_no_longer_sees_but_does_not_write(
        self, batch: ImportBatch, coordinator: Any, user_with: Any, client_of: Any
    ) -> None:
        coordinator.area_roles.all().delete()
        AreaRole.objects.create(
            user=coordinator,
            area=Area.objects.get(code="440501"),
            role=Role.COORDINATOR,
            starts_on="2018-01-01",
        )
        client = client_of(coordinator)
        client.post(address(batch, "confirm"), {"answer-method": "forum"})
        assert not Person.objects.exists()

    @pytest.mark.parametrize("page", ["answer", "confirm", "cancel"])
    def test_writing_takes_a_post(
        self, page: str, batch: ImportBatch, coordinator: Any, client_of: Any
    ) -> None:
        assert client_of(coordinator).get(address(batch, page)).status_code == 405


def test_the_list_asks_the_same_number_of_questions(
    coordinator: Any, client_of: Any, django_assert_num_queries: Any
) -> None:
    client = client_of(coordinator)
    counts = []
    for number in (1, 2, 3):
        row = [str(number), "กล้า ทดสอบ", "สมาชิก", f"องค์กร {number}", "", "/", "/"]
        upload_batch(sheet_of(row), f"{number}.csv", by=coordinator)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.get(LIST)
        counts.append(len(asked))
    assert counts[0] == counts[2]


def test_the_preview_asks_the_same_number_of_questions(coordinator: Any, client_of: Any) -> None:
    names = ["กล้า ทดสอบ", "ขวัญ สมมติ", "ทองดี ลองดู"]
    client, counts = client_of(coordinator), []
    for number in (1, 3):
        rows = [[str(n), name, "ผู้นำ", "", "", "/", "/"] for n, name in enumerate(names[:number], start=1)]
        batch = upload_batch(sheet_of(*rows), "a.csv", by=coordinator)
        with CaptureQueriesContext(connection) as asked:
            client.get(address(batch))
        counts.append(len(asked))
    assert counts[0] == counts[1]
    assert counts[0] <= 30
