"""While the demo is here the day is pinned, and its accounts do what their roles say."""

from datetime import date

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from cms.demo import pin
from cms.demo.accounts import SIGN_INS
from cms.models import Demo
from geo.choices import Role
from geo.querysets import role_areas
from thai import clock

pytestmark = pytest.mark.usefixtures("demo_here", "db")


@pytest.fixture
def really_today(settings):
    """The day is not pinned by a setting, so that the demo decides."""
    settings.KHABUAN_TODAY = None
    pin.forget()
    yield
    pin.forget()


def test_it_does_not_come_twice():
    with pytest.raises(CommandError, match="empty database"):
        call_command("load_demo")


def test_the_day_is_pinned_while_it_is_here(really_today):
    assert clock.pinned_day() == date(2019, 2, 20)
    Demo.objects.all().delete()
    assert clock.pinned_day() == date(2019, 2, 20)
    pin.forget()
    assert clock.pinned_day() is None


def test_the_day_is_asked_for_once(really_today, django_assert_num_queries):
    clock.today()
    with django_assert_num_queries(0):
        clock.today()


@pytest.mark.parametrize(
    ("username", "role", "codes"),
    [
        ("coordinator", Role.COORDINATOR, {"440404", "440317", "440511"}),
        ("reviewer", Role.REVIEWER, {"44"}),
        ("staff", Role.STAFF, {"TH"}),
        ("editor", Role.EDITOR, {"TH"}),
    ],
)
def test_accounts_hold_their_roles(username, role, codes):
    user = User.objects.get(username=username)
    assert {area.code for area in role_areas(user, role)} == codes
    assert user.has_perm("wagtailadmin.access_admin") == (role in {Role.STAFF, Role.EDITOR})


def test_five_can_sign_in_and_their_colleagues_cannot():
    users = User.objects.all()
    assert all(user.is_demo for user in users)
    assert {user.username for user in users if user.has_usable_password()} == set(SIGN_INS)
    assert [user.username for user in users if user.is_superuser] == ["admin"]
