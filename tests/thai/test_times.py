"""Times of day as people write them."""

from datetime import time

import pytest
from django import forms
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from thai.dates import format_time
from thai.forms import ThaiTimeField
from thai.times import TimeError, parse_time


@given(st.times().map(lambda at: at.replace(second=0, microsecond=0)), st.sampled_from(["th", "en"]))
def test_what_is_written_is_read_back(at: time, language: str) -> None:
    assert parse_time(format_time(at, language)) == at


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("9", time(9)),
        ("9.00", time(9)),
        ("๐๙.๓๐ น.", time(9, 30)),
        ("13:05", time(13, 5)),
        ("9.00น.", time(9)),
        ("8 นาฬิกา", time(8)),
        ("0.00", time(0)),
        ("23.59", time(23, 59)),
        (" - ", None),
        ("", None),
        (None, None),
    ],
)
def test_ways_of_writing(text: str | None, at: time | None) -> None:
    assert parse_time(text) == at


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("24.00", "no_such_time"),
        ("9.60", "no_such_time"),
        ("บ่ายสอง", "unreadable"),
        ("9.5", "unreadable"),
        ("9.00-12.00", "unreadable"),
        ("-9", "unreadable"),
    ],
)
def test_what_is_no_time_is_said(text: str, code: str) -> None:
    with pytest.raises(TimeError) as refused:
        parse_time(text)
    assert refused.value.code == code
    assert text in str(refused.value)


@given(st.text(max_size=20))
def test_whatever_is_typed_is_a_time_or_a_sentence(text: str) -> None:
    try:
        found = parse_time(text)
    except TimeError:
        return
    assert found is None or isinstance(found, time)


class Form(forms.Form):
    """A form that asks when."""

    at = ThaiTimeField(required=False)


@pytest.mark.parametrize(("language", "shown"), [("th", "09.00"), ("en", "09:00")])
def test_the_field_shows_a_time_as_its_language_does(language: str, shown: str) -> None:
    with translation.override(language):
        assert f'value="{shown}"' in str(Form(initial={"at": time(9)})["at"])
    form = Form({"at": shown})
    assert form.is_valid()
    assert form.cleaned_data["at"] == time(9)
    assert not Form({"at": shown}, initial={"at": time(9)}).has_changed()


def test_the_field_keeps_what_it_could_not_read() -> None:
    form = Form({"at": "เช้า"})
    assert "อ่านเวลา “เช้า” ไม่ออก" in str(form.errors["at"])
    assert 'value="เช้า"' in str(form["at"])
