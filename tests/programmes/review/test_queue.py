"""The list of what waits: whose it shows, what it says of each, how it is narrowed, many verified at once."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from geo.choices import Role, SiteStatus
from leaders.choices import TeamStatus
from leaders.models import LikelySame
from programmes.choices import ActivityStatus
from programmes.models import Activity, Evidence
from programmes.views.review.queue import next_cut_off
from tests.factories.geo import LearningSiteFactory
from tests.factories.leaders import TeamFactory
from tests.factories.programmes import (
    HeadcountFactory,
    SessionFactory,
    SubmissionFactory,
    activity_with,
    roster,
)
from thai.clock import now

QUEUE = "/review/"


def titles(answer) -> list[str]:
    return [row.activity.title for row in answer.context["page"].object_list]


def waits_since(activity: Activity, days: int) -> Activity:
    activity.submitted_at = now() - timedelta(days=days)
    activity.save(update_fields=["submitted_at"])
    return activity


class TestWhoseItShows:
    def test_only_activities_of_the_own_area(self, desk, team, people):
        activity_with(team=team, came=people, title="เวทีบ้านเรา")
        activity_with(team=TeamFactory(code="450101"), title="เวทีบ้านเขา")
        answer = desk.get(QUEUE, {"status": "all"})
        assert titles(answer) == ["เวทีบ้านเรา"]
        assert "เวทีบ้านเขา" not in answer.text

    def test_a_region_sees_its_provinces_and_staff_sees_all(self, client_of, user_with, team):
        activity_with(team=team, title="มหาสารคาม")
        activity_with(team=TeamFactory(code="500101"), title="เชียงใหม่")
        assert titles(client_of(user_with(Role.REVIEWER, "NE")).get(QUEUE)) == ["มหาสารคาม"]
        assert len(titles(client_of(user_with(Role.STAFF, "TH")).get(QUEUE))) == 2

    @pytest.mark.parametrize(
        ("role", "code"), [(Role.COORDINATOR, "440501"), (Role.EDITOR, "TH"), (None, None)]
    )
    def test_others_are_refused(self, client_of, user_with, role, code):
        user = user_with(role, code) if role else user_with()
        assert client_of(user).get(QUEUE).status_code == 403

    def test_the_public_signs_in_first(self, client, db):
        assert client.get(QUEUE).url == "/accounts/sign-in/?next=/review/"


class TestWhatItSays:
    def test_the_longest_wait_first_and_how_long(self, desk, team, people):
        waits_since(activity_with(team=team, came=people, title="รอสองวัน"), 2)
        waits_since(activity_with(team=team, came=people, title="รอหกวัน"), 6)
        answer = desk.get(QUEUE)
        assert titles(answer) == ["รอหกวัน", "รอสองวัน"]
        assert "รอคุณตรวจ 2 รายการ" in answer.text
        assert "เก่าที่สุดรอมา" in answer.text
        assert [row.days for row in answer.context["page"].object_list] == [6, 2]

    def test_people_and_people_without_names_stand_side_by_side(self, desk, team, people):
        activity = activity_with(team=team, came=people)
        HeadcountFactory(activity=activity, number=28)
        row = desk.get(QUEUE).context["page"].object_list[0]
        assert (row.activity.people_came, row.activity.unnamed_came) == (3, 28)

    def test_tabs_count_what_is_in_each_status(self, desk, team, people):
        for status in ("submitted", "submitted", "returned", "verified", "draft"):
            activity_with(status, team=team, came=people)
        tabs = {key: number for key, _words, number in desk.get(QUEUE).context["tabs"]}
        assert tabs == {"submitted": 2, "returned": 1, "verified": 1, "postponed": 0, "all": 5}

    def test_nothing_waits(self, desk):
        answer = desk.get(QUEUE)
        assert "ตรวจครบแล้ว" in answer.text

    def test_teams_without_a_log_for_a_fortnight(self, desk, team, people):
        quiet = TeamFactory(code="440502")
        activity_with(team=team, came=people, starts_on=date(2019, 2, 13))
        activity_with("verified", team=quiet, starts_on=date(2019, 1, 20))
        assert desk.get(QUEUE).context["quiet"] == [(quiet, 31)]

    @pytest.mark.parametrize(
        ("day", "cut_off"),
        [(date(2019, 2, 20), date(2019, 2, 26)), (date(2019, 2, 26), date(2019, 2, 26))],
    )
    def test_the_brief_is_cut_off_on_tuesday(self, day, cut_off):
        assert next_cut_off(day) == cut_off


class TestNarrowing:
    @pytest.fixture(autouse=True)
    def two_activities(self, team, people):
        activity_with(team=team, came=people, title="เวทีคุยกติกาป่า")
        activity_with(team=TeamFactory(code="400101"), title="อบรมบัญชี")

    @pytest.fixture
    def region(self, client_of, user_with):
        return client_of(user_with(Role.REVIEWER, "NE"))

    @pytest.mark.parametrize(
        ("choice", "found"),
        [
            ({"q": "กติกา"}, ["เวทีคุยกติกาป่า"]),
            ({"q": "เชียงยืน ป่า"}, ["เวทีคุยกติกาป่า"]),
            ({"q": "บัญชี ป่า"}, []),
            ({"province": "40"}, ["อบรมบัญชี"]),
            ({"province": "44", "q": "อบรม"}, []),
            ({"sort": "place"}, ["เวทีคุยกติกาป่า", "อบรมบัญชี"]),
        ],
    )
    def test_by_words_and_province(self, region, choice, found):
        assert sorted(titles(region.get(QUEUE, choice))) == sorted(found)

    def test_a_province_that_is_not_ones_own_narrows_to_nothing_foreign(self, desk):
        answer = desk.get(QUEUE, {"province": "40"})
        assert "อบรมบัญชี" not in answer.text

    @pytest.mark.parametrize(
        "nonsense", ["status=zzz", "sort=zzz", "page=zzz", "page=-1", "province=zzz", "q=%00"]
    )
    def test_nonsense_in_the_address_is_no_error(self, desk, nonsense):
        assert desk.get(f"{QUEUE}?{nonsense}").status_code == 200

    def test_nothing_found_says_what_to_do(self, desk):
        assert "ไม่พบกิจกรรมตามที่เลือก" in desk.get(QUEUE, {"q": "ไม่มีคำนี้"}).text


class TestManyAtOnce:
    def send(self, client, *activities: Activity, **further):
        seen = [f"{activity.uid} {activity.version}" for activity in activities]
        uids = [str(activity.uid) for activity in activities]
        return client.post(reverse("review:verify_many"), {"uid": uids, "seen": seen} | further, follow=True)

    def test_the_chosen_ones_are_verified(self, desk, reviewer, team, people):
        chosen = [activity_with(team=team, came=people) for _ in range(2)]
        other = activity_with(team=team, came=people)
        answer = self.send(desk, *chosen)
        assert "ยืนยันแล้ว 2 รายการ" in answer.text
        assert set(Activity.objects.verified()) == set(chosen)
        other.refresh_from_db()
        assert other.status == ActivityStatus.SUBMITTED
        assert {change.by for activity in chosen for change in activity.status_changes.all()} == {reviewer}

    def test_own_changed_and_decided_ones_are_refused_each_by_itself(self, desk, reviewer, team, people):
        good = activity_with(team=team, came=people, title="ดี")
        own = activity_with(team=team, came=people, title="ของตัวเอง", by=reviewer)
        changed = activity_with(team=team, came=people, title="เปลี่ยนไปแล้ว")
        changed.version = 7
        done = activity_with("verified", team=team, came=people, title="ยืนยันไปก่อน")
        answer = self.send(desk, good, own, changed, done)
        assert "ยืนยันแล้ว 1 รายการ" in answer.text
        assert "ของตัวเอง: บันทึกของตัวเองต้องให้คนอื่นตรวจ" in answer.text
        assert "เปลี่ยนไปแล้ว: บันทึกนี้เปลี่ยนไป" in answer.text
        assert set(Activity.objects.verified()) == {good, done}

    def test_other_areas_stay_untouched(self, desk):
        foreign = activity_with(team=TeamFactory(code="450101"))
        self.send(desk, foreign)
        foreign.refresh_from_db()
        assert foreign.status == ActivityStatus.SUBMITTED

    def test_nothing_chosen_or_nonsense(self, desk):
        assert "ยังไม่ได้เลือกรายการ" in self.send(desk).text
        answer = desk.post(reverse("review:verify_many"), {"uid": ["zzz"], "seen": ["zzz zzz"]}, follow=True)
        assert answer.status_code == 200

    def test_back_to_the_same_list(self, desk):
        answer = desk.post(reverse("review:verify_many"), {"back": "province=44&page=2"})
        assert answer.url == "/review/?province=44&page=2"

    def test_not_by_get(self, desk):
        assert desk.get(reverse("review:verify_many")).status_code == 405


def test_the_number_of_queries_does_not_grow_with_the_list(desk, team):
    counts = []
    for number in (1, 3):
        while Activity.objects.count() < number:
            activity = activity_with(team=team, came=roster(team, 2))
            HeadcountFactory(activity=activity)
        desk.get(QUEUE)
        with CaptureQueriesContext(connection) as queries:
            desk.get(QUEUE)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 23


class TestQueries:
    """All that the page can show at once, for whoever reviews one area, several, or all."""

    @pytest.fixture
    def full(self, team, people, coordinator) -> None:
        other = TeamFactory(code="440502")
        TeamFactory(code="440503")
        TeamFactory(code="440504", status=TeamStatus.PROPOSED)
        LearningSiteFactory(place="440501", status=SiteStatus.PROPOSED)
        LikelySame.objects.create(person=people[0].person, other=people[1].person, found_at=now())
        for held_by, came in ((team, people), (other, [*roster(other, 3), *people]), (team, people)):
            log = activity_with("submitted", team=held_by, came=came, by=coordinator)
            log.sessions.update(starts_at="09:00", hours=5)
            SessionFactory(activity=log, hours=9)
            Evidence.objects.create(
                activity=log,
                kind="photo",
                file="x.jpg",
                content_type="image/jpeg",
                size=1,
                digest="0" * 64,
            )
        activity_with("submitted", area=team.subdistrict.province, team=None, by=coordinator)
        SubmissionFactory(activity=log, account=coordinator, outcome="conflict")
        SubmissionFactory(activity=None, team=team, account=coordinator, outcome="held")

    @pytest.mark.parametrize(
        "where", [(Role.REVIEWER, "44"), (Role.REVIEWER, "44", "45", "46"), (Role.STAFF, "TH")]
    )
    def test_a_full_page_takes_at_most_25(
        self, where, full, team, people, user_with, client_of, django_assert_max_num_queries
    ):
        user = user_with(*where)
        desk, done = client_of(user), activity_with("submitted", team=team, came=people)
        desk.post("/review/verify/", {"uid": [done.uid], "seen": [f"{done.uid} {done.version}"]})
        with django_assert_max_num_queries(25):
            shown = desk.get(QUEUE, {"per": "100"})
        told = shown.context
        assert len(told["page"].object_list) == 4
        assert all((told["held"], told["conflicts"], told["quiet"], told["undoable_step"]))
        assert {item.kind.value for item in told["waits"]} >= {"teams", "sites", "alike", "quiet"}
        assert any(row.remarks for row in told["page"].object_list)
