"""Parts of a sheet read by themselves: heads, lines above, cells, days. Nothing here asks the database."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from programmes.choices import Presence
from programmes.intake import cells
from programmes.intake.grid import Sheet, text_of
from programmes.intake.headers import find_header, label_key
from programmes.intake.questions import Asking, Choice, QuestionKind
from programmes.intake.signin.columns import LABELS, NAMES, DayColumn
from programmes.intake.signin.days import _day_of, _named
from programmes.intake.signin.reading import read_sheet
from programmes.intake.titles import read_titles

MARCH = (date(2018, 3, 12), date(2018, 3, 13))


def sheet(*rows: list[object]) -> Sheet:
    """A sheet of rows."""
    return Sheet("ทดสอบ", [list(row) for row in rows])


class TestHead:
    @pytest.mark.parametrize("label", ["ชื่อ-สกุล", "ชื่อ - สกุล", "ชื่อ–นามสกุล", " ชื่อ-สกุล ", "ชื่อ\nสกุล"])
    def test_a_name_column_by_any_spelling(self, label: str) -> None:
        assert find_header(sheet(["ที่", label]), LABELS, NAMES) is not None

    @pytest.mark.parametrize(
        "label", ["กลุ่มผู้เรียน", "กลุ่มคน", "กลุ่มผู้นำ", "ประเภทผู้นำ", "ประเภทกลุ่ม", "Group", "กลุ่มผู้เรียนรู้"]
    )
    def test_a_group_column_by_any_spelling(self, label: str) -> None:
        reading = read_sheet(sheet(["ที่", "ชื่อ-สกุล", label], ["1", "กล้า ทดสอบ", "สมาชิก"]), 1)
        assert reading is not None
        assert reading.entries[0].group == "สมาชิก"

    def test_it_may_stand_anywhere(self) -> None:
        found = find_header(sheet(["ใบลงชื่อ"], [], ["ที่", "ชื่อ-สกุล", "โทร."], ["1", "ก", ""]), LABELS, NAMES)
        assert found is not None
        assert (found.first, found.last) == (3, 3)

    def test_two_rows_are_one_head(self) -> None:
        reading = read_sheet(
            sheet(
                ["ที่", "ชื่อ-สกุล", "ที่อยู่", "", "", "ลงชื่อ", ""],
                ["", "", "ตำบล", "อำเภอ", "จังหวัด", "12 มี.ค. 61", "13 มี.ค. 61"],
                ["1", "กล้า ทดสอบ", "ท่าขอนยาง", "กันทรวิชัย", "มค.", "/", "-"],
            ),
            1,
        )
        assert reading is not None
        assert (reading.header.first, reading.header.last) == (1, 2)
        assert reading.entries[0].place == "ต.ท่าขอนยาง อ.กันทรวิชัย จ.มค."
        assert [day.label for day in reading.days] == ["12 มี.ค. 61", "13 มี.ค. 61"]

    def test_bare_numbers_below_the_head_to_sign_in_are_days(self) -> None:
        rows = [["ที่", "ชื่อ-สกุล", "ลงชื่อ", ""], ["", "", "1", "2"], ["1", "กล้า ทดสอบ", "/", "-"]]
        reading = read_sheet(sheet(*rows), 1)
        assert reading is not None
        assert [(day.index, day.label) for day in reading.days] == [(2, "1"), (3, "2")]
        assert [entry.row for entry in reading.entries] == [3]

    def test_the_first_person_is_no_second_row(self) -> None:
        reading = read_sheet(sheet(["ที่", "ชื่อ-สกุล", "วันที่ 1"], ["1", "กล้า ทดสอบ", "1"]), 1)
        assert reading is not None
        assert [entry.row for entry in reading.entries] == [2]

    def test_names_in_two_or_three_columns(self) -> None:
        three = read_sheet(sheet(["คำนำหน้า", "ชื่อ", "นามสกุล", "กลุ่ม"], ["น.ส.", "ขวัญ", "สมมติ", "สมาชิก"]), 1)
        two = read_sheet(sheet(["ที่", "ชื่อ", "ชื่อสกุล", "กลุ่ม"], ["1", "นายกล้า", "ทดสอบ", "สมาชิก"]), 1)
        assert three is not None
        assert two is not None
        assert three.entries[0].name[:4] == ("นางสาว", "", "ขวัญ", "สมมติ")
        assert two.entries[0].name[:4] == ("นาย", "", "กล้า", "ทดสอบ")

    def test_other_tables_are_no_sign_in_sheets(self) -> None:
        activities = ["ลำดับ", "วันที่จัด", "กิจกรรม", "วิธีการ", "ประเด็น", "พื้นที่"]
        sites = ["รหัส", "ชื่อแหล่งเรียนรู้", "ประเด็น", "ที่ตั้ง", "พิกัด", "ผู้ประสาน"]
        assert read_sheet(sheet(activities, ["1", "12 มี.ค. 61"]), 1) is None
        assert read_sheet(sheet(sites, ["ลร-001", "ศูนย์เรียนรู้"]), 1) is None


class TestRows:
    def test_what_is_no_person_is_left_out(self) -> None:
        reading = read_sheet(
            sheet(
                ["ที่", "ชื่อ-สกุล", "กลุ่ม", "ลงชื่อ"],
                ["1", "กล้า ทดสอบ", "สมาชิก", "/"],
                ["2", "", "", ""],
                [],
                ["ที่", "ชื่อ-สกุล", "กลุ่ม", "ลงชื่อ"],
                ["3", "รวม ใจดี", "สมาชิก", "/"],
                ["รวม", "๒ คน", "", "2"],
                ["", "รวมทั้งสิ้น 2 คน", "", ""],
                ["หมายเหตุ ฝนตก", "", "", ""],
                ["", "ลงชื่อ ....................... ผู้รับรอง", "", ""],
            ),
            1,
        )
        assert reading is not None
        assert [(entry.row, entry.written) for entry in reading.entries] == [(2, "กล้า ทดสอบ"), (6, "รวม ใจดี")]

    @pytest.mark.parametrize(
        "mark", ["〃", '"', "''", "”", " 〃 ", "-〃-", ",,", '" "', '..".. ', "ๆ", "เหมือนข้างบน", "เช่นเดียวกัน"]
    )
    def test_as_above(self, mark: str) -> None:
        rows = [["1", "กล้า ทดสอบ", "สมาชิก", "/"], ["2", "ขวัญ สมมติ", mark, mark], ["3", "ทองดี ลองดู", mark, ""]]
        reading = read_sheet(sheet(["ที่", "ชื่อ-สกุล", "กลุ่ม", "ลงชื่อ"], *rows), 1)
        assert reading is not None
        assert [entry.group for entry in reading.entries] == ["สมาชิก"] * 3
        assert [entry.marks[3] for entry in reading.entries] == ["/", "/", ""]

    def test_as_above_under_nothing_is_nothing(self) -> None:
        reading = read_sheet(sheet(["ที่", "ชื่อ-สกุล", "กลุ่ม"], ["1", "กล้า ทดสอบ", "〃"]), 1)
        assert reading is not None
        assert reading.entries[0].group == ""


class TestCells:
    @pytest.mark.parametrize("text", ["/", "✓", "✔", "มา", " มา ", "๑", "1", "//"])
    def test_present(self, text: str) -> None:
        assert cells.read_tick(text) == Presence.PRESENT

    @pytest.mark.parametrize("text", ["-", "–", "ไม่มา", "ขาด", "ลา", "๐"])
    def test_absent(self, text: str) -> None:
        assert cells.read_tick(text) == Presence.ABSENT

    @pytest.mark.parametrize("text", ["", " ", "?", "ไม่ทราบ"])
    def test_unknown_is_not_absent(self, text: str) -> None:
        assert cells.read_tick(text) == Presence.UNKNOWN

    @pytest.mark.parametrize("text", ["x", "X", "ป่วย", "กล้า", "*"])
    def test_other_marks_are_asked_about(self, text: str) -> None:
        assert cells.read_tick(text) is None


class TestTitles:
    @pytest.mark.parametrize(
        ("lines", "title", "days", "places"),
        [
            (
                ["ใบลงทะเบียน เวทีพัฒนาทีมตำบล", "วันที่ ๑๒-๑๓ มี.ค. ๖๑ ณ ศาลากลางบ้าน ต.ท่าขอนยาง"],
                "เวทีพัฒนาทีมตำบล",
                MARCH,
                ["ต.ท่าขอนยาง"],
            ),
            (
                ["รายชื่อผู้เข้าร่วมประชุมทีมตำบลท่าขอนยาง วันที่ 12 มี.ค. 2561 เวลา 9.00 น. ณ อบต.ท่าขอนยาง"],
                "ประชุมทีมตำบลท่าขอนยาง",
                MARCH[:1],
                ["อบต.ท่าขอนยาง", "ตำบลท่าขอนยาง"],
            ),
            (
                [
                    "แบบลงทะเบียน",
                    "กิจกรรม: อบรมบัญชี",
                    "12/3/2561",
                    "ตำบลท่าขอนยาง",
                    "อำเภอกันทรวิชัย จังหวัดมหาสารคาม",
                ],
                "อบรมบัญชี",
                MARCH[:1],
                ["ตำบลท่าขอนยาง อำเภอกันทรวิชัย จังหวัดมหาสารคาม"],
            ),
            (
                ["กิจกรรม: อบรมบัญชี", "วันที่: 12/3/61", "ตำบล: ท่าขอนยาง อำเภอ: กันทรวิชัย จังหวัด: มหาสารคาม"],
                "อบรมบัญชี",
                MARCH[:1],
                ["ตำบล: ท่าขอนยาง อำเภอ: กันทรวิชัย จังหวัด: มหาสารคาม"],
            ),
            (["ใบลงชื่อ"], "", (), []),
            ([], "", (), []),
        ],
    )
    def test_lines_above_the_table(
        self, lines: list[str], title: str, days: tuple[date, ...], places: list[str]
    ) -> None:
        found = read_titles(sheet(*([line] for line in lines)), len(lines) + 1)
        assert (found.title, found.days, found.places) == (title, days, places)

    def test_a_day_that_does_not_exist_is_said(self) -> None:
        found = read_titles(sheet(["วันที่ 31 เม.ย. 61"]), 2)
        assert found.days == ()
        assert found.problem == "ไม่มีวันที่ 31 เม.ย. 2561 เดือนนั้นมี 30 วัน เลือกวันใหม่"


class TestDays:
    @pytest.mark.parametrize(
        ("label", "day"),
        [
            ("วันที่ ๑", MARCH[0]),
            ("วันที่ 2", MARCH[1]),
            ("ครั้งที่ 2", MARCH[1]),
            ("13", MARCH[1]),
            ("วันที่ 13", MARCH[1]),
            ("13 มี.ค.", MARCH[1]),
            ("13 มี.ค. 61", MARCH[1]),
            ("2018-03-12", MARCH[0]),
            ("วันที่ 3", None),
            ("14 มี.ค. 61", None),
            ("ลายมือชื่อ", None),
        ],
    )
    def test_a_column_names_its_day(self, label: str, day: date | None) -> None:
        assert _day_of(label, MARCH, by_date=False) == day

    def test_columns_alone_name_the_days(self) -> None:
        columns = [DayColumn(3, "12 มี.ค. 61"), DayColumn(4, "13 มี.ค. 61")]
        assert tuple(_named(columns)) == MARCH
        assert _named([DayColumn(3, "วันที่ 1")]) == []
        assert _named([]) == []


def test_an_answer_that_is_no_choice_counts_as_none() -> None:
    asking = Asking({"a": "1", "b": "9"})
    choices = [Choice("1", "หนึ่ง")]
    assert asking.ask("a", QuestionKind.GROUP, "?", choices).answer == "1"
    assert asking.ask("b", QuestionKind.GROUP, "?", choices).is_open


CELLS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**15), 10**15),
    st.floats(),
    st.dates(),
    st.text(max_size=30),
    st.sampled_from(
        ["〃", "/", "-", "รวม", "ชื่อ-สกุล", "ที่", "วันที่ ๑", "ต.", "12 มี.ค. 61", "นายกล้า ทดสอบ", "๑๒๓๔๕๖๗๘๙๐๑๒๓"]
    ),
)
GRIDS = st.lists(st.lists(CELLS, max_size=8), max_size=14)


@given(GRIDS)
@settings(max_examples=200, deadline=None)
def test_no_grid_breaks_the_reader(rows: list[list[object]]) -> None:
    reading = read_sheet(sheet(*rows), 1)
    if reading is not None:
        below = {entry.row for entry in reading.entries}
        assert all(reading.header.last < row <= len(rows) for row in below)


@given(GRIDS)
@settings(max_examples=200, deadline=None)
def test_under_a_head_every_row_is_an_entry_or_left_out(rows: list[list[object]]) -> None:
    head = ["ที่", "ชื่อ-สกุล", "ต.", "กลุ่ม", "โทร.", "วันที่ 1"]
    reading = read_sheet(sheet(["วันที่ 12 มี.ค. 61 ต.ท่าขอนยาง"], head, *rows), 1)
    assert reading is not None
    numbers = [entry.row for entry in reading.entries]
    assert numbers == sorted(set(numbers))


@given(st.text(max_size=60))
def test_labels_and_cells_take_any_text(text: str) -> None:
    assert label_key(label_key(text)) == label_key(text)
    cells.read_tick(text)
    cells.is_total(text, [text])
    cells.is_ditto(text)
    cells.is_note(text)
    assert text_of(text) == text_of(text_of(text))
