"""What templates write, and what they keep on one line."""

from datetime import UTC, date, datetime, time
from decimal import Decimal
from html.parser import HTMLParser

import pytest
from django.template import Context, Template
from django.utils import translation
from django.utils.html import escape
from django.utils.safestring import mark_safe
from hypothesis import given
from hypothesis import strategies as st

from thai.linebreaks import keep_whole

DAY, NEXT = date(2018, 2, 21), date(2018, 2, 22)
MOMENT = datetime(2019, 2, 20, 1, 0, tzinfo=UTC)


def render(expression, **context):
    return Template("{% load thai %}{{ " + expression + " }}").render(Context(context))


def span(text):
    return f'<span class="nb">{text}</span>'


@pytest.mark.parametrize(
    ("expression", "thai", "english"),
    [
        ("day|thai_date", span("พุธ 21 ก.พ. 2561"), span("Wed 21 Feb 2018")),
        ('day|thai_date:"plain"', "พุธ 21 ก.พ. 2561", "Wed 21 Feb 2018"),
        ('day|thai_date:"day plain"', "21 ก.พ. 2561", "21 Feb 2018"),
        ("day|thai_date_long", span("วันพุธที่ 21 กุมภาพันธ์ 2561"), span("Wednesday 21 February 2018")),
        ('day|thai_date_long:"plain"', "วันพุธที่ 21 กุมภาพันธ์ 2561", "Wednesday 21 February 2018"),
        ("day|thai_month", span("ก.พ. 2561"), span("Feb 2018")),
        ("day|thai_range:next", span("21–22 ก.พ. 2561"), span("21–22 Feb 2018")),
        ("day|thai_range:day", span("พุธ 21 ก.พ. 2561"), span("Wed 21 Feb 2018")),
        ("day|thai_range_plain:next", "21–22 ก.พ. 2561", "21–22 Feb 2018"),
        ("time|thai_time", span("09.00 น."), span("09:00")),
        ("moment|thai_time", span("08.00 น."), span("08:00")),
        ("moment|thai_date", span("พุธ 20 ก.พ. 2562"), span("Wed 20 Feb 2019")),
        ("moment|thai_datetime", span("พุธ 20 ก.พ. 2562 เวลา 08.00 น."), span("Wed 20 Feb 2019, 08:00")),
        ("2019|be_year", "2562", "2019"),
    ],
)
def test_days_follow_the_language_of_the_page(expression, thai, english):
    context = {"day": DAY, "next": NEXT, "time": time(9, 0), "moment": MOMENT}
    with translation.override("th"):
        assert render(expression, **context) == thai
    with translation.override("en"):
        assert render(expression, **context) == english


@pytest.mark.parametrize(
    "name",
    [
        "thai_date",
        "thai_date_long",
        "thai_month",
        "thai_range",
        "thai_time",
        "thai_datetime",
        "be_year",
        "thai_phone",
        "nb",
    ],
)
def test_nothing_prints_nothing(name):
    assert render(f"day|{name}", day=None) == ""


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (1431, "1,431"),
        (0, "0"),
        (100, "100"),
        (Decimal("12.50"), "12.5"),
        (Decimal("1200.00"), "1,200"),
        (2.005, "2.01"),
        (1 / 3, "0.33"),
        (-5, "-5"),
        (None, "—"),
        ("", "—"),
        ("x", "—"),
        (float("nan"), "—"),
    ],
)
def test_numbers_have_commas_and_no_idle_zeros(value, shown):
    assert render("value|number", value=value) == shown


@pytest.mark.parametrize(
    ("part", "base", "shown"),
    [
        (19, 31, "61%"),
        (0, 31, "0%"),
        (31, 31, "100%"),
        (1, 200, "1%"),
        (0, 0, "—"),
        (3, None, "—"),
        (None, 3, "—"),
    ],
)
def test_a_share_without_a_base_is_a_dash(part, base, shown):
    assert render("part|percent_of:base", part=part, base=base) == shown


def test_a_phone_is_shown_in_groups():
    assert render("phone|thai_phone", phone="0810000001") == span("081-000-0001")


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("ข้อมูล ณ พุธ 20 ก.พ. 2562 เวลา 08.00 น.", ["พุธ 20 ก.พ. 2562", "08.00 น."]),
        ("เปิดวันพุธที่ 21 กุมภาพันธ์ 2561", ["วันพุธที่ 21 กุมภาพันธ์ 2561"]),
        ("โทร 081-000-0033 จันทร์–ศุกร์ หรือ 054-000-000", ["081-000-0033", "054-000-000"]),
        ("12–13 มี.ค. 2561 และ 30 มี.ค.–2 เม.ย. 2561", ["12–13 มี.ค. 2561", "30 มี.ค.–2 เม.ย. 2561"]),
        ("09.00–15.30 น.", ["09.00–15.30 น."]),
        ("โครงการ 3 ปี (พ.ศ. 2561–2563)", ["3 ปี", "พ.ศ. 2561–2563"]),
        ("(ม.ค.–มี.ค. 2562)", ["ม.ค.–มี.ค. 2562"]),
        ("ต.ท่าขอนยาง อ.กันทรวิชัย จ.มหาสารคาม", ["ต.ท่าขอนยาง", "อ.กันทรวิชัย", "จ.มหาสารคาม"]),
        ("แขวงวังบูรพาภิรมย์ เขตพระนคร กรุงเทพฯ", ["แขวงวังบูรพาภิรมย์", "เขตพระนคร", "กรุงเทพฯ"]),
        ("หมู่ 4 บ้านใหม่", ["หมู่ 4"]),
        ("ทีมตำบลท่าขอนยาง", ["ทีมตำบลท่าขอนยาง"]),
        ("มี 1,431 ทีม 19 จาก 31 ทีม (61%)", ["1,431 ทีม", "31 ทีม", "61%"]),
        ("เหลือ 14 ที่นั่ง", ["14 ที่นั่ง"]),
        ("ผู้นำในขบวนองค์กรชุมชน", ["ขบวนองค์กรชุมชน"]),
        ("Wed 20 Feb 2019", ["Wed 20 Feb 2019"]),
        ("จดหมายจาก ผอ.พอช. ถึง อ.เชียงยืน", ["ผอ.พอช.", "อ.เชียงยืน"]),
    ],
)
def test_phrases_are_kept_whole(text, kept):
    html = keep_whole(text)
    assert [piece.partition("</span>")[0] for piece in html.split('<span class="nb">')[1:]] == kept


def test_a_name_given_is_kept_whole():
    assert keep_whole("ตลาดชุมชนบางเจ้าฉ่าเปิดแล้ว", "ตลาดชุมชนบางเจ้าฉ่า") == span("ตลาดชุมชนบางเจ้าฉ่า") + "เปิดแล้ว"
    assert keep_whole("A & B (แดง)", "A & B") == span("A &amp; B") + " (แดง)"


def test_the_repetition_mark_stays_with_its_word():
    assert keep_whole("สั้น ๆ") == "สั้น\u00a0ๆ"


def test_text_is_escaped_and_safe_html_is_not():
    assert keep_whole("<b>5 คน</b> & 6") == "&lt;b&gt;" + span("5 คน") + "&lt;/b&gt; &amp; 6"
    html = mark_safe(
        '<a href="/?q=5 คน">5 คน</a><script>"5 คน"</script><span class="nb">ก <span>5 คน</span></span>6 คน'
    )
    assert keep_whole(html) == (
        f'<a href="/?q=5 คน">{span("5 คน")}</a><script>"5 คน"</script>'
        f'<span class="nb">ก <span>5 คน</span></span>{span("6 คน")}'
    )


PIECES = [
    "5 คน",
    "ต.นา",
    "ตำบล",
    "หมู่ 4",
    "พ.ศ. 2561",
    "ปี 2562",
    "09.00 น.",
    "พุธ 20 ก.พ. 2562",
    "ม.ค.–มี.ค. 2562",
    "สั้น ๆ",
    "ขบวนองค์กรชุมชน",
]


class _Text(HTMLParser):
    """The text of some HTML, without its tags."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""

    def handle_data(self, data: str) -> None:
        self.text += data


@given(
    st.lists(
        st.sampled_from([*"ก5๑<>&\"' .,–%้", *PIECES]),
    ).map("".join)
)
def test_keeping_whole_changes_no_text_and_is_done_once(text):
    html = keep_whole(text)
    parser = _Text()
    parser.feed(html)
    parser.close()
    assert parser.text == text.replace(" ๆ", "\u00a0ๆ")
    assert keep_whole(html) == html
    assert escape(text).count("&lt;") == html.count("&lt;")
