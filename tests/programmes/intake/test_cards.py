"""Questions of one kind together: one card, one answer for all, and rows that are answered otherwise."""

from collections.abc import Iterable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from geo.models import ImportBatch
from programmes.intake.asked import by_kind, cards_of, row_numbers
from programmes.intake.questions import Asking, Choice, QuestionKind
from programmes.intake.services import answer_batch, confirm_batch, plan_of, upload_batch
from programmes.models import Enrolment
from programmes.views.sheets.cards import MOST_CARDS, ROWS_ALONE, ROWS_BESIDE

from .conftest import HEAD, TITLES, sheet_of
from .test_files import workbook
from .test_pages import address
from .test_writing import uploaded

SHARED = "1:group:ผู้นำ"


def leaders(number: int, said: str = "ผู้นำ", *, of: str = "ทดสอบ") -> list[list[str]]:
    """Rows of people whose group is asked about, each with a name of its own in the family ``of``."""
    letters = "กขคงจฉชซญดตถทธนบปผพฟมยรลวสหอ"
    names = [f"กล้า{letters[n // len(letters)]}{letters[n % len(letters)]}" for n in range(number)]
    return [[str(n), f"{name} {of}", said, "", "", "/", "/"] for n, name in enumerate(names, start=1)]


def two_activities(*rows: Iterable[object]) -> bytes:
    """A workbook whose two sheets ask the same."""
    later = [["ใบลงชื่อ ประชุมสภา"], ["วันที่ 5-6 เม.ย. 61 ต.ท่าขอนยาง อ.กันทรวิชัย จ.มหาสารคาม"]]
    return workbook([*TITLES, HEAD, *rows], หน้า2=[*later, HEAD, *rows])


def groups_of(batch: ImportBatch, by: Any) -> list[str | None]:
    """Row by row."""
    return [row.values["group"] for row in plan_of(batch, by=by).rows]


class TestOneCard:
    def test_rows_that_ask_alike_are_one(self, coordinator: Any) -> None:
        batch = uploaded(coordinator, sheet_of(*leaders(9), *leaders(2, "แกนนำ", of="สมมติ")))
        cards = [card for card in cards_of(plan_of(batch, by=coordinator)) if not card.of_file]
        assert [(card.key, len(card.asked), card.open_number) for card in cards[:2]] == [
            (SHARED, 9, 9),
            ("1:group:แกนนำ", 2, 2),
        ]
        assert row_numbers(cards[0].rows) == [("a_signin", "4, 5, 6", 6)]
        assert row_numbers(cards[1].rows) == [("a_signin", "13, 14", 0)]

    def test_of_all_tables_of_a_file(self, coordinator: Any) -> None:
        batch = uploaded(coordinator, two_activities(*leaders(1)), "two.xlsx")
        (card,) = (card for card in cards_of(plan_of(batch, by=coordinator)) if not card.of_file)
        assert (card.key, [one.question.key for one in card.asked]) == (SHARED, ["1:4:group", "2:4:group"])
        assert row_numbers(card.rows) == [("Sheet", "4", 0), ("หน้า2", "4", 0)]
        answer_batch(batch, {SHARED: "member"}, by=coordinator)
        assert groups_of(batch, coordinator) == ["member", "member"]

    def test_marks_of_several_tables(self, coordinator: Any) -> None:
        batch = uploaded(
            coordinator, two_activities(["1", "กล้า ทดสอบ", "สมาชิก", "", "", "x", "/"]), "two.xlsx"
        )
        plan = answer_batch(batch, {"1:mark:x": "absent"}, by=coordinator).plan
        assert [row.verdict.value for row in plan.rows] == ["new", "new"]

    def test_but_not_with_other_choices(self) -> None:
        asking = Asking({"1:place:a": "x"})
        offered = [[Choice("x", "X")], [Choice("x", "X"), Choice("y", "Y")], [Choice("x", "X")]]
        asked = [
            asking.ask(f"{n}:9:place", QuestionKind.PLACE, "?", choices, alike=f"{n}:place:a")
            for n, choices in enumerate(offered, start=1)
        ]
        assert [question.alike for question in asked] == ["1:place:a", "2:place:a", "1:place:a"]
        assert [question.answer for question in asked] == ["x", "", "x"]

    def test_what_stands_about_the_file_comes_first_then_by_kind(self, coordinator: Any) -> None:
        head = [*HEAD[:5], "ที่อยู่", *HEAD[5:]]
        rows = [
            ["1", "กล้า ทดสอบ", "สมาชิก", "", "08-1", "ต.ท่าช้าง", "x", "/"],
            ["2", "ขวัญ สมมติ", "ผู้นำ", "", "", "", "/", "/"],
        ]
        batch = uploaded(coordinator, sheet_of(*rows, head=head))
        headed = [(name, len(cards)) for name, cards in by_kind(cards_of(plan_of(batch, by=coordinator)))]
        assert headed == [("ทั้งไฟล์", 2), ("กลุ่ม", 1), ("พื้นที่", 1), ("เบอร์โทร", 1)]


class TestAnswers:
    def test_a_row_may_be_answered_otherwise(self, coordinator: Any) -> None:
        batch = uploaded(coordinator, sheet_of(*leaders(3)))
        answer_batch(batch, {SHARED: "change-leader", "1:5:group": "member"}, by=coordinator)
        assert groups_of(batch, coordinator) == ["change-leader", "member", "change-leader"]
        (card,) = (card for card in cards_of(plan_of(batch, by=coordinator)) if not card.of_file)
        assert (card.answer, card.is_open) == ("change-leader", False)
        assert [one.question.apart for one in card.asked] == [False, True, False]

    def test_and_follows_the_others_again(self, coordinator: Any) -> None:
        batch = uploaded(coordinator, sheet_of(*leaders(2)))
        answer_batch(batch, {SHARED: "change-leader", "1:5:group": "member"}, by=coordinator)
        answer_batch(batch, {SHARED: "change-leader", "1:5:group": ""}, by=coordinator)
        assert groups_of(batch, coordinator) == ["change-leader", "change-leader"]

    def test_changed_before_confirming_it_changes_the_verdict(self, coordinator: Any) -> None:
        batch = uploaded(coordinator, sheet_of(*leaders(2)), method="forum")
        answer_batch(batch, {SHARED: "member"}, by=coordinator)
        plan = answer_batch(batch, {SHARED: ""}, by=coordinator).plan
        assert [row.verdict.value for row in plan.rows] == ["question", "question"]

    def test_changed_afterwards_it_serves_only_what_is_still_to_come(self, coordinator: Any) -> None:
        batch = uploaded(coordinator, sheet_of(*leaders(2)), method="forum")
        answer_batch(batch, {"1:4:group": "change-leader"}, by=coordinator)
        assert confirm_batch(batch, by=coordinator).number == 1
        plan = answer_batch(batch, {SHARED: "member", "1:4:group": ""}, by=coordinator).plan
        assert [row.verdict.value for row in plan.rows] == ["same", "new"]
        assert confirm_batch(batch, by=coordinator).written == {"new": 1}
        groups = Enrolment.objects.order_by("person__given_name").values_list("group__key", flat=True)
        assert list(groups) == ["change-leader", "member"]

    def test_what_people_changed_since_is_not_written_over(self, coordinator: Any) -> None:
        row = ["1", "กล้า ทดสอบ", "สมาชิก", "", "0810000001", "/", "/"]
        batch = uploaded(coordinator, sheet_of(row, *leaders(1)), method="forum")
        confirm_batch(batch, by=coordinator)
        person = Enrolment.objects.get().person
        person.phone = "0810000002"
        person.save()
        answer_batch(batch, {SHARED: "member"}, by=coordinator)
        assert confirm_batch(batch, by=coordinator).written == {"new": 1}
        person.refresh_from_db()
        assert person.phone == "0810000002"

    def test_a_row_that_turns_out_to_be_the_same_person_is_still_counted(self, coordinator: Any) -> None:
        rows = [["1", "กล้า ทดสอบ", "สมาชิก", "", "", "/", ""], ["2", "กล้า ทดสอบ", "สมาชิก", "", "", "", "/"]]
        batch = uploaded(coordinator, sheet_of(*rows), method="forum")
        assert confirm_batch(batch, by=coordinator).number == 1
        answer_batch(batch, {"1:5:twice": "same"}, by=coordinator)
        assert confirm_batch(batch, by=coordinator).written == {"change": 1}
        ticks = Enrolment.objects.get().attendances.values_list("presence", flat=True)
        assert list(ticks) == ["present", "present"]
        assert [row.verdict.value for row in plan_of(batch, by=coordinator).rows] == ["same", "same"]


class TestRemembered:
    """A corrected version of a file need not be answered again, word for word; rows are looked at anew."""

    def test_words_of_the_version_before(self, coordinator: Any, client_of: Any) -> None:
        first = uploaded(coordinator, sheet_of(*leaders(2)), "a.csv", method="forum")
        answer_batch(first, {SHARED: "member", "1:5:group": "change-leader"}, by=coordinator)
        second = uploaded(coordinator, sheet_of(*leaders(3)), "a.csv")
        assert second.answers == {SHARED: "member"}
        assert groups_of(second, coordinator) == ["member", "member", "member"]
        page = client_of(coordinator).get(address(second)).content.decode()
        assert "ใช้คำตอบเดิม 1 ข้อ จากไฟล์ a.csv" in page

    def test_not_of_another_file_nor_of_somebody_else(self, coordinator: Any, user_with: Any) -> None:
        first = uploaded(coordinator, sheet_of(*leaders(2)), "a.csv")
        answer_batch(first, {SHARED: "member"}, by=coordinator)
        assert uploaded(coordinator, sheet_of(*leaders(3)), "b.csv").answers == {}
        colleague = user_with("coordinator", "440404")
        assert uploaded(colleague, sheet_of(*leaders(3)), "a.csv").answers == {}


class TestPage:
    @pytest.fixture
    def batch(self, coordinator: Any) -> ImportBatch:
        """Twelve leaders of no group."""
        return uploaded(coordinator, sheet_of(*leaders(12)))

    def test_one_answer_and_a_row_of_its_own(
        self, batch: ImportBatch, coordinator: Any, client_of: Any
    ) -> None:
        client = client_of(coordinator)
        page = client.get(address(batch)).content.decode()
        for words in (
            "แถว 4, 5, 6",
            "… อีก 9 แถว",
            "คำตอบเดียวใช้กับ 12 แถว",
            "ดูชื่อ หรือตอบแยกทีละแถว",
            "ขอถาม 2 ข้อ",
        ):
            assert words in page
        client.post(
            address(batch, "answer"), {f"answer-{SHARED}": "member", "answer-1:5:group": "change-leader"}
        )
        batch.refresh_from_db()
        assert batch.answers == {SHARED: "member", "1:5:group": "change-leader"}
        assert groups_of(batch, coordinator).count("member") == 11

    def test_the_list_says_what_is_open(self, batch: ImportBatch, coordinator: Any, client_of: Any) -> None:
        client = client_of(coordinator)
        assert "ขอถาม 1 ข้อ" in client.get("/sheets/").content.decode()
        answer_batch(batch, {SHARED: "member"}, by=coordinator)
        assert "ขอถาม" not in client.get("/sheets/").content.decode()
        confirm_batch(batch, by=coordinator)
        assert f"โดย {coordinator}" in client.get("/sheets/").content.decode()

    def test_many_rows_stand_on_the_cards_own_pages(self, coordinator: Any, client_of: Any) -> None:
        batch = uploaded(coordinator, sheet_of(*leaders(ROWS_ALONE + 1)))
        client = client_of(coordinator)
        assert client.get(address(batch)).content.count(b'<label class="one">') == ROWS_BESIDE
        for page, number in ((1, ROWS_ALONE), (2, 1)):
            shown = client.get(address(batch), {"card": SHARED, "rows": page}).content
            assert shown.count(b'<label class="one">') == number

    def test_no_more_cards_than_anybody_reads(self, coordinator: Any, client_of: Any) -> None:
        rows = [[*row[:2], f"กลุ่ม{row[1]}", *row[3:]] for row in leaders(MOST_CARDS + 5)]
        batch = uploaded(coordinator, sheet_of(*rows))
        page = client_of(coordinator).get(address(batch)).content.decode()
        assert page.count('<li class="ask') == MOST_CARDS
        assert "อีก 6 ข้อ จะถามต่อหลังเก็บคำตอบชุดนี้" in page

    def test_as_many_queries_for_one_as_for_many(self, coordinator: Any, client_of: Any) -> None:
        client, counts = client_of(coordinator), []
        for number in (2, 30):
            batch = upload_batch(sheet_of(*leaders(number)), f"{number}.csv", by=coordinator)
            with CaptureQueriesContext(connection) as asked:
                client.get(address(batch))
            counts.append(len(asked))
        assert counts[0] == counts[1]
