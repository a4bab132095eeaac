"""A person's copy of all their data, and the page on which staff erase."""

import io
from datetime import date

import openpyxl
import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import translation

from accounts.models import AccessLog, User
from geo.choices import Role
from geo.models import ImportBatch
from leaders.models import Erasure, Person
from leaders.services.merging import merge
from leaders.services.own_data import sections_of
from leaders.services.people import change_person
from tests.factories.accounts import UserFactory
from tests.factories.geo import coordinator_of
from tests.factories.leaders import ConsentFactory, PersonFactory, TeamFactory
from tests.factories.programmes import EnrolmentFactory, SubmissionFactory, activity_with
from thai.clock import now

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


def test_the_account_sheets_sendings_and_merges_that_tell_of_the_person_are_in_it(desk, person, user_with):
    mine = coordinator_of("440501")
    User.objects.filter(pk=mine.pk).update(phone=person.phone)
    for name, family in (("พิกุล", "นาดี"), ("คนอื่น", "อื่น")):
        fields = [["new-0-given_name", name], ["new-0-family_name", family]]
        SubmissionFactory(activity=None, team=person.team, account=mine, body={"format": 1, "fields": fields})
        sheet = f"ที่,ชื่อ,ชื่อเล่น,สกุล\n1,{name},แก้ว,{family}\n".encode()
        ImportBatch.objects.create(
            kind="signin", filename=f"{name}.csv", file=ContentFile(sheet, name="a.csv"), uploaded_by=mine,
            uploaded_at=now(),
        )  # fmt: skip
    merge(person, PersonFactory(team=person.team), by=user_with(Role.REVIEWER, "44", display_name="ผู้รวม"))
    told = book(desk, person)
    assert [row[:2] + row[3:5] for row in told["บัญชีผู้ใช้"][1:]] == [
        [mine.username, "081-000-0001", "ผู้ประสานงานทีมตำบล", mine.area_roles.get().area.full_name]
    ]
    assert [row[1] for row in told["ฉบับที่ส่งจากมือถือ"][1:]] == [person.team.name]
    assert [row[0] for row in told["ไฟล์นำเข้าที่มีชื่อหรือเบอร์นี้"][1:]] == ["พิกุล.csv"]
    assert [row[1] for row in told["รวมกับข้อมูลซ้ำ"][1:]] == ["ผู้รวม"]


def test_the_account_of_who_shares_the_number_is_theirs(desk, person):
    PersonFactory(team=person.team, phone=person.phone)
    UserFactory(phone=person.phone)
    assert len(book(desk, person)["บัญชีผู้ใช้"]) == 1


def test_in_english_each_head_begins_with_a_capital_letter(person):
    with translation.override("en"):
        heads = {word for section in sections_of(person) for word in section.head}
        assert sections_of(person)[0].head == ["Field", "Value"]
    assert [word for word in heads if not word[0].isupper()] == []


def test_who_lies_in_the_bin_has_the_same_rights(desk, staff, person):
    person.put_into_bin(None)
    assert len(book(desk, person)["ข้อมูลที่เก็บ"]) > 1
    address = reverse("review:erase", args=[person.uid])
    assert address in staff.get(reverse("review:bin")).text
    assert address not in desk.get(reverse("review:bin")).text
    staff.post(address, {"asked": "เจ้าตัวโทรมา", "name": "พิกุล นาดี"})
    assert Erasure.objects.get().reason == "asked"


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

    @pytest.mark.parametrize(
        "asked",
        [
            "โทรจาก 081-000-0001",
            "โทรจาก ๐๘๑ ๐๐๐ ๐๐๐๑",
            "ลูกของแก้วตา",
            "พิกุลขอ",
            "ชื่อเดิม กลิ่นหอม",
            "โทร 089 999 9999",
        ],
    )
    def test_who_asked_is_told_without_the_person(self, staff, person, asked, user_with):
        by = user_with(Role.STAFF, "TH")
        change_person(person, by=by, family_name="กลิ่นหอม", nickname="แก้วตา", phone="0899999999")
        change_person(person, by=by, family_name="นาดี", phone="0810000001")
        assert list(self.post(staff, person, asked=asked).context["form"].errors) == ["asked"]

    def test_without_a_second_factor_nobody_is_erased(self, client_of, user_with, person):
        without = client_of(user_with(Role.STAFF, "TH"), passed=False)
        assert self.post(without, person).status_code == 302
        assert not Erasure.objects.exists()

    def test_whoever_came_stays_counted_without_a_name(self, staff, person):
        activity = person.enrolments.get().attendances.get().session.activity
        self.post(staff, person)
        shown = staff.get(reverse("review:activity", args=[activity.uid])).text
        assert "ลบข้อมูลแล้ว" in shown
        assert "พิกุล" not in shown

    def test_reviewers_may_not(self, desk, person):
        assert self.post(desk, person).status_code == 403
        assert not Erasure.objects.exists()
