"""A person's copy of all their data, and the page on which staff erase."""

import io
from datetime import date

import openpyxl
import pytest
from django.urls import reverse

from accounts.models import AccessLog
from geo.choices import Role
from leaders.models import Erasure, Person
from tests.factories.leaders import ConsentFactory, PersonFactory, TeamFactory
from tests.factories.programmes import EnrolmentFactory, activity_with

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(user_with):
    team = TeamFactory(code="440501")
    found = PersonFactory(
        team=team, given_name="พิกุล", family_name="นาดี", phone="0810000001", birth_year=1970, position="=1+1"
    )
    enrolment = EnrolmentFactory(team=team, person=found, starts_on=date(2018, 2, 1))
    activity_with("verified", came=[enrolment], team=team, title="เวทีวางแผน", by=user_with())
    ConsentFactory(person=found, use="story")
    return found


@pytest.fixture
def desk(client_of, user_with):
    return client_of(user_with(Role.REVIEWER, "44"))


@pytest.fixture
def staff(client_of, user_with):
    return client_of(user_with(Role.STAFF, "TH"))


def book(client, person) -> dict[str, list[list[object]]]:
    answer = client.get(reverse("review:own_data", args=[person.uid]))
    read = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    return {sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)] for sheet in read}


def test_one_file_holds_all_of_it(desk, person):
    desk.get(reverse("review:person", args=[person.uid]))
    told = book(desk, person)
    assert dict(told["ข้อมูลที่เก็บ"][1:])["เบอร์โทร"] == "081-000-0001"
    assert dict(told["ข้อมูลที่เก็บ"][1:])["องค์กรหรือตำแหน่ง"] == "=1+1"
    assert [row[1] for row in told["การเข้าร่วม"][1:]] == ["เวทีวางแผน"]
    assert len(told["รายชื่อทีม"]) == len(told["ความยินยอม"]) == 2
    assert [row[2] for row in told["ใครเปิดดู"][1:]] == ["เปิดดู", "ส่งออก"]
    assert AccessLog.objects.filter(action="exported", object_ids=[person.pk]).count() == 1


def test_what_a_merged_record_held_is_in_it(desk, person):
    PersonFactory(team=person.team, nickname="แก้ว", merged_into=person)
    assert ["ชื่อเล่น", "แก้ว"] in book(desk, person)["ข้อมูลที่เก็บ"]


def test_without_a_second_factor_none_leaves(client_of, user_with, person):
    answer = client_of(user_with(Role.REVIEWER, "44"), passed=False).get(
        reverse("review:own_data", args=[person.uid])
    )
    assert answer.status_code == 302
    assert not AccessLog.objects.filter(action="exported").exists()


class TestErasing:
    def post(self, client, person, **values):
        data = {"asked": "เจ้าตัวโทรมา", "name": "พิกุล  นาดี"} | values
        return client.post(reverse("review:erase", args=[person.uid]), data)

    def test_the_page_asks_for_the_name_once_more(self, staff, person):
        for wrong in ({"name": "พิกุล"}, {"asked": ""}, {"asked": "พิกุลขอ"}):
            assert self.post(staff, person, **wrong).status_code == 200
        assert Person.objects.filter(erased_at=None, pk=person.pk).exists()
        answer = self.post(staff, person)
        assert answer.url == reverse("review:erasures")
        assert not Person.objects.filter(erased_at=None, pk=person.pk).exists()
        listed = staff.get(answer.url).text
        assert "เจ้าตัวโทรมา" in listed
        assert "พิกุล" not in listed
        assert staff.get(reverse("review:person", args=[person.uid])).status_code == 404

    def test_whoever_came_stays_counted_without_a_name(self, staff, person):
        activity = person.enrolments.get().attendances.get().session.activity
        self.post(staff, person)
        shown = staff.get(reverse("review:activity", args=[activity.uid])).text
        assert "ลบข้อมูลแล้ว" in shown
        assert "พิกุล" not in shown

    def test_reviewers_may_not(self, desk, person):
        assert self.post(desk, person).status_code == 403
        assert not Erasure.objects.exists()
