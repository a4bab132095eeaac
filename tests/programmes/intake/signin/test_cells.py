"""Names, telephone numbers and marks to sign in: what cannot be read is refused or asked about."""

from typing import Any

import pytest

from .conftest import keys, only, plan


class TestNames:
    @pytest.mark.parametrize(
        ("name", "problem"),
        [
            ("นายสมชัย กับ นางสมพร ใจดี", "มีหลายคน แยกเป็นคนละแถวในไฟล์แล้วนำเข้าใหม่"),
            ("นายสมชัย ใจดี นางสมพร ใจดี", "มีหลายคน แยกเป็นคนละแถวในไฟล์แล้วนำเข้าใหม่"),
            ("ตัวแทน อบต.", "ไม่ใช่ชื่อคน ใส่ชื่อ-สกุลในไฟล์แล้วนำเข้าใหม่"),
            ("กำนัน", "ไม่ใช่ชื่อคน ใส่ชื่อ-สกุลในไฟล์แล้วนำเข้าใหม่"),
        ],
    )
    def test_what_is_no_person_is_refused(self, name: str, problem: str, coordinator: Any) -> None:
        found = only(plan(coordinator, ["1", name, "สมาชิก", "", "", "/", "/"]))
        assert (found.verdict, found.reasons[0]) == ("refused", f"ช่อง ชื่อ-สกุล: “{name}” {problem}")

    def test_people_with_names_like_that_are_persons(self, coordinator: Any) -> None:
        names = ["นายสมชัย ณ นางรอง", "กำนันดี ใจดี", "นายคณะ ใจดี", "น.ส.มะลิ นางาม"]
        rows = [[str(n), name, "สมาชิก", "", "", "/", "/"] for n, name in enumerate(names)]
        assert {row.verdict.value for row in plan(coordinator, *rows).rows} == {"new"}


class TestPhones:
    def test_one_that_cannot_be_right_is_left_out_only_when_told(self, coordinator: Any) -> None:
        row = ["1", "กล้า ทดสอบ", "สมาชิก", "", "081-000-000", "/", "/"]
        asked = only(plan(coordinator, row))
        assert asked.reasons == ["ช่อง เบอร์โทร: เบอร์มือถือต้องมี 10 หลัก ตอนนี้มี 9 หลัก ตรวจอีกครั้ง"]
        told = only(plan(coordinator, row, answers={"1:4:phone": "without"}))
        assert (told.verdict, told.values["phone"]) == ("new", None)

    def test_of_several_one_is_chosen(self, coordinator: Any) -> None:
        row = ["1", "กล้า ทดสอบ", "สมาชิก", "", "081-000-0001, 081-000-0002", "/", "/"]
        (question,) = only(plan(coordinator, row)).questions
        assert [choice.label for choice in question.choices] == [
            "081-000-0001",
            "081-000-0002",
            "นำเข้าโดยไม่มีเบอร์",
        ]
        told = only(plan(coordinator, row, answers={question.key: "0810000002"}))
        assert (told.verdict, told.values["phone"]) == ("new", "0810000002")


class TestMarks:
    def test_a_mark_is_asked_about_once(self, coordinator: Any) -> None:
        rows = [["1", "กล้า ทดสอบ", "สมาชิก", "", "", "x", "/"], ["2", "ขวัญ สมมติ", "สมาชิก", "", "", "/", "x"]]
        found = plan(coordinator, *rows)
        assert [question.key for question in found.questions] == ["method", "1:mark:x"]
        assert {row.verdict.value for row in found.rows} == {"question"}
        answered = plan(coordinator, *rows, answers={"1:mark:x": "absent"})
        assert answered.rows[0].values["attendance"] == {"2018-03-12": "absent", "2018-03-13": "present"}

    def test_signatures_are_asked_about_together(self, coordinator: Any) -> None:
        names = ["กล้า", "ขวัญ", "คำแก้ว", "จันทร์", "ดวงใจ", "ทองดี", "บุญมี", "ปลื้ม", "มะลิ"]
        rows = [[str(n), f"{name} ทดสอบ", "สมาชิก", "", "", f"{name[0]}.", ""] for n, name in enumerate(names)]
        marks = [question for question in plan(coordinator, *rows).questions if question.kind == "mark"]
        assert len(marks) == 7
        assert marks[-1].key == "1:marks"

    @pytest.mark.parametrize("mark", ["สมชัย", "สมชัย ใจดี", "นายสมชัย  ใจดี", "มาสาย"])
    def test_who_signs_with_the_own_name_came(self, mark: str, coordinator: Any) -> None:
        row = only(plan(coordinator, ["1", "นายสมชัย ใจดี", "สมาชิก", "", "", mark, "/"]))
        assert (row.verdict, keys(row)) == ("new", [])
        assert row.values["attendance"] == {"2018-03-12": "present", "2018-03-13": "present"}

    @pytest.mark.parametrize("mark", ["สมพร", "สมพร ใจดี", "สมชัย รักบ้าน", "ใจดี", "มาแทน", "นาย"])
    def test_another_name_is_asked_about(self, mark: str, coordinator: Any) -> None:
        row = only(plan(coordinator, ["1", "นายสมชัย ใจดี", "สมาชิก", "", "", mark, "/"]))
        assert (row.verdict, keys(row)) == ("question", [f"1:mark:{mark}"])

    def test_one_column_for_several_days(self, coordinator: Any) -> None:
        head = ["ที่", "ชื่อ-สกุล", "กลุ่ม", "ลายมือชื่อ"]
        row = ["1", "กล้า ทดสอบ", "สมาชิก", "/"]
        assert keys(only(plan(coordinator, row, head=head))) == ["1:days"]
        every = only(plan(coordinator, row, head=head, answers={"1:days": "every"}))
        assert set(every.values["attendance"].values()) == {"present"}
        second = only(plan(coordinator, row, head=head, answers={"1:days": "2018-03-13"}))
        assert second.values["attendance"] == {"2018-03-12": "unknown", "2018-03-13": "present"}

    def test_no_column_at_all(self, coordinator: Any) -> None:
        head, row = ["ที่", "ชื่อ-สกุล", "กลุ่ม"], ["1", "กล้า ทดสอบ", "สมาชิก"]
        assert keys(only(plan(coordinator, row, head=head))) == ["1:signed"]
        found = only(plan(coordinator, row, head=head, answers={"1:signed": "present"}))
        assert set(found.values["attendance"].values()) == {"present"}

    def test_morning_and_afternoon_are_one_day(self, coordinator: Any) -> None:
        head = ["ที่", "ชื่อ-สกุล", "กลุ่ม", "วันที่ 1 เช้า", "วันที่ 1 บ่าย", "วันที่ 2"]
        found = only(plan(coordinator, ["1", "กล้า ทดสอบ", "สมาชิก", "-", "/", "-"], head=head))
        assert found.values["attendance"] == {"2018-03-12": "present", "2018-03-13": "absent"}
