"""Guessing passwords is slowed down, without a way to lock somebody else out."""

import re
from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.test import Client, RequestFactory
from django.utils import timezone

from accounts.throttle import client_address

SIGN_IN = "/accounts/sign-in/"
HOME, ELSEWHERE = "10.0.0.1", "10.0.0.2"


def attempt(username: str, password: str = "wrong", address: str = HOME, **extra: str):
    return Client().post(SIGN_IN, {"username": username, "password": password}, REMOTE_ADDR=address, **extra)


def fail(times: int, username: str, address: str = HOME):
    return [attempt(username, address=address).status_code for _ in range(times)]


def test_the_fifth_failure_locks_and_says_until_when(user_with):
    user = user_with()
    assert fail(4, user.username) == [200] * 4
    locked = attempt(user.username)
    assert locked.status_code == 429
    assert "ลองใหม่ได้ในอีก 15 นาที" in locked.text
    assert 0 < int(locked["Retry-After"]) <= 15 * 60
    assert attempt(user.username, "only-for-tests").status_code == 429


def test_waiting_opens_again_and_trying_meanwhile_does_not_lengthen_the_wait(user_with):
    user = user_with()
    fail(5, user.username)
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=14))
    answer = attempt(user.username, "only-for-tests")
    assert answer.status_code == 429
    assert "ลองใหม่ได้ในอีก 1 นาที" in answer.text
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=16))
    assert attempt(user.username, "only-for-tests").status_code == 302


def test_a_stranger_cannot_lock_somebody_out_of_every_place(user_with):
    user = user_with()
    fail(7, user.username, address=ELSEWHERE)
    assert attempt(user.username, "only-for-tests", address=ELSEWHERE).status_code == 429
    assert attempt(user.username, "only-for-tests").status_code == 302


def test_changing_the_browser_does_not_help(user_with):
    user = user_with()
    codes = [attempt(user.username, HTTP_USER_AGENT=f"browser {number}").status_code for number in range(6)]
    assert codes == [200] * 4 + [429] * 2


def test_an_unknown_name_is_locked_in_the_same_words(user_with):
    known, unknown = user_with(username="known-name").username, "nobodys-name"
    fail(5, known)
    fail(5, unknown)
    # The two were locked one after the other: perhaps in different minutes.
    clock = re.compile(r"\d\d\.\d\d น\.")
    said, said_of_nobody = (clock.sub("", attempt(name).text) for name in (known, unknown))
    assert said == said_of_nobody


def test_success_forgets_the_failures(user_with):
    user = user_with()
    for _ in range(3):
        assert fail(4, user.username) == [200] * 4
        assert attempt(user.username, "only-for-tests").status_code == 302


class TestSpraying:
    @pytest.fixture(autouse=True)
    def three_names(self, settings):
        settings.SIGN_IN_NAMES_LIMIT = 3

    def spray(self):
        return [attempt(f"guess{number}").status_code for number in range(4)]

    def test_one_password_over_many_names_is_stopped(self, user_with):
        assert self.spray() == [200, 200, 200, 429]
        assert attempt(user_with().username, "only-for-tests").status_code == 429

    def test_who_signed_in_from_there_before_still_gets_in(self, user_with):
        user = user_with()
        assert attempt(user.username, "only-for-tests").status_code == 302
        self.spray()
        assert attempt(user.username, "only-for-tests").status_code == 302

    def test_other_addresses_are_free(self, user_with):
        self.spray()
        assert attempt(user_with().username, "only-for-tests", address=ELSEWHERE).status_code == 302


class TestClientAddress:
    def of(self, remote: str, forwarded: str | None = None) -> str | None:
        headers = {} if forwarded is None else {"x-forwarded-for": forwarded}
        return client_address(RequestFactory().get("/", headers=headers, REMOTE_ADDR=remote))

    def test_the_connections_own_and_never_a_forged_header(self):
        assert self.of("10.0.0.1", "1.2.3.4") == "10.0.0.1"

    @pytest.mark.parametrize(
        ("proxies", "forwarded", "address"),
        [
            (1, "1.2.3.4", "1.2.3.4"),
            (1, "6.6.6.6, 1.2.3.4", "1.2.3.4"),
            (2, "6.6.6.6, 1.2.3.4, 10.0.0.9", "1.2.3.4"),
            (2, "1.2.3.4", "10.0.0.1"),
            (1, "rubbish", None),
        ],
    )
    def test_behind_proxies_what_ours_wrote(self, settings, proxies, forwarded, address):
        settings.PROXY_COUNT = proxies
        assert self.of("10.0.0.1", forwarded) == address

    def test_of_ipv6_the_network_of_one_customer(self):
        assert self.of("2001:db8:1:2:3:4:5:6") == self.of("2001:db8:1:2::9") == "2001:db8:1:2::"
        assert self.of("::ffff:10.0.0.1") == "10.0.0.1"

    def test_no_address_is_none(self):
        assert self.of("") is None


class TestClearingUp:
    """Old failures go a few at a time; those of the name at hand at once, or they would count again."""

    def age(self):
        AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=16))

    def test_old_failures_of_a_name_do_not_count_again(self, user_with, monkeypatch):
        monkeypatch.setattr("accounts.throttle.FORGOTTEN_AT_ONCE", 0)
        user = user_with()
        fail(4, user.username)
        self.age()
        assert fail(4, user.username) == [200] * 4

    def test_an_attack_is_cleared_up_by_many(self, user_with, monkeypatch):
        monkeypatch.setattr("accounts.throttle.FORGOTTEN_AT_ONCE", 3)
        for number in range(10):
            attempt(f"guess{number}", address=f"10.0.2.{number}")
        self.age()
        user = user_with()
        assert attempt(user.username, "only-for-tests").status_code == 302
        assert AccessAttempt.objects.count() == 7

    def test_fresh_ones_stay(self, user_with):
        fail(2, "somebody")
        assert attempt(user_with().username, "only-for-tests").status_code == 302
        assert AccessAttempt.objects.get().failures_since_start == 2
