"""A browser that signed in before still gets in while others guess; what is known ends with the password."""

import pytest
from axes.models import AccessAttempt, AccessLog
from django.test import Client
from django.urls import reverse

from accounts.models import AccountEvent
from tests.accounts.test_throttle import ELSEWHERE, HOME, attempt, fail

pytestmark = pytest.mark.django_db
SIGN_IN, PASSWORD, NEW = "/accounts/sign-in/", "only-for-tests", "ผักบุ้ง-ลอย-น้ำ-7"


def enter(client: Client, user, password: str = PASSWORD, address: str = HOME):
    credentials = {"username": user.username, "password": password}
    return client.post(SIGN_IN, credentials, REMOTE_ADDR=address)


@pytest.fixture
def user(user_with):
    return user_with()


@pytest.fixture
def known(user):
    """A browser in which the user has signed in and out."""
    client = Client()
    assert enter(client, user).status_code == 302
    client.post(reverse("accounts:sign_out"))
    return client


def test_whoever_guesses_from_the_same_address_does_not_keep_it_out(known, user):
    fail(6, user.username)
    assert attempt(user.username, PASSWORD).status_code == 429
    assert enter(known, user).status_code == 302


def test_nor_whoever_sprays_from_it(known, user, settings):
    settings.SIGN_IN_NAMES_LIMIT = 3
    AccessLog.objects.all().delete()
    for number in range(4):
        attempt(f"guess{number}")
    assert attempt(user.username, PASSWORD).status_code == 429
    assert enter(known, user).status_code == 302


def test_a_stolen_one_guesses_no_faster(known, user):
    codes = [enter(known, user, "wrong", f"10.0.1.{number}").status_code for number in range(7)]
    assert codes == [200] * 4 + [429] * 3
    assert enter(known, user).status_code == 429
    assert attempt(user.username, PASSWORD).status_code == 302, "others are not kept out by it"


def test_it_is_known_for_one_account_only(known, user_with):
    other = user_with()
    fail(6, other.username)
    assert enter(known, other).status_code == 429


def test_success_forgets_what_it_failed(known, user):
    for _number in range(3):
        assert [enter(known, user, "wrong").status_code for _number in range(4)] == [200] * 4
        assert enter(known, user).status_code == 302
        known.post(reverse("accounts:sign_out"))
    assert not AccessAttempt.objects.exists()


def test_the_log_of_sign_ins_holds_the_real_address(known, user):
    enter(known, user, address=ELSEWHERE)
    assert set(AccessLog.objects.values_list("ip_address", flat=True)) == {HOME, ELSEWHERE}


@pytest.mark.parametrize("change", ["cut", "another", "nonsense"])
def test_a_forged_one_is_no_one(known, user, user_with, change):
    name = f"device_{user.pk}"
    value = known.cookies[name].value
    forged = {"cut": value[:-1], "another": "x" + value, "nonsense": "1"}[change]
    known.cookies[name] = forged
    fail(6, user.username)
    assert enter(known, user).status_code == 429


def test_the_cookie_is_closed_to_scripts_and_sent_to_account_pages_only(known, user):
    cookie = known.cookies[f"device_{user.pk}"]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/accounts/")


class TestEndsWithThePassword:
    def change(self, client):
        fields = {"old_password": PASSWORD, "new_password1": NEW, "new_password2": NEW}
        return client.post(reverse("accounts:password"), fields)

    def test_where_it_is_changed_the_browser_stays_known_others_do_not(self, known, user):
        here = Client()
        enter(here, user)
        assert self.change(here).status_code == 302
        here.post(reverse("accounts:sign_out"))
        fail(6, user.username)
        assert enter(known, user, NEW).status_code == 429
        assert enter(here, user, NEW).status_code == 302
        assert AccountEvent.objects.get().kind == "password"

    def test_leaving_all_others_ends_their_sessions_and_keeps_the_password(self, user):
        here, there = Client(), Client()
        enter(here, user), enter(there, user)
        answer = here.post(reverse("accounts:elsewhere"), {"password": PASSWORD})
        assert answer.url == reverse("accounts:password")
        assert here.get(reverse("accounts:password")).status_code == 200
        assert there.get(reverse("accounts:password")).status_code == 302
        fail(6, user.username)
        assert enter(there, user).status_code == 429, "known no more"
        here.post(reverse("accounts:sign_out"))
        assert enter(here, user).status_code == 302

    def test_a_wrong_password_leaves_nobody_out_and_is_counted(self, user):
        here, there = Client(), Client()
        enter(here, user), enter(there, user)
        for _number in range(5):
            here.post(reverse("accounts:elsewhere"), {"password": "wrong"})
        assert there.get(reverse("accounts:password")).status_code == 200
        assert AccessAttempt.objects.get().failures_since_start == 5
        here.post(reverse("accounts:elsewhere"), {"password": PASSWORD})
        assert there.get(reverse("accounts:password")).status_code == 200


def test_the_settings_tell_the_latest_sign_ins(user):
    client = Client(headers={"user-agent": "Mozilla/5.0 (Linux; Android 9) Chrome/90"})
    enter(client, user)
    page = client.get(reverse("accounts:password"))
    assert page.context["sign_ins"][0]["here"]
    assert "Android" in page.text
    assert "(<b" not in page.text
