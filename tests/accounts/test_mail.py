"""One's own e-mail address: used once it is confirmed by its account; and the link that stops letters."""

import re

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.test import Client

from accounts.choices import DigestRate
from accounts.models import User
from accounts.services.mail import ASKED_A_DAY, stop_link
from tests.factories.accounts import UserFactory
from tests.factories.geo import coordinator_of

pytestmark = pytest.mark.django_db
PAGE, ADDRESS = "/accounts/mail/", "somsri@example.com"


@pytest.fixture
def owner():
    return coordinator_of("440501")


def ask(client, address=ADDRESS):
    return client.post(PAGE, {"action": "address", "email": address})


def link_in(letter):
    return re.search(r"(/accounts/mail/\S+)", letter.body)[1]


def test_an_address_counts_once_its_owner_followed_the_link(client_of, owner):
    client = client_of(owner)
    assert ask(client).url == PAGE
    letter = mail.outbox[0]
    assert letter.to == [ADDRESS]
    assert owner.username not in letter.body
    link = link_in(letter)
    client.get(link)
    owner.refresh_from_db()
    assert owner.email == "", "programs that look through letters follow links, too"
    client.post(link)
    owner.refresh_from_db()
    assert owner.email == ADDRESS
    assert list(owner.events.values_list("kind", flat=True)) == ["mail", "mail_asked"]


def test_a_link_is_for_its_account_and_not_for_a_later_address(client_of, owner):
    client = client_of(owner)
    ask(client)
    link = link_in(mail.outbox[0])
    other = UserFactory()
    client_of(other).post(link)
    assert Client().post(link).url.startswith("/accounts/sign-in/")
    User.objects.filter(pk=owner.pk).update(email="later@example.com")
    client.post(link)
    assert set(User.objects.filter(pk__in=[owner.pk, other.pk]).values_list("email", flat=True)) == {
        "later@example.com", "",
    }  # fmt: skip


def test_nobody_is_pestered_from_here(client_of, owner, settings):
    client = client_of(owner)
    for number in range(ASKED_A_DAY):
        ask(client, f"n{number}@example.com")
    assert "ลองใหม่พรุ่งนี้" in ask(client).text
    settings.SENDS_MAIL = False
    assert "ยังส่งอีเมลไม่ได้" in ask(client_of(UserFactory())).text
    assert len(mail.outbox) == ASKED_A_DAY


def test_trouble_with_the_server_is_told(client_of, owner, monkeypatch):
    def refuse(*args):
        raise ConnectionRefusedError

    monkeypatch.setattr(EmailBackend, "send_messages", refuse)
    assert "ส่งอีเมลไม่สำเร็จ" in ask(client_of(owner)).text


def test_how_often_and_in_which_language_is_ones_own_choice(client_of, owner):
    client_of(owner).post(PAGE, {"action": "choose", "digest": "daily", "language": "en"})
    owner.refresh_from_db()
    assert (owner.digest, owner.mail_language) == (DigestRate.DAILY, "en")
    assert client_of(owner).post(PAGE, {"action": "choose", "digest": "hourly"}).status_code == 200


def test_a_letter_is_stopped_without_signing_in_and_only_by_a_post(owner):
    owner.email = ADDRESS
    owner.save(update_fields=["email"])
    link = stop_link(owner).partition("127.0.0.1:8000")[2]
    client = Client(enforce_csrf_checks=True)
    assert client.get(link).status_code == 200
    owner.refresh_from_db()
    assert owner.digest == DigestRate.WEEKLY
    assert client.post(link, {"List-Unsubscribe": "One-Click"}).status_code == 200
    owner.refresh_from_db()
    assert owner.digest == DigestRate.OFF
    assert client.post(link[:-2] + "x/").status_code == 404
    User.objects.filter(pk=owner.pk).update(email="later@example.com")
    assert client.post(link).status_code == 404, "who has an old letter speaks for an old address"
