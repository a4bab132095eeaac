"""Form fields for a Thai keyboard."""

from datetime import date
from decimal import Decimal

import pytest
from django import forms
from django.utils import translation

from thai.forms import (
    PhoneField,
    ThaiDateField,
    ThaiDateTextField,
    ThaiDecimalField,
    ThaiIntegerField,
    not_future,
)


class LogForm(forms.Form):
    """What a log asks for, as far as language is concerned."""

    held_on = ThaiDateField(label="วันที่จัด")
    until = ThaiDateField(required=False)
    people = ThaiIntegerField(required=False, min_value=0, max_value=5000)
    hours = ThaiDecimalField(required=False, max_digits=4, decimal_places=1)
    phone = PhoneField(required=False)
    since = ThaiDateTextField(required=False)


def boxes(day, month, year, name="held_on"):
    return {f"{name}_0": day, f"{name}_1": month, f"{name}_2": year}


@pytest.mark.parametrize(
    ("day", "month", "year", "cleaned"),
    [
        ("20", "2", "2562", date(2019, 2, 20)),
        ("๒๐", "2", "๒๕๖๒", date(2019, 2, 20)),
        (" 20 ", "2", " 2562", date(2019, 2, 20)),
        ("20", "2", "62", date(2019, 2, 20)),
        ("20", "2", "2019", date(2019, 2, 20)),
        ("29", "2", "2563", date(2020, 2, 29)),
    ],
)
def test_three_boxes_make_a_day(day, month, year, cleaned):
    form = LogForm(boxes(day, month, year))
    assert form.is_valid(), form.errors
    assert form.cleaned_data["held_on"] == cleaned
    assert form.cleaned_data["until"] is None


@pytest.mark.parametrize(
    ("day", "month", "year", "sentences"),
    [
        ("", "", "", ["ยังไม่ได้ใส่วันที่"]),
        ("20", "", "", ["ยังไม่ได้เลือกเดือน", "ยังไม่ได้ใส่ปี พ.ศ."]),
        ("", "2", "2562", ["ยังไม่ได้ใส่วัน"]),
        ("29", "2", "2561", ["ไม่มีวันที่ 29 ก.พ. 2561 เดือนนั้นมี 28 วัน เลือกวันใหม่"]),
        ("31", "4", "2561", ["ไม่มีวันที่ 31 เม.ย. 2561 เดือนนั้นมี 30 วัน เลือกวันใหม่"]),
        ("20", "2", "18", ["ปี “18” คือปีไหน ใส่ปี พ.ศ. ให้ครบ 4 หลัก"]),
        ("20", "13", "2562", ["ไม่มีเดือนที่ 13 เขียนวัน/เดือน/ปี เช่น 21/2/2561"]),
        ("20", "2", "ปีนี้", ["อ่านวันที่ไม่ออก ใส่วันและปีเป็นตัวเลข เช่น 21 และ 2561"]),
        ("วันพุธ", "2", "2562", ["อ่านตัวเลข “วันพุธ” ไม่ออก ใส่เฉพาะตัวเลข เช่น 1,200"]),
        ("-", "2", "2562", ["อ่านวันที่ไม่ออก ใส่วันและปีเป็นตัวเลข เช่น 21 และ 2561"]),
    ],
)
def test_what_is_wrong_with_a_day_is_said(day, month, year, sentences):
    form = LogForm(boxes(day, month, year))
    assert form.errors["held_on"] == sentences


def test_an_optional_day_may_not_be_half_there():
    form = LogForm(boxes("20", "2", "2562") | boxes("20", "", "", "until"))
    assert form.errors == {"until": ["ยังไม่ได้เลือกเดือน", "ยังไม่ได้ใส่ปี พ.ศ."]}


def test_the_boxes_are_labelled_and_described():
    html = LogForm(boxes("๓๑", "4", "2561"))["held_on"].as_widget(attrs={"aria-describedby": "why"})
    assert '<div class="dmy" id="id_held_on"' in html
    for number, label in enumerate(["วัน", "เดือน", "พ.ศ."]):
        assert f'<label for="id_held_on_{number}">{label}</label>' in html
    assert html.count('aria-describedby="why"') == 3
    assert html.count('aria-invalid="true"') == 3
    assert html.count(" required") == 3
    assert 'value="๓๑"' in html
    assert '<option value="4" selected>เมษายน</option>' in html


def test_what_is_typed_cannot_become_markup():
    html = str(LogForm(boxes('"><script>', "2", "2562"))["held_on"])
    assert "<script>" not in html


def test_a_day_is_shown_in_the_years_of_the_language():
    form = LogForm(initial={"held_on": date(2019, 2, 20), "since": date(2019, 2, 20)})
    assert 'value="2562"' in str(form["held_on"])
    assert 'value="20 ก.พ. 2562"' in str(form["since"])
    with translation.override("en"):
        assert 'value="2019"' in str(form["held_on"])
        assert ">February</option>" in str(form["held_on"])


def test_a_field_that_is_off_keeps_its_day():
    class Closed(LogForm):
        held_on = ThaiDateField(disabled=True, initial=date(2019, 2, 20))

    form = Closed(boxes("1", "1", "2561"))
    assert form.is_valid(), form.errors
    assert form.cleaned_data["held_on"] == date(2019, 2, 20)
    assert str(form["held_on"]).count(" disabled") == 3


def test_an_unchanged_day_is_not_a_change():
    same = boxes("20", "2", "2562")
    assert LogForm(same, initial={"held_on": date(2019, 2, 20)}).changed_data == []
    assert LogForm(same, initial={"held_on": date(2019, 2, 19)}).changed_data == ["held_on"]


def test_thai_digits_are_numbers():
    form = LogForm(boxes("20", "2", "2562") | {"people": "๑,๒๓๐ คน", "hours": "๓.๕", "phone": "๐๘๑-๐๐๐-๐๐๐๑"})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["people"] == 1230
    assert form.cleaned_data["hours"] == Decimal("3.5")
    assert form.cleaned_data["phone"] == "0810000001"


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("people", "-1", "ใส่ตั้งแต่ 0 ขึ้นไป"),
        ("people", "5001", "ใส่ได้ไม่เกิน 5000"),
        ("people", "2.5", "“2.5” ไม่ใช่จำนวนเต็ม ใส่เป็นจำนวนเต็ม"),
        ("people", "หลายคน", "อ่านตัวเลข “หลายคน” ไม่ออก ใส่เฉพาะตัวเลข เช่น 1,200"),
        ("hours", "1.25", "ใส่ทศนิยมไม่เกิน 1 ตำแหน่ง"),
        ("phone", "081-000-000", "เบอร์มือถือต้องมี 10 หลัก ตอนนี้มี 9 หลัก ตรวจอีกครั้ง"),
        ("since", "31/4/61", "ไม่มีวันที่ 31 เม.ย. 2561 เดือนนั้นมี 30 วัน เลือกวันใหม่"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field(field, typed, sentence):
    form = LogForm(boxes("20", "2", "2562") | {field: typed})
    assert form.errors == {field: [sentence]}


def test_numbers_bring_up_the_right_keyboard():
    form = LogForm()
    assert 'type="text"' in str(form["people"])
    assert 'inputmode="numeric"' in str(form["people"])
    assert 'inputmode="decimal"' in str(form["hours"])
    assert 'type="tel"' in str(form["phone"])


@pytest.mark.parametrize("typed", ["", "ไม่มี", "-"])
def test_no_phone_is_an_empty_text(typed):
    form = LogForm(boxes("20", "2", "2562") | {"phone": typed})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["phone"] == ""


def test_a_stored_phone_is_shown_in_groups():
    assert 'value="081-000-0001"' in str(LogForm(initial={"phone": "0810000001"})["phone"])


def test_a_filter_takes_a_day_as_written():
    form = LogForm(boxes("20", "2", "2562") | {"since": "๑ ม.ค. ๖๑"})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["since"] == date(2018, 1, 1)


def test_a_day_that_has_not_come_is_refused(settings):
    settings.KHABUAN_TODAY = "2019-02-20"
    not_future(date(2019, 2, 20))
    with pytest.raises(forms.ValidationError, match=r"วันที่ 21 ก\.พ\. 2562 ยังมาไม่ถึง ตรวจปี พ\.ศ\. อีกครั้ง"):
        not_future(date(2019, 2, 21))
