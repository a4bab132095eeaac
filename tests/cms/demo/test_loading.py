"""The demo is loaded into an empty database only; it pins the day and says who can sign in."""

from datetime import date

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from cms.demo import pin
from cms.demo.accounts import SIGN_INS
from cms.demo.loading import is_empty, what_is_there
from cms.models import Demo
from geo.choices import Role
from geo.querysets import role_areas
from leaders.models import Person
from programmes.services.founding import found_programme
from tests.factories.leaders import PersonFactory
from thai import clock


@pytest.fixture
def really_today(settings):
    """The day is not pinned by a setting, so that the demo decides."""
    settings.KHABUAN_TODAY = None
    pin.forget()
    yield
    pin.forget()


def test_it_comes_into_no_database_that_has_somebody(db):
    found_programme()
    PersonFactory()
    assert what_is_there() == {"person": 1, "team": 1}
    with pytest.raises(CommandError, match="person: 1, team: 1"):
        call_command("load_demo")
    call_command("load_demo", if_empty=True)
    assert Person.objects.count() == 1
    assert not Demo.objects.exists()


def test_words_and_places_are_no_hindrance(db):
    found_programme()
    assert is_empty()


def test_the_place_it_speaks_of_must_be_there(db, monkeypatch):
    monkeypatch.setattr("cms.demo.loading.TEAMS", {"99": ("999999",)})
    with pytest.raises(CommandError, match="lacks 99, 999999"):
        call_command("load_demo")
    assert is_empty()


def test_it_does_not_come_twice(demo):
    with pytest.raises(CommandError, match="empty database"):
        call_command("load_demo")


def test_the_day_is_pinned_while_it_is_here(demo, really_today):
    assert clock.pinned_day() == date(2019, 2, 20)
    Demo.objects.all().delete()
    assert clock.pinned_day() == date(2019, 2, 20)
    pin.forget()
    assert clock.pinned_day() is None


def test_the_day_is_asked_for_once(demo, really_today, django_assert_num_queries):
    clock.today()
    with django_assert_num_queries(0):
        clock.today()


def test_a_database_without_its_table_pins_nothing(db, monkeypatch):
    monkeypatch.setattr(pin, "_table_there", [])
    monkeypatch.setattr(Demo._meta, "db_table", "not_yet_migrated")
    pin.forget()
    assert pin.demo_day() is None
    pin.forget()


@pytest.mark.parametrize(
    ("username", "role", "codes"),
    [
        ("coordinator", Role.COORDINATOR, {"440404", "440317", "440511"}),
        ("reviewer", Role.REVIEWER, {"44"}),
        ("staff", Role.STAFF, {"TH"}),
        ("editor", Role.EDITOR, {"TH"}),
    ],
)
def test_accounts_hold_their_roles(demo, username, role, codes):
    user = User.objects.get(username=username)
    assert {area.code for area in role_areas(user, role)} == codes
    assert user.has_perm("wagtailadmin.access_admin") == (role in {Role.STAFF, Role.EDITOR})


def test_five_can_sign_in_and_their_colleagues_cannot(demo):
    users = User.objects.all()
    assert all(user.is_demo for user in users)
    assert {user.username for user in users if user.has_usable_password()} == set(SIGN_INS)
    assert [user.username for user in users if user.is_superuser] == ["admin"]
