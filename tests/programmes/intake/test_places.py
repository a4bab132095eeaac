"""Places of a sheet: many texts are looked up as one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo.models import Area
from geo.resolver import resolve, resolve_all
from programmes.intake.places import Places
from programmes.intake.questions import Asking
from tests.factories.geo import area

TEXTS = ["ต.ท่าขอนยาง อ.กันทรวิชัย จ.มค.", "ท่าช้าง", "ต.ควนเมา รัษฎา ตรัง", "ไม่มีที่นี่", "จ.ขอนแก่น"]

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def index_made() -> None:
    """The names of all places are in memory."""
    resolve("ท่าช้าง")


def queries(texts: list[str]) -> int:
    """How many queries it takes to learn and use these texts."""
    places = Places()
    with CaptureQueriesContext(
        connection,
    ) as caught:
        places.learn(texts)
        for text in texts:
            places.candidates(text)
            places.read_as(text)
    return len(caught)


def test_any_number_of_texts_is_one_query() -> None:
    assert queries(TEXTS[:1]) == queries(TEXTS) == 1


def test_what_was_learnt_is_what_one_text_alone_means() -> None:
    learnt = Places()
    learnt.learn(TEXTS)
    for text in TEXTS:
        assert learnt.candidates(text) == Places().candidates(text) == resolve(text).candidates


def test_tables_of_a_file_share_what_was_learnt_but_not_where_they_are() -> None:
    first = Places()
    first.learn(TEXTS)
    first.near = area("440404")
    second = Places(first)
    with CaptureQueriesContext(connection) as caught:
        second.candidates(TEXTS[0])
    assert (len(caught), second.near) == (0, None)


@pytest.mark.parametrize(
    ("text", "number"), [("ท่าช้าง", 1), ("ต.ท่าช้าง จ.น่าน", 12), ("อ.เสาไห้", 12), ("ต.เริงราง และ ต.ท่าช้าง", 11)]
)
def test_the_sheets_own_subdistrict_is_meant_by_its_name_alone(text: str, number: int) -> None:
    places = Places()
    places.near = Area.objects.with_ancestors().get(name_th="ท่าช้าง", district__name_th="เสาไห้")
    found = places.candidates(text)
    assert len(found) == number
    assert places.near in found


def test_neighbours_are_read_once_for_all_rows_that_name_no_place() -> None:
    places = Places()
    places.near = Area.objects.with_ancestors().get(code="440404")
    asking = Asking({"1:5:place": "440405"})
    places.learn(["ไม่มีที่นี่"])
    with CaptureQueriesContext(connection) as caught:
        for row in range(5, 8):
            question = places.ask(f"1:{row}:place", "ไม่มีที่นี่", [], asking, sheet="ก", row=row)
            chosen = places.chosen(question, [])
            assert (chosen.code if chosen else None) == ("440405" if row == 5 else None)
    assert len(caught) == 1


@given(st.lists(st.sampled_from(TEXTS) | st.text(max_size=30), max_size=6))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_many_at_once_are_read_as_each_alone(texts: list[str]) -> None:
    assert resolve_all(texts) == {text: resolve(text) for text in texts}
