"""The private calendar: made, shown once, revoked; what is in it, read back with icalendar."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar

from geo.models import AreaRole
from programmes.models import Activity, CalendarFeed
from programmes.services import planning, transitions
from programmes.services.feeds import make_feed, open_feed
from tests.factories.geo import LearningSiteFactory
from tests.factories.programmes import SessionFactory, activity_with

from ..pages import text_of
from .making import TODAY, WEDNESDAYS, planned

PAGE = "/log/calendar/feed/"


@pytest.fixture
def address(owner):
    """The address of the owner's calendar."""
    return f"/calendar/{make_feed(by=owner, language='th')}.ics"


@pytest.fixture
def read(client_of, address):
    """``read()``: the calendar as a program without a session gets it."""

    def fetch() -> Calendar:
        answer = client_of(None).get(address)
        assert answer.status_code == 200
        return Calendar.from_ical(answer.content)

    return fetch


def only(calendar: Calendar):
    [event] = calendar.walk("VEVENT")
    return event


class TestAddress:
    def test_it_is_made_shown_once_and_kept_as_a_digest(self, client_of, owner, team) -> None:
        client = client_of(owner)
        page = text_of(client.post(PAGE, {"action": "make"}))
        [shown] = re.findall(r'value="http://testserver(/calendar/[\w-]{40,}\.ics)"', page)
        assert "webcal://testserver" in page
        token = shown.split("/")[-1].removesuffix(".ics")
        assert token not in text_of(client.get(PAGE))
        assert token not in str(list(CalendarFeed.objects.values()))
        assert client_of(None).get(shown).status_code == 200

    def test_a_new_one_replaces_the_old(self, client_of, owner, team, address) -> None:
        client_of(owner).post(PAGE, {"action": "make"})
        assert client_of(None).get(address).status_code == 404
        assert CalendarFeed.objects.working().count() == 1
        assert CalendarFeed.objects.count() == 2

    def test_revoked_it_is_not_found(self, client_of, owner, team, address) -> None:
        client = client_of(owner)
        client.post(PAGE, {"action": "revoke"})
        assert client_of(None).get(address).status_code == 404
        assert "สร้างลิงก์ปฏิทิน" in text_of(client.get(PAGE))

    def test_a_colleague_revokes_only_the_own(self, client_of, owner, colleague, team, address) -> None:
        client_of(colleague).post(PAGE, {"action": "revoke"})
        assert client_of(None).get(address).status_code == 200

    def test_an_account_that_is_closed_reads_nothing(self, client_of, owner, address) -> None:
        owner.is_active = False
        owner.save()
        assert client_of(None).get(address).status_code == 404

    def test_who_lost_the_areas_reads_nothing(self, client_of, owner, address) -> None:
        AreaRole.objects.filter(user=owner).update(ends_on=TODAY - timedelta(days=1))
        assert client_of(None).get(address).status_code == 404

    def test_nothing_is_found_by_guessing(self, client_of, owner, address) -> None:
        digest = CalendarFeed.objects.get().digest
        for token in ("x", digest, address.split("/")[-1][:-5]):
            assert client_of(None).get(f"/calendar/{token}.ics").status_code == 404

    def test_its_use_is_noted_once_an_hour(self, client_of, owner, address) -> None:
        assert "ยังไม่มีปฏิทินไหนมาดึง" in text_of(client_of(owner).get(PAGE))
        client_of(None).get(address)
        first = CalendarFeed.objects.get().last_used_at
        client_of(None).get(address)
        assert CalendarFeed.objects.get().last_used_at == first
        assert datetime.now(UTC) - first < timedelta(minutes=5)
        assert "ปฏิทินมาดึงล่าสุดเมื่อ" in text_of(client_of(owner).get(PAGE))

    def test_a_token_is_long_and_never_twice_the_same(self, owner) -> None:
        tokens = {make_feed(by=owner, language="th") for _ in range(20)}
        assert len(tokens) == 20
        assert all(len(token) == 43 for token in tokens)
        assert sum(open_feed(token) is not None for token in tokens) == 1

    def test_signed_in_or_not_it_reads_the_calendar_of_the_address(
        self, client_of, owner, stranger, team, address
    ) -> None:
        planned(team, owner)
        assert client_of(stranger).get(address).content == client_of(None).get(address).content


class TestAnswer:
    def test_nobody_between_keeps_it_and_no_session_begins(self, client_of, address) -> None:
        answer = client_of(None).get(address)
        assert answer["Content-Type"] == "text/calendar; charset=utf-8"
        assert answer["Cache-Control"] == "private, no-cache"
        assert answer["X-Robots-Tag"] == "noindex"
        assert not answer.cookies

    def test_asked_again_it_says_that_nothing_changed(self, client_of, owner, team, address) -> None:
        planned(team, owner)
        client = client_of(None)
        tag = client.get(address)["ETag"]
        again = client.get(address, headers={"if-none-match": tag})
        assert (again.status_code, again.content) == (304, b"")
        planning.postpone(Activity.objects.get(), by=owner, reason="ฝน")
        changed = client.get(address, headers={"if-none-match": tag})
        assert changed.status_code == 200
        assert changed["ETag"] != tag

    def test_it_is_only_read(self, client_of, address) -> None:
        assert client_of(None).post(address).status_code == 405

    def test_more_activities_ask_no_more_queries(self, client_of, owner, team, address) -> None:
        def queries() -> int:
            with CaptureQueriesContext(connection) as made:
                client_of(None).get(address)
            return len(made)

        client_of(None).get(address)
        planned(team, owner)
        one = queries()
        planned(team, owner, *WEDNESDAYS)
        assert queries() == one <= 6


class TestEvents:
    def test_a_planned_one_with_its_time_in_utc(self, read, owner, team) -> None:
        [made] = planned(team, owner)
        calendar = read()
        event = only(calendar)
        assert calendar["version"] == "2.0"
        assert str(calendar.calendar_name) == "กิจกรรมของทีม (ขบวน)"
        assert event["uid"] == f"{made.uid}@127.0.0.1"
        assert event.decoded("dtstart") == datetime(2019, 3, 6, 2, tzinfo=UTC), "nine in Thailand"
        assert event.decoded("dtend") == datetime(2019, 3, 6, 5, tzinfo=UTC)
        assert event.decoded("dtstart").tzinfo is UTC or str(event.decoded("dtstart").tzinfo) == "UTC"
        assert str(event["summary"]) == "ประชุมทีม"
        assert str(event["status"]) == "CONFIRMED"
        assert str(event["location"]) == f"ศาลากลางบ้าน หมู่ 4 · {team.subdistrict.full_name}"
        assert str(event["url"]) == f"http://testserver/log/activities/{made.uid}/"
        assert "อยู่ในแผน" in str(event["description"])

    def test_without_a_time_it_takes_the_whole_day(self, read, owner, team) -> None:
        planned(team, owner, starts_at=None)
        event = only(read())
        assert (event.decoded("dtstart"), event.decoded("dtend")) == (date(2019, 3, 6), date(2019, 3, 7))

    def test_without_hours_it_has_no_end(self, read, owner, team) -> None:
        planned(team, owner, hours=None)
        assert "dtend" not in only(read())

    def test_days_that_follow_each_other_are_one_event(self, read, owner, team) -> None:
        row = activity_with("draft", team=team, by=owner, ends_on=date(2019, 2, 14))
        SessionFactory(activity=row, date=date(2019, 2, 14))
        event = only(read())
        assert (event.decoded("dtstart"), event.decoded("dtend")) == (date(2019, 2, 13), date(2019, 2, 15))

    def test_days_apart_are_each_a_day(self, read, owner, team) -> None:
        row = activity_with("draft", team=team, by=owner, ends_on=date(2019, 2, 20))
        SessionFactory(activity=row, date=date(2019, 2, 20))
        event = only(read())
        assert (event.decoded("dtstart"), event.decoded("dtend")) == (date(2019, 2, 13), date(2019, 2, 14))
        assert [day.dt for day in event["rdate"].dts] == [date(2019, 2, 20)]

    def test_put_off_to_a_day_it_stands_there_uncertain(self, read, owner, team) -> None:
        [made] = planned(team, owner)
        planning.postpone(made, by=owner, reason="น้ำท่วม", to=date(2019, 3, 8))
        event = only(read())
        assert event.decoded("dtstart") == datetime(2019, 3, 8, 2, tzinfo=UTC)
        assert str(event["status"]) == "TENTATIVE"
        assert str(event["summary"]) == "เลื่อน: ประชุมทีม"
        assert "เลื่อนมาจาก 6 มี.ค. 2562" in str(event["description"])

    def test_put_off_to_nowhere_it_stays_uncertain(self, read, owner, team) -> None:
        [made] = planned(team, owner)
        planning.postpone(made, by=owner, reason="น้ำท่วม")
        event = only(read())
        assert event.decoded("dtstart").date() == WEDNESDAYS[0]
        assert (str(event["status"]), str(event["transp"])) == ("TENTATIVE", "TRANSPARENT")

    def test_called_off_it_is_cancelled(self, read, owner, team) -> None:
        [made] = planned(team, owner)
        planning.cancel(made, by=owner, reason="งบหมด")
        event = only(read())
        assert (str(event["status"]), str(event["summary"])) == ("CANCELLED", "ยกเลิก: ประชุมทีม")

    def test_each_change_raises_the_sequence_and_keeps_the_uid(self, read, owner, team) -> None:
        [made] = planned(team, owner)
        seen = [only(read())]
        planning.postpone(made, by=owner, reason="ฝน", to=date(2019, 3, 8))
        seen.append(only(read()))
        planning.begin(made, by=owner)
        seen.append(only(read()))
        numbers = [event["sequence"] for event in seen]
        assert numbers == sorted(set(numbers))
        assert len({event["uid"] for event in seen}) == 1

    def test_a_draft_and_a_sent_one_say_what_they_are(self, read, owner, team) -> None:
        [made] = planned(team, owner)
        transitions.start(made, by=owner)
        assert "ร่าง" in str(only(read())["description"])
        Activity.objects.update(status="submitted")
        assert "ส่งแล้ว รอตรวจ" in str(only(read())["description"])

    def test_nobody_who_came_is_in_it(self, client_of, owner, team, members, address) -> None:
        site = LearningSiteFactory(name_th="ป่าชุมชน")
        activity_with("submitted", came=members, by=owner, team=team, title="", site=site)
        text = client_of(None).get(address).content.decode().replace("\r\n ", "")
        assert "ป่าชุมชน" in text
        assert "ยังไม่มีชื่อ" in text
        for enrolment in members:
            assert enrolment.person.given_name not in text
        assert owner.display_name not in text

    def test_only_the_own_teams_and_not_what_is_long_past(self, read, owner, stranger, team) -> None:
        planned(team, owner, title="ของเรา")
        activity_with("verified", by=owner, team=team, starts_on=TODAY - timedelta(days=181))
        activity_with("verified", by=owner, team=team, starts_on=TODAY - timedelta(days=180), title="ปีก่อน")
        activity_with("planned", by=stranger, title="ของเขา", team__code="440503")
        titles = {str(event["summary"]) for event in read().walk("VEVENT")}
        assert titles == {"ของเรา", "ปีก่อน"}

    def test_commas_and_lines_in_a_title_come_back_as_they_were(self, read, owner, team) -> None:
        planned(team, owner, title="เวที; น้ำ, ป่า\\ไม้")
        assert str(only(read())["summary"]) == "เวที; น้ำ, ป่า\\ไม้"

    def test_it_speaks_the_language_it_was_made_in(self, client_of, owner, team) -> None:
        [made] = planned(team, owner)
        planning.postpone(made, by=owner, reason="ฝน", to=date(2019, 3, 8))
        token = make_feed(by=owner, language="en")
        event = only(Calendar.from_ical(client_of(None).get(f"/calendar/{token}.ics").content))
        assert str(event["summary"]) == "Postponed: ประชุมทีม"
        assert "6 Mar 2019" in str(event["description"])
