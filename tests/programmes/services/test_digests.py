"""Letters that tell what waits: to whom, how often, what stands in them, and what happens when one fails."""

from datetime import date, timedelta
from email import message_from_bytes, policy

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError, call_command
from django.utils import timezone

from accounts.choices import DigestRate
from accounts.models import Mailing, User
from programmes.services import digests
from programmes.services.digests import send_digests
from tests.factories.accounts import UserFactory
from tests.factories.geo import coordinator_of, reviewer_of
from tests.factories.leaders import TeamFactory
from tests.factories.programmes import activity_with, roster

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 12, 7)


@pytest.fixture
def team():
    return TeamFactory(code="440501")


@pytest.fixture
def owner(team):
    """A coordinator with an address and a planned day that is over."""
    made = coordinator_of("440501", email="owner@example.com")
    activity_with("planned", by=made, team=team, title="เยี่ยมนางสมหญิง", starts_on=date(2019, 2, 19))
    return made


def written_to(day=MONDAY):
    """Addresses of one run."""
    mail.outbox.clear()
    send_digests(day)
    return [letter.to[0] for letter in mail.outbox]


def test_it_tells_numbers_teams_and_days_and_nobodys_name(owner, team):
    activity_with("returned", by=owner, team=team, reason="ถามนางสมหญิง", came=roster(team, 1))
    written_to()
    letter = mail.outbox[0]
    html = letter.alternatives[0][0]
    assert letter.subject == "ขบวน: รอคุณอยู่ 3 รายการ"
    for text in (letter.body, html):
        assert "เลยวันแล้ว ยังไม่ได้บันทึก 1 รายการ" in text
        assert f"{team.name} อังคาร 19 ก.พ. 2562" in text
        assert "http://127.0.0.1:8000/log/#overdue" in text
        assert "http://127.0.0.1:8000/accounts/mail/" in text
        assert "สมหญิง" not in text
        assert owner.get_full_name() not in text
    stop = letter.extra_headers["List-Unsubscribe"]
    assert stop.startswith("<http://127.0.0.1:8000/accounts/mail/stop/")
    assert stop.strip("<>") in letter.body
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_what_goes_over_the_wire_is_seven_bits_and_named_by_the_site(owner, settings):
    settings.WAGTAILADMIN_BASE_URL = "https://khabuan.example"
    settings.DEFAULT_FROM_EMAIL = "ขบวน <khabuan@khabuan.example>"
    written_to()
    sent = mail.outbox[0].message().as_bytes()
    assert sent.isascii()
    assert max(map(len, sent.splitlines())) < 300
    read = message_from_bytes(sent, policy=policy.default)
    assert read["Subject"] == mail.outbox[0].subject
    assert read["From"] == settings.DEFAULT_FROM_EMAIL
    assert read["Message-ID"].endswith("@khabuan.example>")
    assert read.get_body(("plain",)).get_content().strip() == mail.outbox[0].body.strip()


def test_in_the_language_of_the_account(owner):
    User.objects.filter(pk=owner.pk).update(mail_language="en")
    written_to()
    assert mail.outbox[0].subject == "Khabuan: 2 things are waiting for you"
    assert 'lang="en"' in mail.outbox[0].alternatives[0][0]


def test_a_reviewer_is_told_how_long_the_oldest_waits(owner, team):
    reviewer_of("44", email="reviewer@example.com")
    log = activity_with("submitted", by=owner, team=team)
    log.submitted_at -= timedelta(days=9)
    log.save(update_fields=["submitted_at"])
    assert written_to() == ["owner@example.com", "reviewer@example.com"]
    assert "รอคุณตรวจ 1 รายการ · เก่าที่สุดรอมา 9 วัน" in mail.outbox[1].body


def test_once_a_week_with_its_first_run_or_daily_and_never_twice_on_a_day(owner):
    daily = coordinator_of("440501", email="daily@example.com", digest=DigestRate.DAILY)
    wednesday = MONDAY + timedelta(days=2)
    assert written_to(wednesday) == [owner.email, daily.email]
    assert written_to(wednesday) == []
    assert written_to(wednesday + timedelta(days=1)) == [daily.email]
    assert written_to(MONDAY + timedelta(days=7)) == [owner.email, daily.email]


def test_who_gets_none(owner, team):
    for fields in (
        {"email": ""}, {"digest": DigestRate.OFF}, {"is_active": False}, {"is_demo": True},
    ):  # fmt: skip
        coordinator_of("440501", **{"email": "none@example.com"} | fields)
    gone = coordinator_of("440501", email="gone@example.com")
    gone.area_roles.update(ends_on=date(2019, 2, 19))
    UserFactory(email="nobody@example.com")
    coordinator_of("440503", email="neighbour@example.com")
    assert written_to() == [owner.email]


def test_one_that_fails_stops_no_other_and_is_tried_the_next_day(owner, monkeypatch, capsys):
    other = coordinator_of("440501", email="other@example.com")
    sends = EmailBackend.send_messages

    def refuse(backend, letters):
        if letters[0].to == [owner.email]:
            raise ConnectionResetError
        return sends(backend, letters)

    monkeypatch.setattr(EmailBackend, "send_messages", refuse)
    with pytest.raises(CommandError, match="1 letters did not go out"):
        call_command("send_digests")
    assert [letter.to for letter in mail.outbox] == [[other.email]]
    monkeypatch.setattr(EmailBackend, "send_messages", sends)
    today = timezone.localdate()
    assert written_to(today) == [], "a crash after the sending looks the same: never twice on a day"
    assert written_to(today + timedelta(days=1))[:1] == [owner.email]


def test_one_that_cannot_be_made_stops_no_other(owner, monkeypatch, caplog):
    other = coordinator_of("440501", email="other@example.com")
    made = digests.inbox_of

    def break_for_one(account, **kwargs):
        if account == owner:
            raise KeyError(owner.email)
        return made(account, **kwargs)

    monkeypatch.setattr(digests, "inbox_of", break_for_one)
    assert send_digests(MONDAY) == digests.Sent(sent=1, failed=1)
    assert [letter.to for letter in mail.outbox] == [[other.email]]
    assert "KeyError" in caplog.text
    assert owner.email not in caplog.text


def test_notes_hold_no_address_and_go_after_a_while(owner):
    written_to()
    assert set(Mailing.objects.values().get()) == {"id", "account_id", "day", "sent_at"}
    written_to(MONDAY + timedelta(days=61))
    assert Mailing.objects.count() == 1


def test_without_a_mail_server_the_command_says_so(settings):
    settings.SENDS_MAIL = False
    with pytest.raises(CommandError, match="EMAIL_HOST"):
        call_command("send_digests")
