"""Thai among other words is marked as Thai, once."""

import pytest
from django.template import Context, Template
from django.utils import translation
from django.utils.safestring import mark_safe
from hypothesis import given
from hypothesis import strategies as st

from tests.cms.marks import unmarked_thai
from thai.foreign import mark_thai, reads_thai


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("Forest", "Forest"),
        ("ป่าชุมชน", '<span lang="th">ป่าชุมชน</span>'),
        ("เดินป่า 2 กิโลเมตร", '<span lang="th">เดินป่า 2 กิโลเมตร</span>'),
        ("Khabuan (ขบวน), the movement", 'Khabuan (<span lang="th">ขบวน</span>), the movement'),
        ("แม่ & ลูก", '<span lang="th">แม่</span> &amp; <span lang="th">ลูก</span>'),
        ("<b>แม่", '&lt;b&gt;<span lang="th">แม่</span>'),
        (mark_safe("<b>แม่</b><br>ลูก"), '<b><span lang="th">แม่</span></b><br><span lang="th">ลูก</span>'),
        (mark_safe('<p lang="th">แม่ <b>ลูก</b></p>'), '<p lang="th">แม่ <b>ลูก</b></p>'),
        (None, ""),
    ],
)
def test_what_is_marked(text, marked):
    assert mark_thai(text) == marked


@given(st.text(alphabet="กขแม่ ab<>&\"'12(),"))
def test_marked_whole_and_marked_once(text):
    once = mark_thai(text)
    assert unmarked_thai(once) == []
    assert mark_thai(once) == once


@pytest.mark.parametrize(
    ("text", "thai"),
    [
        ("ป่าชุมชน", True),
        ("<p>ป่าชุมชน</p>", True),
        ("Khabuan (ขบวน), the movement", False),
        ("081-000-0034", False),
        ("", False),
        ("ศาลาริมคลอง (hall)", True),
    ],
)
def test_what_reads_as_thai(text, thai):
    assert reads_thai(text) is thai


def render(source: str, language: str) -> str:
    with translation.override(language):
        return Template("{% load thai %}" + source).render(Context({"name": "ป่า <1>"}))


def test_filters_mark_on_english_pages_only():
    assert render("{{ name|thai_text }}", "th") == "ป่า &lt;1&gt;"
    assert render("{{ name|thai_text }}", "en") == '<span lang="th">ป่า</span> &lt;1&gt;'
    assert render("<b{{ name|lang_th }}>", "en") == '<b lang="th">'
    assert render("<b{{ name|lang_th }}>", "th") == "<b>"
    assert 'lang="th"' not in render("{{ name|nb }}", "th")
    assert 'lang="th"' in render("{{ name|nb }}", "en")
