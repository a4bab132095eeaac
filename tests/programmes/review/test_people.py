"""People of the area: found by name, seen with a note of who looked, taken out without formulas."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import AccessLog
from geo.choices import Role
from leaders.models import Person
from tests.factories.leaders import PersonFactory, TeamFactory
from tests.factories.programmes import EnrolmentFactory, group, roster

PEOPLE = "/review/people/"


@pytest.fixture
def somchai(team):
    person = PersonFactory(
        team=team, prefix="นาย", given_name="สมชาย", family_name="ใจดี", nickname="ต้อม", phone="0810000001",
        birth_year=1967, position="=1+1",
    )  # fmt: skip
    EnrolmentFactory(team=team, person=person, group=group("change-leader"))
    return person


@pytest.fixture
def stranger(db):
    return PersonFactory(team=TeamFactory(code="450101"), given_name="มาลี")


def names(answer) -> list[str]:
    return [person.given_name for person in answer.context["page"].object_list]


class TestList:
    def test_of_the_own_area_in_dictionary_order_without_phones(self, desk, team, somchai, stranger):
        for given_name in ("เกษม", "ขวัญ", "แก้ว"):
            PersonFactory(team=team, given_name=given_name)
        answer = desk.get(PEOPLE)
        assert names(answer) == ["เกษม", "แก้ว", "ขวัญ", "สมชาย"]
        assert "0810000001" not in answer.text
        assert "081-000-0001" not in answer.text

    @pytest.mark.parametrize(
        ("choice", "found"),
        [
            ({"q": "สมชาย"}, 1),
            ({"q": "ใจดี สม"}, 1),
            ({"q": "ต้อม"}, 1),
            ({"q": "081-000-0001"}, 1),
            ({"q": "๐๘๑๐๐๐๐๐๐๑"}, 1),
            ({"q": "0810000009"}, 0),
            ({"q": "มาลี"}, 0),
            ({"group": "change-leader"}, 1),
            ({"group": "issue-specialist"}, 0),
            ({"province": "44"}, 2),
            ({"province": "45"}, 2),
            ({"team": "0"}, 2),
            ({"q": "\0", "page": "x"}, 2),
        ],
    )
    def test_narrowed(self, desk, team, somchai, stranger, choice, found):
        PersonFactory(team=team, given_name="ขวัญ")
        answer = desk.get(PEOPLE, choice)
        assert len(names(answer)) == found or "\0" in choice.get("q", "")
        assert "มาลี" not in names(answer)

    def test_by_team(self, desk, team, somchai):
        other = TeamFactory(code="440502")
        PersonFactory(team=other, given_name="ขวัญ")
        assert names(desk.get(PEOPLE, {"province": "44", "team": other.pk})) == ["ขวัญ"]

    def test_who_looked_at_whom_is_noted_without_the_search(self, desk, reviewer, somchai, stranger):
        desk.get(PEOPLE, {"q": "สมชาย"})
        entry = AccessLog.objects.get()
        assert (entry.user, entry.action, entry.object_ids) == (reviewer, "seen", [somchai.pk])
        assert entry.address == PEOPLE

    def test_nobody_found_notes_nothing(self, desk, somchai):
        assert "ไม่พบคนตามที่ค้นหา" in desk.get(PEOPLE, {"q": "ไม่มีคนนี้"}).text
        assert not AccessLog.objects.exists()

    def test_merged_and_deleted_persons_are_not_listed(self, desk, team, somchai):
        PersonFactory(team=team, given_name="ซ้ำ", merged_into=somchai)
        PersonFactory(team=team, given_name="ลบ", deleted_at=somchai.created_at)
        assert names(desk.get(PEOPLE)) == ["สมชาย"]

    def test_the_number_of_queries_does_not_grow(self, desk, team):
        counts = []
        for number in (1, 3):
            roster(team, number - Person.objects.count())
            with CaptureQueriesContext(connection) as queries:
                desk.get(PEOPLE)
            counts.append(len(queries))
        assert counts[0] == counts[1] <= 20

    @pytest.mark.parametrize("role", [Role.COORDINATOR, Role.EDITOR])
    def test_others_are_refused(self, client_of, user_with, role, somchai):
        client = client_of(user_with(role, "440501"))
        for address in (PEOPLE, reverse("review:people_export", args=["csv"]), person_address(somchai)):
            assert client.get(address).status_code == 403
        assert not AccessLog.objects.exists()


def person_address(person: Person) -> str:
    return reverse("review:person", args=[person.uid])


class TestPerson:
    def test_with_phone_and_birth_year_and_a_note(self, desk, reviewer, somchai):
        answer = desk.get(person_address(somchai))
        assert "081-000-0001" in answer.text
        assert "2510" in answer.text
        assert AccessLog.objects.get().object_ids == [somchai.pk]

    def test_a_stranger_is_not_there(self, desk, stranger):
        assert desk.get(person_address(stranger)).status_code == 404
        assert not AccessLog.objects.exists()
