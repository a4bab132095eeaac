"""Open houses: their state by the day, their file for calendars, their materials."""

from datetime import date, time

import pytest
from django.core.exceptions import ValidationError
from icalendar import Calendar

from cms.choices import SeatState
from tests.factories.cms import DocumentFactory, MaterialFactory, OpenHousePageFactory, PublishedSiteFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("fields", "state", "words"),
    [
        ({}, SeatState.OPEN, "เหลือ 14 ที่"),
        ({"seats_taken": None}, SeatState.OPEN, "รับ 40 ที่"),
        ({"seats": None, "seats_taken": None}, SeatState.OPEN, ""),
        ({"seats_taken": 40}, SeatState.FULL, "เต็มแล้ว รับรายชื่อสำรอง"),
        ({"seats_taken": 44}, SeatState.FULL, "เต็มแล้ว รับรายชื่อสำรอง"),
        ({"register_by": date(2019, 2, 19)}, SeatState.CLOSED, "ปิดรับแล้ว"),
        ({"register_by": date(2019, 2, 20)}, SeatState.OPEN, "เหลือ 14 ที่"),
        ({"starts_on": date(2019, 2, 19)}, SeatState.PAST, "จัดไปแล้ว"),
        ({"starts_on": date(2019, 2, 20)}, SeatState.OPEN, "เหลือ 14 ที่"),
        ({"starts_on": date(2019, 2, 18), "ends_on": date(2019, 2, 20)}, SeatState.OPEN, "เหลือ 14 ที่"),
    ],
)
def test_the_state_follows_from_today(fields, state, words):
    page = OpenHousePageFactory(**fields)
    assert (page.state, page.state_text) == (state, words)


def test_the_calendar_page_divides_what_comes_from_what_was(public):
    later = OpenHousePageFactory(title="ทีหลัง", starts_on=date(2019, 5, 1))
    soon = OpenHousePageFactory(title="เร็ว ๆ นี้", starts_on=date(2019, 3, 1))
    past = OpenHousePageFactory(title="นานแล้ว", starts_on=date(2019, 1, 1))
    text = public.get("/th/open-houses/").content.decode()
    positions = [text.index(f'href="{page.address}"') for page in (soon, later, past)]
    assert positions == sorted(positions)


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"ends_on": date(2019, 3, 1)}, "ends_on"),
        ({"ends_at": time(8)}, "ends_at"),
        ({"starts_at": None}, "starts_at"),
    ],
)
def test_an_end_before_the_start_is_refused(fields, wrong):
    page = OpenHousePageFactory()
    for name, value in fields.items():
        setattr(page, name, value)
    with pytest.raises(ValidationError) as refused:
        page.full_clean()
    assert wrong in refused.value.message_dict


def test_it_goes_into_a_calendar_in_universal_time(public):
    page = OpenHousePageFactory(title="เปิดบ้านป่าชุมชน", starts_at=time(9), ends_at=time(15, 30))
    response = public.get(f"/th/open-houses/{page.pk}.ics")
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    event = Calendar.from_ical(response.content).walk("VEVENT")[0]
    assert str(event["SUMMARY"]) == "เปิดบ้านป่าชุมชน"
    assert b"DTSTART:20190302T020000Z" in response.content
    assert b"DTEND:20190302T083000Z" in response.content
    assert page.area.full_name in str(event["LOCATION"])
    assert str(event["URL"]) == f"http://testserver{page.address}"


def test_without_a_time_it_takes_whole_days(public):
    page = OpenHousePageFactory(starts_at=None, ends_at=None, ends_on=date(2019, 3, 3))
    event = Calendar.from_ical(public.get(f"/th/open-houses/{page.pk}.ics").content).walk("VEVENT")[0]
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (date(2019, 3, 2), date(2019, 3, 4))


def test_unpublished_hosts_are_not_named(public):
    shown, hidden = PublishedSiteFactory(), PublishedSiteFactory(name_th="ยังไม่เผยแพร่", status="proposed")
    page = OpenHousePageFactory(sites=[shown, hidden])
    text = public.get(page.address).content.decode()
    assert shown.name in text
    assert "ยังไม่เผยแพร่" not in text


def test_the_timetable_says_what_each_group_does(public):
    from tests.factories.programmes import the_programme

    the_programme()
    row = {
        "time": time(10, 15),
        "what": "เดินอ่านป่า",
        "parts": [
            {"group": "change-leader", "what": "กติกาป่า"},
            {"group": "gone", "what": "กลุ่มที่ไม่มีแล้ว"},
        ],
    }
    page = OpenHousePageFactory(timetable=[("row", row)])
    text = public.get(page.address).content.decode()
    assert "10.15 น." in text
    assert "กติกาป่า" in text
    assert "กลุ่มที่ไม่มีแล้ว" not in text


class TestMaterials:
    """Rows of files: size, advice, what comes later."""

    def page(self, public, *materials) -> str:
        return public.get(OpenHousePageFactory(handouts=materials).address).content.decode()

    def test_a_file_tells_its_kind_and_size(self, public):
        text = self.page(public, MaterialFactory(document=DocumentFactory(size=180_000)))
        assert '<span class="ext">PDF</span>' in text
        assert "180 KB" in text
        assert "Wi-Fi" not in text

    def test_a_large_file_advises_wifi(self, public):
        text = self.page(public, MaterialFactory(document=DocumentFactory(name="talk.mp3", size=4_600_000)))
        assert "4.6 MB" in text
        assert "ไฟล์ใหญ่ แนะนำให้โหลดผ่าน Wi-Fi" in text

    def test_what_comes_later_says_when_and_has_no_link(self, public):
        text = self.page(public, MaterialFactory(document=None, available_on=date(2019, 3, 13)))
        assert "จะเผยแพร่ พุธ 13 มี.ค. 2562" in text
        assert "/documents/" not in text

    def test_a_file_cannot_be_fetched_before_its_day(self, public, user_with, client_of):
        early = MaterialFactory(available_on=date(2019, 3, 13))
        assert "/documents/" not in self.page(public, early)
        assert public.get(early.document.url).status_code == 404
        assert client_of(user_with("coordinator", "440501")).get(early.document.url).status_code == 404
        assert client_of(user_with("editor", "TH")).get(early.document.url).status_code == 200

    @pytest.mark.parametrize("day", [None, date(2019, 2, 20)])
    def test_from_its_day_on_it_can(self, public, day):
        material = MaterialFactory(available_on=day)
        assert public.get(material.document.url).status_code == 200

    def test_a_material_without_a_file_says_when_it_comes(self):
        with pytest.raises(ValidationError):
            MaterialFactory.build(document=None, available_on=None).full_clean()
