"""What single cells of a list say: opening, capacity, contacts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.choices import SiteState
from programmes.intake.sites.contacts import read_contacts
from programmes.intake.sites.opening import read_capacity, read_opening

OPEN, ASK, CLOSED = SiteState.OPEN, SiteState.BY_APPOINTMENT, SiteState.CLOSED


@pytest.mark.parametrize(
    ("text", "state", "days"),
    [
        ("ทุกวันพุธ", OPEN, "ทุกวันพุธ"),
        ("จ.-ศ. 9.00-16.00 น.", OPEN, "จ.-ศ. 9.00-16.00 น."),
        ("ปิดวันจันทร์", OPEN, "ปิดวันจันทร์"),
        ("เปิด", OPEN, ""),
        ("โทรก่อน", ASK, "โทรก่อน"),
        ("ทุกวันพุธ โทรก่อน", ASK, "ทุกวันพุธ โทรก่อน"),
        ("นัดล่วงหน้า", ASK, ""),
        ("นัดล่วงหน้า 3 วัน", ASK, "นัดล่วงหน้า 3 วัน"),
        ("ปิดปรับปรุง", CLOSED, ""),
        ("ปิดปรับปรุงถึง มี.ค. 62", CLOSED, "ปิดปรับปรุงถึง มี.ค. 62"),
        ("ยังไม่เปิด", CLOSED, "ยังไม่เปิด"),
        ("ไม่เปิดวันพุธ", OPEN, "ไม่เปิดวันพุธ"),
        ("งดรับคณะวันพระ", OPEN, "งดรับคณะวันพระ"),
        ("Closed on Wednesdays", OPEN, "Closed on Wednesdays"),
        ("ไม่เปิดวันพุธ โทรก่อน", ASK, "ไม่เปิดวันพุธ โทรก่อน"),
        ("ไม่เปิดแล้ว", CLOSED, "ไม่เปิดแล้ว"),
        ("งดรับจนถึงวันศุกร์", CLOSED, "งดรับจนถึงวันศุกร์"),
        ("ปิดปรับปรุง ไม่เปิดวันพุธ", CLOSED, "ปิดปรับปรุง ไม่เปิดวันพุธ"),
        ("อยู่ระหว่างปรับปรุง", CLOSED, "อยู่ระหว่างปรับปรุง"),
        ("ซ่อมแซม", CLOSED, "ซ่อมแซม"),
        ("จ-ศ", OPEN, "จ-ศ"),
        ("", None, ""),
        ("แล้วแต่ฤดู", None, "แล้วแต่ฤดู"),
    ],
)
def test_opening(text, state, days):
    found = read_opening(text, "")
    assert (found.state, found.days) == (state, days)
    assert found.clear == (text != "แล้วแต่ฤดู")


@given(st.text(max_size=250), st.text(max_size=30))
def test_any_text_says_something_of_opening(days, state):
    found = read_opening(days, state)
    assert found.state is None or found.state in SiteState
    assert len(found.days) <= 200


@given(st.integers(1, 10_000), st.sampled_from(["{}", "{} คน", "ครั้งละ {} คน", "{:,} คน/วัน", "รับได้ {} ท่าน"]))
def test_a_capacity_is_read_however_it_is_said(number, words):
    assert read_capacity(words.format(number)).number == number


@given(st.text(max_size=40) | st.text("0123456789๐-–+,ประมาณคน/ครั้งไม่เกิน ", max_size=25))
def test_any_text_is_a_capacity_or_noted(text):
    found = read_capacity(text)
    assert found.number is None or 0 < found.number <= 10_000
    assert found.told == (found.number is not None)


def test_a_column_of_states_says_more_than_the_days():
    assert read_opening("ทุกวันพุธ", "ปิดปรับปรุง").state == CLOSED
    assert read_opening("ทุกวันพุธ", "เสนอแล้ว").state == OPEN


@pytest.mark.parametrize(
    ("text", "number", "noted"),
    [
        ("๕๐", 50, False),
        ("20 คน/ครั้ง", 20, False),
        ("ครั้งละ 30 คน", 30, False),
        ("30-40", 40, True),
        ("ประมาณ 20", 20, True),
        ("ได้ 40 คน", 40, False),
        ("รับได้ครั้งละ 40 คน", 40, False),
        ("40 คน (2 รุ่น)", 40, True),
        ("30 (ค้างคืนได้ 10)", 30, True),
        ("30 (ค้างคืนได้ 100)", None, True),
        ("ไม่ได้ 40 คน", None, True),
        ("ไม่จำกัด", None, True),
        ("หลายคน", None, True),
        ("0", None, True),
        ("10001", None, True),
        ("10000", 10_000, False),
        ("", None, False),
    ],
)
def test_capacity(text, number, noted):
    found = read_capacity(text)
    assert (found.number, bool(found.note)) == (number, noted)


@pytest.mark.parametrize(
    ("text", "phones", "contacts"),
    [
        ("นางสมใจ", "", [("นางสมใจ", "")]),
        ("0810000003", "", [("", "0810000003")]),
        ("810000003", "", [("", "0810000003")]),
        ("๐๘๑-๐๐๐-๐๐๐๓ นางสมใจ", "", [("นางสมใจ", "0810000003")]),
        ("นางสมใจ (โทร. 081 000 0003)", "", [("นางสมใจ", "0810000003")]),
        ("นางสมใจ", "081-000-0003", [("นางสมใจ", "0810000003")]),
        ("นางสมใจ, 0810000003", "", [("นางสมใจ", "0810000003")]),
        ("นางสมใจ 0810000003 และ นายบุญ", "", [("นางสมใจ", "0810000003"), ("นายบุญ", "")]),
        ("นางสมใจ/นายบุญ", "0810000003/0820000004", [("นางสมใจ", "0810000003"), ("นายบุญ", "0820000004")]),
        ("นางสมใจ 0810000003, 0820000004", "", [("นางสมใจ", "0810000003"), ("", "0820000004")]),
        ("อบต.ควนเมา 075-000-000", "", [("อบต.ควนเมา", "075000000")]),
        ("ผญ.บุญมี", "", [("ผญ.บุญมี", "")]),
        (
            "นางห้า ดี โทร. 081-000-0005 หรือ 081-000-0006",
            "",
            [("นางห้า ดี", "0810000005"), ("", "0810000006")],
        ),
        (
            "นายบุญ, นางห้า 0810000005 หรือ 0810000006",
            "",
            [("นายบุญ", ""), ("นางห้า", "0810000005"), ("", "0810000006")],
        ),
        ("นางห้า 0810000005 0810000006", "", [("นางห้า", "0810000005"), ("", "0810000006")]),
        ("นางห้า 081-000-0005/6", "", [("นางห้า", "0810000005")]),
        ("นางห้า (0810000005, 0810000006)", "", [("นางห้า", "0810000005"), ("", "0810000006")]),
        (
            "นางห้า 0810000005 (ประธาน) นายหก 0810000006",
            "",
            [("นางห้า", "0810000005"), ("นายหก", "0810000006")],
        ),
        ("0810000005 นางห้า 0810000006 นายหก", "", [("นางห้า", "0810000005"), ("นายหก", "0810000006")]),
        ("0810000005 นางห้า ดี นะ", "", [("นางห้า ดี นะ", "0810000005")]),
        ("นางห้า ดี 0810000005 นายหก", "", [("นางห้า ดี", "0810000005"), ("นายหก", "")]),
        ("นายสาม ดี (ประธาน) นางสี่ ดี (เลขา)", "", [("นายสาม ดี", ""), ("นางสี่ ดี", "")]),
        ("นายสาม ดี(ประธาน/วิทยากร)นางสี่", "", [("นายสาม ดี", ""), ("นางสี่", "")]),
        ("นายสาม ดี นางสี่ ดี", "", [("นายสาม ดี", ""), ("นางสี่ ดี", "")]),
        ("นายสาม ดี (ผู้ใหญ่บ้าน หมู่ 4) 081-000-0003", "", [("นายสาม ดี", "0810000003")]),
        ("นางห้า 081 000 0005 081 000 0006", "", [("นางห้า", "0810000005"), ("", "0810000006")]),
        (
            "1. นายสาม ดี 0810000003 2. นางสี่ ดี 0810000004",
            "",
            [("นายสาม ดี", "0810000003"), ("นางสี่ ดี", "0810000004")],
        ),
        ("1) นายสาม ดี, 2) นางสี่ ดี", "", [("นายสาม ดี", ""), ("นางสี่ ดี", "")]),
        ("นางห้า 02-000-0000 ต่อ 12", "", [("นางห้า", "020000000")]),
        ("นางห้า 0810000005 / 075000000 (บ้าน)", "", [("นางห้า", "0810000005"), ("", "075000000")]),
        ("นางห้า (081) 000-0005", "", [("นางห้า", "0810000005")]),
        ("นางห้า +66 81 000 0005", "", [("นางห้า", "0810000005")]),
        ("นายสาม นายดี", "", [("นายสาม นายดี", "")]),
        ("นาง สาม ดี", "", [("นางสาม ดี", "")]),
        ("นางสาม ณ อยุธยา 0810000005", "", [("นางสาม ณ อยุธยา", "0810000005")]),
        ("(นางสมใจ ใจดี)", "", [("นางสมใจ ใจดี", "")]),
        ("กลุ่มทอผ้า (บ้านดอน)", "", [("กลุ่มทอผ้า (บ้านดอน)", "")]),
        ("อบต.ควนเมา (นางสมใจ 081-000-0003)", "", [("อบต.ควนเมา (นางสมใจ)", "0810000003")]),
        ("-", "ไม่มี", []),
        ("", "", []),
    ],
)
def test_contacts(text, phones, contacts):
    found = read_contacts(text, phones)
    assert ([(contact.called, contact.phone) for contact in found.all], found.problem) == (contacts, "")


def test_a_person_and_an_office_are_told_apart():
    person, office = read_contacts("นางสมใจ รักบ้าน, กลุ่มออมทรัพย์", "").all
    assert (person.name.given_name, person.name.family_name) == ("สมใจ", "รักบ้าน")
    assert office.name is None


@pytest.mark.parametrize(
    ("text", "called", "role", "nickname"),
    [
        ("นางสมใจ ใจดี (ประธาน)", "นางสมใจ ใจดี", "ประธาน", ""),
        ("นางสมใจ ใจดี (เลขานุการกลุ่ม) 0810000003", "นางสมใจ ใจดี", "เลขานุการกลุ่ม", ""),
        ("นางสมใจ ใจดี (ประธาน 0810000003)", "นางสมใจ ใจดี", "ประธาน", ""),
        ("นางสมใจ ใจดี (ประธาน", "นางสมใจ ใจดี", "ประธาน", ""),
        ("นางสมใจ ใจดี [ประธาน]", "นางสมใจ ใจดี", "ประธาน", ""),
        ("นางสมใจ ใจดี (แดง)", "นางสมใจ ใจดี", "", "แดง"),
        ("นางสมใจ (แดง) ใจดี (ประธาน)", "นางสมใจ ใจดี", "ประธาน", "แดง"),
        ("นางสมใจ ใจดี", "นางสมใจ ใจดี", "", ""),
    ],
)
def test_what_stands_in_brackets_is_no_part_of_the_name(text, called, role, nickname):
    (contact,) = read_contacts(text, "").all
    assert (contact.called, contact.role, contact.name.nickname) == (called, role, nickname)


@pytest.mark.parametrize("number", ["081-000-00005", "052-000-0005", "1-2345-67890-12-3"])
def test_a_number_too_long_is_not_cut_to_fit(number):
    found = read_contacts(f"นางสมใจ {number}", "")
    assert found.problem
    assert [(contact.called, contact.phone) for contact in found.all] == [("นางสมใจ", "")]


def test_a_number_that_cannot_be_right_is_told():
    found = read_contacts("นางสมใจ 08100", "")
    assert [(contact.called, contact.phone) for contact in found.all] == [("นางสมใจ", "")]
    assert "หลัก" in found.problem


@given(st.text(max_size=60), st.text(max_size=30))
def test_any_text_gives_contacts_that_can_be_kept(text, phones):
    for contact in read_contacts(text, phones).all:
        assert contact.called or contact.phone
        assert len(contact.called) <= 120 + 40 + 20
        assert contact.phone == "" or contact.phone.isdecimal()
