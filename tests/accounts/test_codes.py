"""Codes that work once: guessed, mistyped, used twice, too old, of somebody who may give none any more."""

from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.core.exceptions import ValidationError
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from accounts.choices import CodeKind, EventKind
from accounts.models import OneTimeCode
from accounts.services import codes
from accounts.services.codes import find_code, issue_code, normalised, use_code
from tests.factories.geo import coordinator_of, reviewer_of, staff

pytestmark = pytest.mark.django_db
JOIN, CHOOSE = "/accounts/join/", "/accounts/join/password/"
PASSWORD = "ผักบุ้ง-ลอย-น้ำ-7"


@pytest.fixture
def reviewer():
    return reviewer_of("44")


@pytest.fixture
def account():
    made = coordinator_of("440501", phone="0810000001", display_name="คนใหม่")
    made.set_unusable_password()
    made.save()
    return made


@pytest.fixture
def code(account, reviewer):
    return issue_code(account, CodeKind.INVITATION, by=reviewer)


def choose(client, password=PASSWORD, again=None):
    return client.post(CHOOSE, {"new_password1": password, "new_password2": again or password})


class TestWriting:
    def test_eight_signs_of_forty_bits_without_look_alikes(self, code):
        signs = code.replace("-", "")
        assert (len(signs), len(code)) == (codes.SIGNS, 9)
        assert len(codes.ALPHABET) ** codes.SIGNS >= 2**40
        assert not set("ILOU") & set(codes.ALPHABET)

    @pytest.mark.parametrize(
        "typed", ["7K3M-9QX1", " 7k3m 9qx1 ", "7K3M9QX1", "7k3m–9qxl", "๗K3M-๙QXI", "7K3M_9QX๑"]
    )
    def test_as_people_type_it(self, typed):
        assert normalised(typed) == "7K3M9QX1"

    @pytest.mark.parametrize("typed", ["", "7K3M-9QX", "7K3M-9QX11", "7K3M-9Q*1", "รหัสของฉัน", "\0" * 8])
    def test_what_can_be_no_code(self, typed):
        assert normalised(typed) == ""
        assert find_code(typed) is None

    def test_the_database_holds_only_a_keyed_digest(self, code, settings):
        kept = OneTimeCode.objects.get()
        assert code.replace("-", "") not in str(OneTimeCode.objects.values().get())
        assert find_code(code) == kept
        settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another", []
        assert find_code(code) is None
        settings.SECRET_KEY_FALLBACKS = ["only-for-tests"]
        assert find_code(code) == kept

    def test_digests_are_compared_in_the_same_time_whatever_they_are(self, code, monkeypatch):
        asked = []
        plain = codes.constant_time_compare
        monkeypatch.setattr(codes, "constant_time_compare", lambda a, b: asked.append(a) or plain(a, b))
        assert find_code(code)
        assert asked == [OneTimeCode.objects.get().digest]


class TestJoining:
    def test_code_then_password_then_in(self, client, code, account):
        assert client.post(JOIN, {"code": code.lower()}).url == CHOOSE
        page = client.get(CHOOSE)
        assert "ยินดีต้อนรับ คนใหม่" in page.text
        assert "081-000-0001" in page.text
        assert choose(client).url == reverse("accounts:home")
        assert client.get(reverse("accounts:home")).url == reverse("log:home")
        account.refresh_from_db()
        assert account.check_password(PASSWORD)
        assert account.events.get().kind == EventKind.JOINED

    def test_a_code_works_once(self, client, code, client_of):
        client.post(JOIN, {"code": code})
        other = client_of()
        other.post(JOIN, {"code": code})
        assert choose(client).url == reverse("accounts:home")
        assert choose(other, "อีกคนหนึ่ง-ตั้ง-8").url == JOIN
        assert "รหัสนี้ใช้ไม่ได้" in client_of().post(JOIN, {"code": code}).text

    def test_of_two_at_once_one_is_refused(self, code):
        found = find_code(code)
        use_code(found, PASSWORD)
        with pytest.raises(ValidationError):
            use_code(found, PASSWORD)

    @pytest.mark.parametrize(
        "spoil",
        [
            lambda code: OneTimeCode.objects.update(ends_at=timezone.now() - timedelta(seconds=1)),
            lambda code: codes.void_codes(OneTimeCode.objects.get().account),
            lambda code: OneTimeCode.objects.get().made_by.area_roles.update(ends_on="2019-02-19"),
            lambda code: (
                type(OneTimeCode.objects.get().made_by)
                .objects.filter(pk=OneTimeCode.objects.get().made_by_id)
                .update(is_active=False)
            ),
            lambda code: OneTimeCode.objects.update(made_by=None),
            lambda code: (
                OneTimeCode.objects.get()
                .account.__class__.objects.filter(pk=OneTimeCode.objects.get().account_id)
                .update(is_active=False)
            ),
        ],
        ids=["too old", "taken back", "giver's role ended", "giver closed", "giver gone", "account closed"],
    )
    @pytest.mark.parametrize("step", ["before the code", "before the password"])
    def test_a_code_that_works_no_more(self, client, code, spoil, step):
        if step == "before the password":
            client.post(JOIN, {"code": code})
        spoil(code)
        if step == "before the password":
            assert choose(client).url == JOIN
        else:
            assert "รหัสนี้ใช้ไม่ได้" in client.post(JOIN, {"code": code}).text
        assert "_auth_user_id" not in client.session

    def test_a_new_code_ends_the_one_before(self, code, account, reviewer):
        newer = issue_code(account, CodeKind.INVITATION, by=reviewer)
        assert find_code(code) is None
        assert find_code(newer)

    def test_staff_opens_what_the_reviewer_cannot(self, account):
        given = issue_code(account, CodeKind.RESET, by=reviewer_of("50"))
        assert find_code(given) is None
        assert find_code(issue_code(account, CodeKind.RESET, by=staff()))

    def test_without_a_code_there_is_no_choosing(self, client):
        assert client.get(CHOOSE).url == JOIN
        assert choose(client).url == JOIN

    @pytest.mark.parametrize("password", ["short1", "1234567890123", "password123", "0810000001ก"])
    def test_easy_passwords_are_told_and_the_code_still_works(self, client, code, password):
        client.post(JOIN, {"code": code})
        assert choose(client, password).status_code == 200
        assert choose(client).url == reverse("accounts:home")

    def test_whoever_is_signed_in_is_asked_to_sign_out_first(self, client_of, reviewer, code):
        client = client_of(reviewer)
        assert "ออกจากระบบก่อน" in client.post(JOIN, {"code": code}).text
        assert client.get(CHOOSE).url == JOIN

    def test_no_page_of_it_is_kept_and_the_address_holds_no_code(self, client, code):
        for answer in (client.get(JOIN), client.post(JOIN, {"code": code}), client.get(CHOOSE)):
            assert "no-store" in answer["Cache-Control"]
        assert code not in client.get(CHOOSE).request["PATH_INFO"]


class TestGuessing:
    def guess(self, client_of, times, address="10.0.0.1"):
        return [
            client_of().post(JOIN, {"code": f"0000-{number:04}"}, REMOTE_ADDR=address)
            for number in range(times)
        ]

    def test_the_tenth_wrong_code_shuts_the_door_for_that_address_only(self, client_of, code):
        answers = self.guess(client_of, 10)
        assert [answer.status_code for answer in answers] == [200] * 9 + [429]
        assert client_of().post(JOIN, {"code": code}, REMOTE_ADDR="10.0.0.1").status_code == 429
        assert client_of().post(JOIN, {"code": code}, REMOTE_ADDR="10.0.0.2").status_code == 302

    def test_what_was_typed_is_not_kept(self, client_of):
        self.guess(client_of, 2)
        assert "0000" not in "".join(str(row) for row in AccessAttempt.objects.values())

    def test_wrong_codes_do_not_close_signing_in(self, client_of, user_with):
        user = user_with()
        self.guess(client_of, 12)
        credentials = {"username": user.username, "password": "only-for-tests"}
        answer = client_of().post("/accounts/sign-in/", credentials, REMOTE_ADDR="10.0.0.1")
        assert answer.status_code == 302


def test_finding_a_code_asks_the_index(code):
    plan = OneTimeCode.objects.filter(digest="x").explain()
    assert connection.vendor != "sqlite" or "USING INDEX" in plan.upper()
