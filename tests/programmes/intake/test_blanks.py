"""Blank forms: what stands in them, whose places they offer, and that a filled one is read."""

import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from openpyxl import load_workbook

from geo.choices import Role
from geo.models import IssueArea
from programmes.intake.blanks import BLANKS, blank_form
from programmes.intake.blanks import choices as lists
from programmes.intake.files import open_file
from programmes.intake.kinds import KINDS, kind_of
from programmes.intake.left_out import tell_left_out
from programmes.intake.refusals import MAX_ROWS, FileRefused
from programmes.intake.services import preview
from programmes.intake.signin.columns import LABELS
from programmes.intake.signin.reading import read_sheet
from programmes.intake.verdicts import Verdict
from programmes.intake.vocabulary import Words as Vocabulary
from programmes.intake.vocabulary import read_group, read_issues
from programmes.models import LearnerGroup
from tests.factories.leaders import TeamFactory

from .conftest import HOME

both_languages = pytest.mark.parametrize("language", ["th", "en"])
every_kind = pytest.mark.parametrize("kind", BLANKS)
HEAD_ROW = 5  # of the sign-in form


def book_of(kind: str, user, language: str = "th"):
    with translation.override(language):
        return load_workbook(io.BytesIO(blank_form(kind, user=user)))


def saved(book) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def offered(book, label: str) -> list[str]:
    """The words of a column's drop-down list."""
    table = book.worksheets[0]
    (column,) = {cell.column_letter for row in table.iter_rows() for cell in row if cell.value == label}
    for rule in table.data_validations.dataValidation:
        if rule.type == "list" and any(str(area).startswith(column) for area in rule.sqref.ranges):
            title, cells = rule.formula1.split("!")
            return [row[0].value for row in book[title.strip("'")][cells.replace("$", "")]]
    return []


def test_every_kind_that_can_be_read_has_a_form():
    assert set(KINDS) <= set(BLANKS)


@every_kind
@both_languages
def test_a_form_holds_nothing_but_its_heads_and_explains_each(coordinator, kind, language):
    book = book_of(kind, coordinator, language)
    table, explanation, words = book.worksheets
    assert [sheet.sheet_state for sheet in book.worksheets] == ["visible", "visible", "hidden"]
    said = [[cell for cell in row if cell is not None] for row in table.iter_rows(values_only=True)]
    filled = [row for row in said if row and not (len(row) == 1 and isinstance(row[0], int))]
    blank = BLANKS[kind]
    with translation.override(language):
        assert filled == [
            *([str(line.label)] for line in blank.lines),
            [str(guide.label) for guide in blank.columns],
        ]
        explained = [row[0] for row in explanation.iter_rows(min_row=5, values_only=True)]
        assert explained == [str(guide.label) for guide in (*blank.lines, *blank.columns)]
    assert all(all(row[:4]) for row in explanation.iter_rows(min_row=5, values_only=True))
    assert words.max_row >= 3


@both_languages
def test_the_explanation_says_how_many_rows_a_file_may_hold(coordinator, language):
    assert f"{MAX_ROWS:,}" in book_of("signin", coordinator, language).worksheets[1]["A2"].value


@every_kind
@both_languages
def test_no_hint_is_longer_than_a_spreadsheet_shows(coordinator, kind, language):
    rules = book_of(kind, coordinator, language).worksheets[0].data_validations.dataValidation
    assert len(rules) == len(BLANKS[kind].columns) + len(BLANKS[kind].lines)
    assert all(len(rule.prompt) < 255 and len(rule.promptTitle) <= 32 for rule in rules)


@both_languages
def test_the_words_to_choose_from_are_those_the_reader_takes(coordinator, language):
    book = book_of("signin", coordinator, language)
    groups, issues = Vocabulary(LearnerGroup.objects.all()), Vocabulary(IssueArea.objects.all())
    with translation.override(language):
        group, issue = (str(BLANKS["signin"].columns[place].label) for place in (5, 6))
        assert [read_group(text, groups, issues).group for text in offered(book, group)] == list(
            groups.by_key
        )
        assert [read_issues(text, issues)[0] for text in offered(book, issue)] == [
            (key,) for key in issues.by_key
        ]


def test_strict_lists_refuse_other_words_and_others_only_offer(coordinator):
    table = book_of("signin", coordinator).worksheets[0]
    strict = {str(rule.sqref): bool(rule.showErrorMessage) for rule in table.data_validations.dataValidation}
    assert strict["F6:F305"]
    assert not strict["G6:G305"]


class TestPlaces:
    def test_a_coordinator_chooses_among_the_own_teams(self, coordinator, team):
        TeamFactory(code="440501")
        assert offered(book_of("activities", coordinator), "พื้นที่") == ["ต.ท่าขอนยาง อ.กันทรวิชัย จ.มหาสารคาม"]

    def test_sites_lie_in_any_subdistrict_of_the_own_areas(self, reviewer, coordinator):
        found = offered(book_of("sites", reviewer), "ที่ตั้ง")
        assert len(found) == 133
        assert all(name.endswith("จ.มหาสารคาม") for name in found)
        assert len(offered(book_of("sites", coordinator), "ที่ตั้ง")) == 1

    def test_nobody_scrolls_through_a_nation(self, user_with, team):
        assert offered(book_of("sites", user_with(Role.STAFF, "TH")), "ที่ตั้ง") == []
        assert len(offered(book_of("activities", user_with(Role.STAFF, "TH")), "พื้นที่")) == 1

    def test_the_most_is_still_offered(self, reviewer, monkeypatch):
        monkeypatch.setattr(lists, "MOST_PLACES", 133)
        assert len(offered(book_of("sites", reviewer), "ที่ตั้ง")) == 133
        monkeypatch.setattr(lists, "MOST_PLACES", 132)
        assert offered(book_of("sites", reviewer), "ที่ตั้ง") == []

    def test_more_teams_ask_no_more_queries(self, reviewer, team):
        counts = []
        blank_form("activities", user=reviewer)  # areas of a user are looked up once
        for code in ("440501", "440502"):
            TeamFactory(code=code)
            with CaptureQueriesContext(connection) as queries:
                blank_form("activities", user=reviewer)
            counts.append(len(queries))
        assert counts[0] == counts[1]


class TestFilled:
    def filled(self, coordinator, language: str = "th") -> bytes:
        book = book_of("signin", coordinator, language)
        table = book.worksheets[0]
        place = [row[0].value for row in book.worksheets[2]["A1:A1"]]
        table["B1"], table["B2"], table["B3"] = "เวทีพัฒนาทีมตำบล", "12 มี.ค. 2561", place[0]
        names = [("นางมะลิ งามตา", 0, "/"), ("ผญ.บุญมี ดีพร้อม", 1, "-")]
        heads = [cell.value for cell in table[HEAD_ROW]]
        for row, (name, group, mark) in enumerate(names, start=HEAD_ROW + 1):
            table.cell(row, 2, name)
            table.cell(row, 6, offered(book, heads[5])[group])
            table.cell(row, 9, f"081-000-000{row}")
            table.cell(row, 10, mark)
        return saved(book)

    @both_languages
    def test_a_filled_form_is_read_as_it_was_filled(self, coordinator, language):
        opened = open_file(self.filled(coordinator, language), "form.xlsx")
        assert kind_of(opened.sheets).key == "signin"
        plan = preview(opened, {}, by=coordinator)
        assert [row.verdict for row in plan.rows] == [Verdict.NEW, Verdict.NEW]
        assert [row.row for row in plan.rows] == [HEAD_ROW + 1, HEAD_ROW + 2]
        assert plan.rows[0].values["group"] == "change-leader"
        assert plan.rows[0].values["attendance"] == {"2018-03-12": "present"}
        assert not plan.problems
        reading = read_sheet(opened.sheets[0], 1)
        assert reading.titles.title == "เวทีพัฒนาทีมตำบล"
        assert reading.titles.places == ["ต.ท่าขอนยาง อ.กันทรวิชัย จ.มหาสารคาม"]
        assert set(reading.columns) <= set(LABELS)
        assert len(reading.columns) == 9

    @both_languages
    def test_an_unfilled_form_says_that_it_is_empty(self, coordinator, language):
        with translation.override(language):
            opened = open_file(blank_form("signin", user=coordinator), "form.xlsx")
        with pytest.raises(FileRefused, match="ยังไม่มีแถวในไฟล์"), translation.override("th"):
            kind_of(opened.sheets)

    @every_kind
    @both_languages
    def test_no_explanation_is_taken_for_a_table(self, coordinator, kind, language):
        with translation.override(language):
            sheets = open_file(blank_form(kind, user=coordinator), "form.xlsx").sheets
            _table, explanation, words = sheets
        assert not any(known.recognises(explanation) for known in KINDS.values())
        assert words.unread
        told = " ".join(tell_left_out(KINDS[kind], sheets))
        assert explanation.name not in told
        assert words.name not in told


class TestPage:
    def address(self, kind: str = "signin") -> str:
        return reverse("sheets:template", args=[kind])

    def test_the_page_of_sheets_leads_to_the_forms(self, client_of, coordinator):
        page = client_of(coordinator).get("/sheets/").text
        assert all(f'href="{self.address(kind)}"' in page for kind in KINDS)

    def test_a_form_is_a_workbook_to_keep(self, client_of, coordinator):
        answer = client_of(coordinator).get(self.address())
        assert answer["Content-Disposition"] == 'attachment; filename="signin-form.xlsx"'
        assert load_workbook(io.BytesIO(answer.content)).worksheets[0].title == "ใบลงชื่อ"

    def test_head_and_unknown_kinds(self, client_of, coordinator):
        assert client_of(coordinator).head(self.address()).status_code == 200
        assert client_of(coordinator).get(self.address("none")).status_code == 404

    @pytest.mark.parametrize(("role", "code"), [(Role.EDITOR, "TH"), (None, HOME)])
    def test_others_are_refused(self, client_of, user_with, role, code):
        user = user_with(role, code) if role else user_with()
        assert client_of(user).get(self.address()).status_code == 403

    def test_the_public_signs_in_first(self, client, db):
        assert "sign-in" in client.get(self.address()).url
