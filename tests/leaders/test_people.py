"""Adding and changing persons, and who may be the same."""

import uuid

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from geo.choices import Role
from leaders.matching import likely_same
from leaders.models import Person
from leaders.services.people import add_person, add_persons, change_person, change_persons
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


def on_record(model, **which) -> list[dict]:
    """Rows of a model and of its history, without what differs between any two rows."""
    apart = {"id", "uid", "created_at", "changed_at", "given_name", "name_key", "history_id", "history_date"}
    rows = [*model.objects.filter(**which).values(), *model.history.filter(**which).values()]
    return [{name: value for name, value in row.items() if name not in apart} for row in rows]


def test_many_are_added_as_one_is(team, coordinator) -> None:
    values = {"family_name": "ทดสอบ", "phone": "0810000001", "team": team, "subdistrict": team.subdistrict}
    add_person(given_name="มาลี", by=coordinator, **values)
    assert add_persons([Person(given_name=name, **values) for name in ("กล้า", "ขวัญ")], by=coordinator) == {}
    one, *others = (on_record(Person, given_name=name) for name in ("มาลี", "กล้า", "ขวัญ"))
    assert others == [one, one]
    assert [row["history_type"] for row in one[1:]] == ["+"]
    assert (
        Person.history.filter(given_name="กล้า").get().history_date
        == Person.objects.get(given_name="กล้า").changed_at
    )
    assert Person.objects.get(given_name="กล้า").name_key == "กล้าทดสอบ"


def test_many_are_changed_as_one_is(team, coordinator) -> None:
    people = PersonFactory.create_batch(4, team=team, family_name="ทดสอบ")
    change_person(people[0], by=coordinator, phone="0810000009", position="อสม.")
    changes = {person: {"phone": "0810000009", "position": "อสม."} for person in people[1:3]}
    assert change_persons({**changes, people[3]: {"phone": people[3].phone}}, by=coordinator) == {}
    one, *others = (on_record(Person, pk=person.pk)[:1] for person in people[:3])
    assert others == [one, one]
    told = [Person.history.filter(id=person.pk).count() for person in people]
    assert told == [2, 2, 2, 1]  # nothing changed, nothing saved


def test_of_many_none_is_written_when_one_cannot_be(team, coordinator) -> None:
    good, bad = (Person(given_name=name, team=team) for name in ("มาลี", "ม" * 81))
    refused = add_persons([good, bad], by=coordinator)
    assert list(refused) == [bad.uid]
    assert not Person.objects.exists()


def test_of_many_each_must_lie_where_one_works(team, coordinator) -> None:
    elsewhere = TeamFactory(code="302101")
    people = [Person(given_name="มาลี", team=team), Person(given_name="กล้า", team=elsewhere)]
    with pytest.raises(PermissionDenied):
        add_persons(people, by=coordinator)
    with pytest.raises(PermissionDenied):
        change_persons({PersonFactory(team=elsewhere): {"phone": "0810000001"}}, by=coordinator)
    assert not Person.objects.filter(given_name="มาลี").exists()


def test_many_are_never_written_over_a_uid_that_is_known(team, coordinator) -> None:
    made = PersonFactory(team=team)
    with pytest.raises(PermissionDenied):
        add_persons([Person(uid=made.uid, given_name="อื่น", team=team)], by=coordinator)
