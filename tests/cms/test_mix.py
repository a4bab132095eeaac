"""How people divide among the groups, and the directions as cards."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.directions import base_text, cards
from cms.mix import people_mix
from cms.models.programme import year_number
from cms.templatetags.publishing import phrases
from programmes.figures import HIDDEN, Direction, Measure, rounded
from programmes.figures.directions import Unit
from programmes.models import LearnerGroup

GROUPS = [LearnerGroup(key=key, name_th=name, shape=shape) for key, name, shape in (
    ("a", "ผู้นำการเปลี่ยนแปลง", "diamond"), ("b", "ผู้นำที่มีทักษะเชิงประเด็น", "square"), ("c", "สมาชิก", "circle")
)]  # fmt: skip


def test_segments_run_on_and_tell_their_share():
    mix = people_mix(zip(GROUPS, (10, 15, 75), strict=True), 100)
    assert [(part.value, part.end, part.percent) for part in mix.segments] == [
        (10, 10, 10),
        (15, 25, 15),
        (75, 100, 75),
    ]
    assert mix.total == 100
    assert "สมาชิก 75 จาก 100 คน" in mix.label


def test_a_hidden_number_keeps_its_place_and_tells_nothing():
    mix = people_mix(zip(GROUPS, (HIDDEN, 0, 20), strict=True), 20)
    hidden = mix.segments[0]
    assert (hidden.value, hidden.percent, hidden.text) == (0, None, "ไม่แสดง (น้อยกว่า 5 คน)")


@pytest.mark.parametrize("people", [0, None, HIDDEN])
def test_nobody_is_not_divided(people):
    assert people_mix(zip(GROUPS, (0, 0, 0), strict=True), people) is None


@given(st.lists(st.integers(0, 5000), min_size=3, max_size=3))
def test_segments_never_run_past_the_end(numbers):
    shown = [rounded(number) for number in numbers]
    mix = people_mix(zip(GROUPS, shown, strict=True), rounded(sum(numbers)))
    if mix:
        assert mix.segments[-1].end == mix.total
        assert all(0 <= part.end - part.value <= mix.total for part in mix.segments)


def direction(*measures: Measure) -> Direction:
    return Direction(6, "พัฒนาอย่างน้อย 3 กลุ่ม", "สามกลุ่ม", measures)


def test_a_card_shows_numerator_denominator_and_share():
    card = cards([direction(Measure("ทีมครบกลุ่ม", Unit.TEAMS, 874, 1431, people=((GROUPS[2], 31915),)))])[0]
    assert (card.actual, card.percent_text, card.base_text) == (61, "61%", "874 จาก 1,431 ทีม")
    assert card.pace == ""
    assert "สมาชิก 31,915" in card.note


def test_what_cannot_be_measured_says_why_and_shows_no_number():
    card = cards([direction(Measure("ทีม", Unit.TEAMS, measurable=False, why_not="ยังไม่เริ่ม"))])[0]
    assert (card.pace, card.actual, card.base_text, card.note) == ("unmeasured", None, "", "ยังไม่เริ่ม")
    assert card.label == "ทีม: ยังไม่เริ่ม"


def test_no_base_is_a_dash_and_never_nought_percent():
    card = cards([direction(Measure("ทีม", Unit.TEAMS, 0, 0))])[0]
    assert (card.actual, card.percent_text) == (None, "—")


def test_hours_are_told_in_whole_hours():
    assert base_text(Measure("ชั่วโมง", Unit.HOURS, Decimal("9.50"), Decimal("21.00"))).startswith("10 จาก 21 ")


@pytest.mark.parametrize(
    ("day", "number"), [((2017, 5, 1), 1), ((2018, 1, 1), 1), ((2019, 2, 20), 2), ((2030, 1, 1), 3)]
)
def test_the_year_of_the_programme(day, number):
    from datetime import date

    from programmes.models import ProgrammeYear

    years = [
        ProgrammeYear(year=year, starts_on=date(year, 1, 1), ends_on=date(year, 12, 31))
        for year in (2018, 2019, 2020)
    ]
    assert year_number(years, date(*day)) == number


def test_titles_break_between_their_phrases():
    assert phrases("อ่านป่าให้เป็น อยู่กับป่าให้ได้") == (
        '<span class="nb">อ่านป่าให้เป็น</span> <span class="nb">อยู่กับป่าให้ได้</span>'
    )
    assert "&lt;b&gt;" in phrases("<b>")
