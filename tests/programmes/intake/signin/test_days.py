"""Days of a sheet: from the lines above it, from its columns, or asked for."""

import re
from typing import Any

import pytest

from ..conftest import HEAD, TITLES
from .conftest import ONE, keys, only, plan


class TestDays:
    @pytest.mark.parametrize(
        ("line", "said"),
        [
            ("", "ไม่พบวันที่จัด"),
            ("วันที่ 31 เม.ย. 61", "ไม่มีวันที่ 31 เม.ย. 2561"),
            ("วันที่ 12-13 มี.ค. 60", "อยู่นอกปีของโครงการ"),
            ("วันที่ 12-13 มี.ค. 2570", "อยู่นอกปีของโครงการ"),
            ("วันที่ 12-13 มี.ค. 62", "ยังมาไม่ถึง"),
            ("วันที่ 1 ม.ค. 61 - 30 มิ.ย. 61", "ยาวเกิน 31 วัน"),
            ("วันที่ 12 มี.ค. 61", "ช่องลงชื่อ “วันที่ 2” ไม่ตรงกับวันจัด"),
        ],
    )
    def test_a_day_that_cannot_be_refuses_the_sheet(self, line: str, said: str, coordinator: Any) -> None:
        titles = [["ใบลงชื่อ ประชุม"], [f"{line} ต.ท่าขอนยาง อ.กันทรวิชัย จ.มหาสารคาม"]]
        found = plan(coordinator, ONE, titles=titles)
        assert only(found).verdict == "refused"
        assert said in found.problems[0]
        assert found.problems[0].endswith("แก้ในไฟล์แล้วนำเข้าใหม่")

    def test_columns_may_name_the_days(self, coordinator: Any) -> None:
        titles = [["ใบลงชื่อ ประชุม ต.ท่าขอนยาง อ.กันทรวิชัย จ.มหาสารคาม"]]
        head = [*HEAD[:5], "12 มี.ค. 61", "13 มี.ค. 61"]
        found = plan(coordinator, ONE, titles=titles, head=head)
        assert only(found).values["attendance"] == {"2018-03-12": "present", "2018-03-13": "present"}

    def test_columns_may_leave_the_year_to_the_title(self, coordinator: Any) -> None:
        head = [*HEAD[:5], "๑๒ มี.ค.", "13 มี.ค."]
        row = only(plan(coordinator, ONE, head=head))
        assert row.values["attendance"] == {"2018-03-12": "present", "2018-03-13": "present"}

    @pytest.mark.parametrize("line", ["วันที่ 1/2/55", "วันที่ ๑ ก.พ. ๕๕", "วันที่ 1 ก.พ.", "วันที่ 1 ก.พ. หมู่ 12"])
    def test_a_year_nobody_can_tell_is_asked_about(self, line: str, coordinator: Any) -> None:
        titles = [TITLES[0], [f"{line} ต.ท่าขอนยาง อ.กันทรวิชัย จ.มหาสารคาม"]]
        about = {"titles": titles, "head": HEAD[:6]}
        found = plan(coordinator, ONE[:6], **about)
        assert (only(found).verdict, keys(only(found)), found.problems) == ("question", ["1:year"], [])
        asked = next(question for question in found.questions if question.key == "1:year")
        assert [(choice.value, choice.label) for choice in asked.choices] == [
            ("2018", "พ.ศ. 2561"),
            ("2019", "พ.ศ. 2562"),
            ("none", "ไม่ใช่ปีเหล่านี้ แก้ในไฟล์"),
        ]
        row = only(plan(coordinator, ONE[:6], **about, answers={"1:year": "2018"}))
        assert (row.verdict, row.values["attendance"]) == ("new", {"2018-02-01": "present"})
        none = plan(coordinator, ONE[:6], **about, answers={"1:year": "none"})
        assert (only(none).verdict, len(none.problems)) == ("refused", 1)
        assert none.problems[0].endswith("แก้ในไฟล์แล้วนำเข้าใหม่")

    @pytest.mark.parametrize("line", ["1961-03-12", "วันที่ 12/3/1961"])
    def test_a_year_of_two_digits_that_excel_took_for_one_of_the_past(
        self, line: str, coordinator: Any
    ) -> None:
        titles = [TITLES[0], [line], ["ต.ท่าขอนยาง อ.กันทรวิชัย จ.มหาสารคาม"]]
        row = only(plan(coordinator, ONE[:6], titles=titles, head=HEAD[:6]))
        assert (row.verdict, row.values["attendance"]) == ("new", {"2018-03-12": "present"})

    def test_a_year_that_columns_tell_is_not_asked_for(self, coordinator: Any) -> None:
        titles = [TITLES[0], ["วันที่ 12-13 มี.ค. ต.ท่าขอนยาง อ.กันทรวิชัย จ.มหาสารคาม"]]
        head = [*HEAD[:5], "12 มี.ค. 61", "13 มี.ค. 61"]
        row = only(plan(coordinator, ONE, titles=titles, head=head))
        assert row.values["attendance"] == {"2018-03-12": "present", "2018-03-13": "present"}

    def test_columns_may_name_more_days_than_the_title(self, coordinator: Any) -> None:
        titles = [TITLES[0], ["วันที่ 12 มี.ค. 61 ต.ท่าขอนยาง อ.กันทรวิชัย จ.มหาสารคาม"]]
        head = [*HEAD[:5], "12 มี.ค. 61", "13 มี.ค. 61"]
        row = only(plan(coordinator, ONE, titles=titles, head=head))
        assert row.values["attendance"] == {"2018-03-12": "present", "2018-03-13": "present"}

    def test_days_between_columns_were_none_of_the_activity(self, coordinator: Any) -> None:
        head = [*HEAD[:5], "13 มี.ค. 61", "20 มี.ค. 61"]
        row = only(plan(coordinator, ONE, head=head))
        assert row.values["attendance"] == {
            "2018-03-12": "unknown",
            "2018-03-13": "present",
            "2018-03-20": "present",
        }

    @pytest.mark.parametrize(
        ("line", "heads", "came"),
        [
            ("5, 6 และ 7 เม.ย. 61", ("วันที่ 1", "วันที่ 2"), "++?"),
            ("5, 6 และ 7 เม.ย. 61", ("5 เม.ย.", "7 เม.ย."), "+?+"),
            ("3, 5 และ 9 เม.ย. 61", ("วันที่ 3", "วันที่ 9"), "+?+"),
            ("3, 5 และ 9 เม.ย. 61", ("ครั้งที่ 1", "ครั้งที่ 3"), "+?+"),
            ("2, 3 และ 4 เม.ย. 61", ("วันที่ 2", "วันที่ 3"), "++?"),
            ("2, 3 และ 4 เม.ย. 61", ("ครั้งที่ 2", "ครั้งที่ 3"), "?++"),
            ("5 และ 12 เม.ย. 2561", ("วันที่ 1", "วันที่ 2"), "++"),
            ("5 เม.ย. 61 และ 12 เม.ย. 61", ("5", "12"), "++"),
        ],
    )
    def test_columns_stand_for_the_days_that_the_title_lists(
        self, line: str, heads: tuple[str, str], came: str, coordinator: Any
    ) -> None:
        titles = [TITLES[0], [f"วันที่ {line} ต.ท่าขอนยาง อ.กันทรวิชัย จ.มหาสารคาม"]]
        row = only(plan(coordinator, ONE, titles=titles, head=[*HEAD[:5], *heads]))
        numbers = [int(word) for word in re.findall(r"\b[0-9]+\b", line) if int(word) < 31]
        expected = {"+": "present", "?": "unknown"}
        assert row.values["attendance"] == {
            f"2018-04-{number:02d}": expected[sign] for number, sign in zip(numbers, came, strict=True)
        }

    @pytest.mark.parametrize(
        ("line", "told"),
        [
            ("5-7 และ 12 เม.ย. 61", "5–7 เม.ย. 2561, พฤหัส 12 เม.ย. 2561"),
            ("5, 6 และ 7 เม.ย. 61", "5–7 เม.ย. 2561"),
            ("5 เม.ย. 61", "พฤหัส 5 เม.ย. 2561"),
        ],
    )
    def test_every_day_read_is_told(self, line: str, told: str, coordinator: Any) -> None:
        titles = [TITLES[0], [f"วันที่ {line} ต.ท่าขอนยาง อ.กันทรวิชัย จ.มหาสารคาม"]]
        found = plan(coordinator, ONE[:6], titles=titles, head=[*HEAD[:5], "ลงชื่อ"])
        assert dict(found.facts)["วันที่"] == told

    def test_the_year_of_a_list_is_asked_about(self, coordinator: Any) -> None:
        titles = [TITLES[0], ["วันที่ 5, 6 และ 9 เม.ย. 55 ต.ท่าขอนยาง อ.กันทรวิชัย จ.มหาสารคาม"]]
        head = [*HEAD[:5], "5 เม.ย.", "9 เม.ย."]
        assert keys(only(plan(coordinator, ONE, titles=titles, head=head))) == ["1:year"]
        row = only(plan(coordinator, ONE, titles=titles, head=head, answers={"1:year": "2018"}))
        assert row.values["attendance"] == {
            "2018-04-05": "present",
            "2018-04-06": "unknown",
            "2018-04-09": "present",
        }

    def test_columns_of_other_days_are_said_as_people_write_them(self, coordinator: Any) -> None:
        head = [*HEAD[:5], "2018-03-20", "21 มี.ค. 61"]
        found = plan(coordinator, ONE, head=head)
        assert only(found).verdict == "refused"
        assert found.problems == ["ช่องลงชื่อ “20 มี.ค. 2561” ไม่ตรงกับวันจัด 12–13 มี.ค. 2561 แก้ในไฟล์แล้วนำเข้าใหม่"]

    def test_a_sheet_without_a_title_is_called_by_its_day(self, coordinator: Any) -> None:
        found = plan(coordinator, ONE, titles=[[], [TITLES[1][0]]])
        assert dict(found.facts)["กิจกรรม"] == "กิจกรรม 12–13 มี.ค. 2561"
