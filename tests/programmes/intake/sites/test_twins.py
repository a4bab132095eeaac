"""Rows of one list that may be the same site."""

import pytest

from programmes.intake.services import answer_batch, confirm_batch, plan_of, upload_batch

from .conftest import planned, row, sites_of

pytestmark = pytest.mark.django_db

TWICE = sites_of(
    row("ตลาด", code="ลร-001", position="16.24, 103.27"),
    row("ตลาดเช้า", code="ลร 001", place="", days="ทุกวันพุธ", capacity="30", contact="นางสมใจ"),
)


def test_blanks_are_filled_from_the_other_row(staff):
    first, second = planned(TWICE, staff, {"1:3:twin": "same"}).rows
    assert (first.verdict, second.verdict) == ("new", "same")
    values = first.values
    assert (values["name_th"], values["visiting_days"], values["capacity"]) == ("ตลาด", "ทุกวันพุธ", 30)
    assert values["contact"] == {"name": "นางสมใจ", "phone": None}
    assert "ตลาดเช้า" in " ".join(second.reasons)


def test_the_place_of_the_later_row_counts_where_the_first_says_none(staff):
    content = sites_of(row("ตลาด", code="1", place=""), row("ตลาด", code="1"))
    first, _second = planned(content, staff, {"1:3:twin": "same"}).rows
    assert first.verdict == "new"
    assert first.values["subdistrict"]


def test_a_row_that_waits_is_written_when_it_is_answered(staff):
    batch = upload_batch(TWICE, "c.csv", by=staff)
    assert confirm_batch(batch, by=staff).number == 1
    answer_batch(batch, {"1:3:twin": "same"}, by=staff)
    first, second = plan_of(batch, by=staff).rows
    assert (first.verdict, second.verdict) == ("change", "same")
    assert confirm_batch(batch, by=staff).number == 1
    assert {found.verdict for found in plan_of(batch, by=staff).rows} == {"same"}


def test_the_same_name_in_the_same_subdistrict_is_asked_about(staff):
    content = sites_of(row("ตลาด ชุมชน"), row("ตลาดชุมชน"), row("ตลาดชุมชน", place="ต.ขามเรียง อ.กันทรวิชัย มค."))
    first, second, elsewhere = planned(content, staff).rows
    assert [found.verdict for found in (first, second, elsewhere)] == ["new", "question", "new"]
    assert "แถว 2" in second.questions[0].text
    answered = planned(content, staff, {"1:3:twin": "new"}).rows
    assert [found.verdict for found in answered] == ["new", "new", "new"]


def test_two_codes_are_two_sites(staff):
    content = sites_of(row("ตลาด", code="1"), row("ตลาด", code="2"))
    assert [found.verdict for found in planned(content, staff).rows] == ["new", "new"]


def test_a_code_three_times_is_asked_about_twice(staff):
    content = sites_of(*(row(f"ตลาด {n}", code="1") for n in range(3)))
    rows = planned(content, staff).rows
    assert [found.verdict for found in rows] == ["new", "question", "question"]
    assert ["แถว 2" in found.questions[0].text for found in rows[1:]] == [True, True]
