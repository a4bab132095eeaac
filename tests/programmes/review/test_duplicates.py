"""At the desk: pairs of the own area, two side by side, merged and taken apart, namesakes elsewhere."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import AccessLog
from geo.choices import Role
from leaders.models import LikelySame, Merge, Person
from leaders.services.likeness import answer_likeness, find_duplicates
from leaders.services.merging import merge
from leaders.services.people import change_person
from programmes.models import Enrolment
from tests.factories.leaders import PersonFactory, TeamFactory
from tests.factories.programmes import (
    AttendanceFactory,
    EnrolmentFactory,
    SessionFactory,
    activity_with,
    roster,
)
from thai.clock import now

LIST, MERGES = "/review/people/duplicates/", "/review/people/merges/"


@pytest.fixture
def two(team):
    return (
        PersonFactory(
            team=team, given_name="จันทร์ดี", family_name="พรหมมา", birth_year=1966, phone="0810000001"
        ),
        PersonFactory(team=team, given_name="จันดี", family_name="พรมมา", birth_year=1966, position="อสม."),
    )


@pytest.fixture
def pair(two) -> LikelySame:
    list(find_duplicates(two[0].team.subdistrict.province))
    return LikelySame.objects.get()


@pytest.fixture
def away(two) -> LikelySame:
    """One of the two and somebody of the next province."""
    other = PersonFactory(team=TeamFactory(code="450101"), given_name="ไกล", family_name="บ้านอื่น")
    return LikelySame.objects.create(person=other, other=two[0], found_at=now())


def address(pair: LikelySame) -> str:
    return reverse("review:duplicate", args=[pair.pk])


def chosen(pair: LikelySame, **fields) -> dict[str, str]:
    told = {"given_name": "kept", "family_name": "kept", "phone": "kept", "position": "gone"}
    versions = f"{pair.other.version} {pair.person.version}"
    return {"action": "merge", "seen": versions} | told | fields


class TestList:
    def test_with_reasons_without_phones(self, desk, reviewer, pair):
        answer = desk.get(LIST)
        for words in ("จันทร์ดี", "จันดี", "แทบแน่ใจว่าคนเดียวกัน", "ปีเกิดตรงกัน · ทีมเดียวกัน"):
            assert words in answer.text
        assert "081-000-0001" not in answer.text
        entry = AccessLog.objects.get()
        assert (entry.user, set(entry.object_ids)) == (reviewer, {pair.person_id, pair.other_id})

    def test_what_a_coordinator_said_comes_first(self, desk, team, coordinator, pair):
        said = LikelySame.objects.create(
            person=PersonFactory(team=team), other=PersonFactory(team=team), found_at=now()
        )
        answer_likeness(said, same=True, by=coordinator)
        answer = desk.get(LIST)
        assert [one.pk for one in answer.context["page"].object_list] == [said.pk, pair.pk]
        assert "ตอบว่าใช่" in answer.text
        assert "ผู้ประสานงานท่าขอนยาง" in answer.text

    def test_answered_no_merged_or_of_two_areas_are_not_there(self, desk, reviewer, two, pair, away):
        assert len(desk.get(LIST).context["page"].object_list) == 1
        answer_likeness(pair, same=False, by=reviewer)
        assert "ไม่มีคนที่อาจซ้ำกัน" in desk.get(LIST).text

    @pytest.mark.parametrize(
        ("choice", "found"),
        [
            ({"q": "จันดี"}, 1),
            ({"q": "มาลี"}, 0),
            ({"told": "same"}, 1),
            ({"told": "ask"}, 0),
            ({"told": "answered"}, 0),
            ({"province": "44"}, 1),
            ({"page": "x"}, 1),
        ],
    )
    def test_narrowed(self, desk, pair, choice, found):
        assert len(desk.get(LIST, choice).context["page"].object_list) == found

    def test_the_people_page_tells_how_many(self, desk, pair):
        assert "คนที่อาจซ้ำกัน 1 คู่" in desk.get("/review/people/").text

    def test_the_number_of_queries_does_not_grow(self, desk, team, pair):
        counts = []
        for number in (1, 3):
            for _more in range(number - LikelySame.objects.count()):
                LikelySame.objects.create(
                    person=PersonFactory(team=team), other=PersonFactory(team=team), found_at=now()
                )
            with CaptureQueriesContext(connection) as queries:
                desk.get(LIST)
            counts.append(len(queries))
        assert counts[0] == counts[1] <= 20


class TestCompare:
    def test_only_what_differs_is_asked_and_the_fuller_is_chosen(self, desk, pair):
        form = desk.get(address(pair)).context["form"]
        assert set(form.fields) == {"seen", "given_name", "family_name", "phone", "position"}
        assert [form[name].value() for name in ("given_name", "phone", "position")] == [
            "kept",
            "kept",
            "gone",
        ]
        assert ("ปีเกิด", "2509") in form.alike

    def test_the_one_with_more_attendances_is_kept(self, desk, team, pair):
        enrolment = EnrolmentFactory(team=team, person=pair.person)
        activity_with("verified", team=team, came=[enrolment])
        sides = desk.get(address(pair)).context["sides"]
        assert [person.pk for person in sides] == [pair.person_id, pair.other_id]

    def test_merged_with_what_was_chosen(self, desk, reviewer, pair):
        answer = desk.post(address(pair), chosen(pair), follow=True)
        assert "รวมแล้ว" in answer.text
        kept = Person.objects.get(pk=pair.other_id)
        assert (kept.given_name, kept.position, kept.phone) == ("จันทร์ดี", "อสม.", "0810000001")
        assert Merge.objects.get().by == reviewer
        assert desk.get(address(pair)).status_code == 404

    def test_nothing_chosen_is_asked_again(self, desk, pair):
        answer = desk.post(address(pair), {"action": "merge", "seen": "1 1"})
        assert "ยังรวมไม่ได้" in answer.text
        assert not Merge.objects.exists()

    def test_what_somebody_changed_meanwhile_is_looked_at_again(self, desk, reviewer, pair):
        sent = chosen(pair)
        change_person(pair.other, by=reviewer, address="หมู่ 9")
        assert "ดูอีกครั้งก่อนรวม" in desk.post(address(pair), sent, follow=True).text
        assert not Merge.objects.exists()

    def test_not_the_same_is_remembered(self, desk, pair):
        desk.post(address(pair), {"action": "different"})
        pair.refresh_from_db()
        assert pair.same is False
        list(find_duplicates(pair.person.team.subdistrict.province))
        assert "ไม่มีคนที่อาจซ้ำกัน" in desk.get(LIST).text

    def test_others_are_refused_and_pairs_of_two_areas_are_not_found(
        self, client_of, user_with, desk, coordinator, neighbour, pair, away
    ):
        assert client_of(coordinator).post(address(pair), chosen(pair)).status_code == 403
        assert neighbour.post(address(pair), chosen(pair)).status_code == 404
        for client in (desk, neighbour):
            assert client.get(address(away)).status_code == 404
        assert client_of(user_with(Role.STAFF, "TH")).get(address(away)).status_code == 200
        assert not Merge.objects.exists()

    @pytest.mark.parametrize("seen", ["", "x y", "1", "9" * 40 + " 1"])
    def test_nonsense_for_versions_merges_nobody(self, desk, pair, seen):
        assert "ดูอีกครั้งก่อนรวม" in desk.post(address(pair), chosen(pair, seen=seen), follow=True).text
        assert not Merge.objects.exists()


class TestMerges:
    def test_taken_apart_again(self, desk, reviewer, two):
        done = merge(*two, by=reviewer)
        assert "แยกคืน" in desk.get(MERGES).text
        answer = desk.post(reverse("review:merge_undo", args=[done.uid]), follow=True)
        assert "เป็นสองคนเหมือนก่อนรวม" in answer.text
        assert Person.objects.get(pk=two[1].pk).merged_into is None

    def test_not_by_others(self, client_of, coordinator, neighbour, reviewer, two):
        done = merge(*two, by=reviewer)
        undo = reverse("review:merge_undo", args=[done.uid])
        assert neighbour.post(undo).status_code == 404
        assert client_of(coordinator).post(undo).status_code == 403
        assert Merge.objects.standing().exists()

    def test_the_number_of_queries_does_not_grow(self, desk, reviewer, team):
        counts = []
        for number in (1, 3):
            for _more in range(number - Merge.objects.count()):
                merge(PersonFactory(team=team), PersonFactory(team=team), by=reviewer)
            with CaptureQueriesContext(connection) as queries:
                desk.get(MERGES)
            counts.append(len(queries))
        assert counts[0] == counts[1] <= 16


class TestElsewhere:
    @pytest.fixture
    def namesake(self, two):
        return PersonFactory(
            team=TeamFactory(code="450101"), given_name="จันทร์ดี", family_name="พรหมมา", birth_year=1966,
            phone="0899999999", position="ประธานกลุ่ม",
        )  # fmt: skip

    def test_name_and_subdistrict_and_a_note(self, desk, two, namesake):
        answer = desk.get(reverse("review:elsewhere", args=[two[0].uid]))
        assert namesake.subdistrict.full_name.split()[0] in answer.text.replace("\u200b", "")
        assert "089-999-9999" not in answer.text
        assert "ประธานกลุ่ม" not in answer.text
        entry = AccessLog.objects.get()
        assert (entry.noun, set(entry.object_ids)) == ("elsewhere", {two[0].pk, namesake.pk})

    def test_staff_are_told(self, desk, client_of, user_with, two, namesake):
        here = reverse("review:elsewhere", args=[two[0].uid])
        assert "แจ้งเจ้าหน้าที่แล้ว" in desk.post(here, {"other": namesake.uid}, follow=True).text
        assert "ไม่พบคนนี้แล้ว" in desk.post(here, {"other": two[1].uid}, follow=True).text
        assert "จันทร์ดี" in client_of(user_with(Role.STAFF, "TH")).get(LIST).text
        assert LikelySame.objects.count() == 1

    def test_without_a_phone_or_a_year_nothing_is_looked_for(self, desk, team, namesake):
        bare = PersonFactory(team=team, given_name="จันทร์ดี", family_name="พรหมมา")
        assert "ข้อมูลยังไม่พอจะหา" in desk.get(reverse("review:elsewhere", args=[bare.uid])).text


class TestPersonPage:
    def page(self, person) -> str:
        return reverse("review:person", args=[person.uid])

    def test_path_activities_hours_and_changes(self, desk, reviewer, team, two):
        person = two[0]
        first = EnrolmentFactory(
            team=team, person=person, starts_on=date(2018, 1, 1), ends_on=date(2018, 6, 30)
        )
        for hours, title in ((3, "เวทีแรก"), (None, "เวทีสอง")):
            log = activity_with("verified", team=team, title=title)
            log.sessions.update(hours=hours)
            AttendanceFactory(session=log.sessions.get(), enrolment=first)
        waiting = activity_with("submitted", team=team, title="ยังไม่ตรวจ", came=[first])
        change_person(person, by=reviewer, phone="0820000002", birth_year=1967)
        text = " ".join(desk.get(self.page(person)).text.split())
        for words in ("เวทีแรก", "เวทีสอง", waiting.title, "เข้าร่วม 2 ครั้ง", "3 ชั่วโมง", "รู้ชั่วโมง 1 จาก 2 ครั้ง"):
            assert words in text
        for words in ("เบอร์โทร", "081-000-0001", "082-000-0002", "2509", "2510"):
            assert words in text

    def test_a_merged_person_is_found_as_who_they_are_now(self, desk, reviewer, two):
        merge(*two, by=reviewer)
        answer = desk.get(self.page(two[1]))
        assert (answer.status_code, answer.url) == (302, self.page(two[0]))
        text = desk.get(answer.url).text
        assert "รวมกับ" in text
        assert "แยกคืน" in text

    def test_activities_elsewhere_are_only_counted(self, desk, team, two):
        enrolment = EnrolmentFactory(team=team, person=two[0])
        away = activity_with("verified", team=TeamFactory(code="450101"), title="ของทีมอื่น")
        AttendanceFactory(session=away.sessions.get(), enrolment=enrolment)
        text = desk.get(self.page(two[0])).text
        assert "ของทีมอื่น" not in text
        assert "นอกพื้นที่ที่ดูแลอีก 1 กิจกรรม" in text

    def test_the_coordinator_sees_it_too_but_takes_nothing_apart(
        self, client_of, coordinator, reviewer, team, two
    ):
        EnrolmentFactory(team=team, person=two[0])
        merge(*two, by=reviewer)
        text = client_of(coordinator).get(reverse("log:person", args=[two[0].uid])).text
        assert "ประวัติการแก้ไข" in text
        assert "รวมกับ" in text
        assert "แยกคืน" not in text

    @pytest.mark.parametrize("name", ["review:person", "log:person"])
    def test_the_number_of_queries_does_not_grow(self, client_of, reviewer, team, two, name):
        person, counts = two[0], []
        for number in (1, 3):
            while Enrolment.objects.filter(person=person).count() < number:
                year = 2015 + Enrolment.objects.filter(person=person).count()
                enrolment = EnrolmentFactory(
                    team=team, person=person, starts_on=date(year, 1, 1), ends_on=date(year, 12, 31)
                )
                AttendanceFactory(
                    session=SessionFactory(activity=activity_with("verified", team=team)), enrolment=enrolment
                )
                change_person(person, by=reviewer, position=f"ตำแหน่ง {year}")
            client = client_of(reviewer)
            with CaptureQueriesContext(connection) as queries:
                client.get(reverse(name, args=[person.uid]))
            counts.append(len(queries))
        assert counts[0] == counts[1] <= 30


def test_rosters_of_both_are_listed(desk, team, pair):
    roster(team, 1, person=pair.person)
    assert "สมาชิก" in desk.get(address(pair)).text
