"""Adding and changing persons, and who may be the same."""

import uuid

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from geo.choices import Role
from leaders.matching import likely_same
from leaders.models import Person
from leaders.services.people import add_person, change_person
from tests.factories.leaders import PersonFactory, TeamFactory


@pytest.fixture
def team(db):
    """The team of the coordinator's subdistrict."""
    return TeamFactory(code="440501")


@pytest.fixture
def coordinator(user_with):
    """A coordinator of the team."""
    return user_with(Role.COORDINATOR, "440501")


def test_a_person_is_added_once_for_one_uid(team, coordinator) -> None:
    uid = uuid.uuid4()
    first = add_person(uid=uid, given_name="มาลี", team=team, by=coordinator)
    assert add_person(uid=uid, given_name="อื่น", team=team, by=coordinator) == first
    assert Person.objects.get().given_name == "มาลี"


def test_a_uid_of_somebody_elses_is_refused(team, coordinator, user_with) -> None:
    made = add_person(uid=uuid.uuid4(), given_name="มาลี", team=team, by=coordinator)
    with pytest.raises(PermissionDenied):
        add_person(uid=made.uid, given_name="มาลี", team=team, by=user_with(Role.COORDINATOR, "440501"))


def test_a_person_lies_where_one_works(team, user_with) -> None:
    with pytest.raises(PermissionDenied):
        add_person(given_name="มาลี", team=team, by=user_with(Role.COORDINATOR, "440503"))
    assert add_person(given_name="มาลี", team=team, by=user_with(Role.REVIEWER, "44")).pk


def test_a_person_without_place_is_refused(coordinator, user_with) -> None:
    with pytest.raises(PermissionDenied):
        add_person(given_name="มาลี", by=coordinator)
    with pytest.raises(ValidationError):
        add_person(given_name="มาลี", by=user_with(is_superuser=True))


def test_nothing_changed_nothing_saved(team, coordinator) -> None:
    person = PersonFactory(team=team)
    version = person.version
    assert change_person(person, by=coordinator, given_name=person.given_name).version == version
    changed = change_person(person, by=coordinator, given_name="ใหม่")
    assert (changed.version, changed.changed_by) == (version + 1, coordinator)


def test_strangers_change_nobody(team, user_with) -> None:
    with pytest.raises(PermissionDenied):
        change_person(PersonFactory(team=team), by=user_with(Role.COORDINATOR, "440503"), given_name="x")


@pytest.mark.parametrize(
    ("given", "family", "same"),
    [
        ("สมชาย", "ใจดี", True),
        ("นายสมชาย", "ใจดี", True),
        ("สมชาย", "ใจดีี", True),
        ("สมชัย", "ใจดี", True),
        ("สมหญิง", "ใจดี", False),
        ("สมชาย", "รักบ้าน", False),
    ],
)
def test_likely_names_are_the_same_or_sound_alike(team, given, family, same) -> None:
    PersonFactory(team=team, given_name="สมชาย", family_name="ใจดี")
    assert bool(likely_same(Person.objects.all(), given, family)) == same


def test_the_likeliest_comes_first_and_merged_ones_never(team) -> None:
    near = PersonFactory(team=team, given_name="สมชัย", family_name="ใจดี")
    exact = PersonFactory(team=team, given_name="สมชาย", family_name="ใจดี")
    PersonFactory(team=team, given_name="สมชาย", family_name="ใจดี", merged_into=exact)
    assert likely_same(Person.objects.all(), "สมชาย", "ใจดี") == [exact, near]
    assert likely_same(Person.objects.all(), "สมชาย", "ใจดี", limit=1) == [exact]


def test_the_same_phone_is_likely_whatever_the_name(team) -> None:
    person = PersonFactory(team=team, given_name="บุญมา", phone="0810000003")
    assert likely_same(Person.objects.all(), "ไม่เหมือน", "กันเลย", phone="0810000003") == [person]


def test_history_names_who_did_it_without_a_request(team, coordinator) -> None:
    person = add_person(given_name="มาลี", team=team, by=coordinator)
    assert person.history.get().history_user == coordinator
