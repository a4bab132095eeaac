"""What the components say: a word for every state, messages tied to fields, numbers a browser can read."""

import re

import pytest
from django import forms
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.core.paginator import Paginator
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation

from programmes.choices import ActivityStatus, Presence

WORDS = re.compile(r"<[^>]+>")


def component(name: str, /, **context: object) -> str:
    return render_to_string(f"components/{name}.html", context)


def words(html: str) -> str:
    return " ".join(WORDS.sub(" ", html).split())


@pytest.mark.parametrize("status", ActivityStatus)
def test_every_status_has_its_word_and_a_sign(status):
    html = component("status", status=status.value)
    assert words(html) == status.label
    assert "#i-" in html


def test_a_submitted_log_reads_differently_to_the_one_who_sent_it():
    assert words(component("status", status="submitted", side="coordinator")) == "ส่งแล้ว รอตรวจ"


@pytest.mark.parametrize("presence", Presence)
def test_every_answer_of_the_roll_call_has_its_word(presence):
    assert words(component("presence", presence=presence.value)) == presence.label


@pytest.mark.parametrize(
    ("verdict", "word"),
    [
        ("new", "เพิ่มใหม่"),
        ("same", "เหมือนเดิม"),
        ("change", "มีการเปลี่ยน"),
        ("question", "ขอถาม"),
        ("refused", "นำเข้าไม่ได้"),
    ],
)
def test_every_verdict_on_a_row_has_its_word(verdict, word):
    assert words(component("verdict", verdict=verdict)) == word


@pytest.mark.parametrize(
    ("value", "checked"), [("present", "y"), ("absent", "n"), ("", "u"), ("unknown", "u")]
)
def test_who_was_not_asked_is_unknown(value, checked):
    html = component("rollcall", name="p7", value=value)
    assert re.findall(r'class="(\w)"><input[^>]* checked', html) == [checked]


class PhoneForm(forms.Form):
    phone = forms.CharField(label="เบอร์มือถือ", help_text="10 หลัก", error_messages={"required": "ใส่เบอร์มือถือ"})
    method = forms.ChoiceField(
        label="เรียนรู้ด้วยวิธีไหน",
        choices=[("forum", "เวที"), ("coaching", "สอนงาน")],
        widget=forms.RadioSelect,
        error_messages={"required": "ยังไม่ได้เลือกวิธีเรียนรู้"},
    )
    note = forms.CharField(label="หมายเหตุ", required=False)
    ok = forms.BooleanField(label="ฉันยินยอม", required=False)


def test_a_message_stands_above_its_control_and_is_tied_to_it():
    html = component("field", field=PhoneForm({})["phone"])
    assert html.index("10 หลัก") < html.index("ใส่เบอร์มือถือ") < html.index("<input")
    described = re.search(r'<input[^>]*aria-describedby="([^"]+)"', html)
    assert described
    assert all(f'id="{part}"' in html for part in described[1].split())
    assert 'aria-invalid="true"' in html


def test_the_summary_leads_to_fields_that_are_there():
    html = component("form", form=PhoneForm({}))
    assert "ยังส่งไม่ได้ เหลืออีก 2 จุด" in words(html)
    targets = re.findall(r'<a href="#([^"]+)"', html)
    assert targets == ["id_phone", "id_method"]
    assert all(f'id="{target}"' in html for target in targets)


def test_only_what_may_be_left_empty_says_so():
    form = PhoneForm()
    assert "(ไม่ใส่ก็ได้)" in component("field", field=form["note"])
    assert "(ไม่ใส่ก็ได้)" not in component("field", field=form["phone"])


def test_choices_are_chips_whose_words_change_with_the_box():
    html = component("field", field=PhoneForm({"method": "forum"})["method"])
    chips = re.findall(r'<label class="chip"[^>]*>(<input[^>]*>).*?<span>([^<]+)</span></label>', html, re.S)
    assert [("checked" in box, word) for box, word in chips] == [(True, "เวที"), (False, "สอนงาน")]


def test_numbers_in_charts_keep_their_point_and_lose_their_commas():
    with translation.override("th"):
        bullet = component("bullet", actual=35.25, plan=36, target=100, label="35%")
        mix = component(
            "mix",
            total=41825,
            label="สองกลุ่ม",
            segments=[
                {"shape": "diamond", "value": 3965, "end": 3965},
                {"shape": "square", "value": 0, "end": 3965},
                {"shape": "circle", "value": 37860, "end": 41825},
            ],
        )
    assert 'width="35.25"' in bullet
    assert 'viewBox="0 0 41825 36"' in mix
    # The longest lies lowest; a group of nobody has no segment.
    assert re.findall(r'<rect class="(\w+)" width="(\d+)"', mix) == [("circle", "41825"), ("diamond", "3965")]


def test_what_cannot_be_measured_has_an_empty_track_and_no_nought():
    html = component("bullet", actual=None, plan=None, target=None, label="ยังวัดไม่ได้")
    assert 'class="bul none"' in html
    assert "done" not in html


def test_a_figure_without_a_base_is_a_dash():
    assert "—" in words(component("figure", label="คน", value=None, unit="คน"))
    assert "1,431 ทีม" in words(component("figure", label="ทีม", value=1431, unit=" ทีม"))


def test_a_row_says_nought_but_not_nothing():
    assert "0 แห่ง" in words(component("rowlink", href="#", title="ภาคใต้", value=0, unit="แห่ง"))
    assert words(component("rowlink", href="#", title="ภาคใต้")) == "ภาคใต้"


def test_pages_keep_what_was_asked():
    request = RequestFactory().get("/", {"province": "44", "page": "2"})
    html = render_to_string("components/pagination.html", {"page": Paginator(range(50), 10).page(2)}, request)
    assert re.findall(r'<a [^>]*href="([^"]+)"', html) == [
        "?province=44&amp;page=1",
        "?province=44&amp;page=3",
    ]


def test_a_message_shows_its_kind_without_colour():
    messages = [Message(constants.ERROR, "ส่งไม่สำเร็จ"), Message(constants.SUCCESS, "ถึงระบบแล้ว")]
    html = component("messages", messages=messages)
    assert html.index("#i-warn") < html.index("#i-tick")


@pytest.mark.parametrize("template", ["500.html", "400.html"])
def test_the_last_pages_need_no_database_and_no_request(template):
    html = render_to_string(template)
    assert '<html lang="th">' in html
    assert "กลับหน้าแรก" in words(html)
