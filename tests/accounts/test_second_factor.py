"""The second factor: tied to an account, asked for at sign-in, needed before people leave as a file."""

import re
import time
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from unittest import mock

import pytest
from django.conf import settings as site
from django.test import Client
from django.urls import reverse
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts.choices import CodeKind
from accounts.models import AccessLog, OneTimeCode
from accounts.services.codes import find_code
from accounts.services.factors import enrol, proves
from geo.services.accounts import renew_code, take_second_factor
from tests.accounts.test_sign_in import PASSWORD, sign_in
from tests.factories.geo import coordinator_of, editor, reviewer_of, staff
from tests.factories.leaders import TeamFactory
from tests.factories.programmes import roster

pytestmark = pytest.mark.django_db
KEY = "31" * 20
TIE, SECOND = "/accounts/second-factor/", "/accounts/sign-in/second/"
EXPORT = "/review/people/export/csv/"


def shown(key: str = KEY, later: int = 0) -> str:
    """What the app shows now, or some periods of 30 seconds later."""
    return f"{totp(bytes.fromhex(key), t0=-30 * later):06}"


def later(module: str, **delay: float):
    """The clock of one module put forward."""
    at = time.time() + timedelta(**delay).total_seconds()
    return mock.patch(f"{module}.time", SimpleNamespace(time=lambda: at))


@pytest.fixture
def reviewer():
    return reviewer_of("44")


@pytest.fixture
def tied(reviewer):
    """The reviewer, with an app and recovery codes."""
    reviewer.recovery = enrol(reviewer, key=KEY, token=shown(later=-1))
    return reviewer


def tie(client: Client, token=None, password=PASSWORD, **fields):
    key = client.session.get("factor_key") or (client.get(TIE) and client.session["factor_key"])
    return client.post(TIE, {"code": token or shown(key), "password": password} | fields)


class TestTying:
    def test_scan_type_and_keep_the_recovery_codes(self, client_of, reviewer):
        client = client_of(reviewer, passed=False)
        page = client.get(TIE)
        assert "<svg" in page.text
        secret = page.context["key"].replace(" ", "")
        assert re.fullmatch(r"[A-Z2-7]{32}", secret)
        answer = tie(client)
        codes = answer.context["codes"]
        assert len(set(codes)) == 8
        assert TOTPDevice.objects.get().user == reviewer
        assert not any(code.replace("-", "") in str(list(OneTimeCode.objects.values())) for code in codes)
        assert client.get(TIE).status_code == 200, "this session has passed"
        assert [event.kind for event in reviewer.events.all()] == ["factor_set"]

    @pytest.mark.parametrize(
        ("fields", "words"),
        [
            ({"token": "000000"}, "รหัส 6 ตัวไม่ตรง"),
            ({"password": "wrong"}, "รหัสผ่านไม่ตรง"),
            ({"token": "abc"}, "รหัส 6"),
        ],
    )
    def test_mistakes_tie_nothing(self, client_of, reviewer, fields, words):
        answer = tie(client_of(reviewer, passed=False), **fields)
        assert words in answer.text
        assert not TOTPDevice.objects.exists()
        assert not OneTimeCode.objects.exists()

    def test_another_app_takes_the_place_of_the_first(self, client_of, tied):
        client = client_of(tied)
        client.get(f"{TIE}?again")
        key = client.session["factor_key"]
        client.post(f"{TIE}?again", {"code": shown(key), "password": PASSWORD})
        assert TOTPDevice.objects.get().key == key
        assert not proves(tied, tied.recovery[0])

    def test_a_session_that_has_not_passed_cannot_replace_it(self, client_of, tied):
        client = client_of(tied, passed=False)
        assert client.get(f"{TIE}?again").url.startswith(SECOND)
        assert client.post(f"{TIE}?again", {"code": "1", "password": PASSWORD}).url.startswith(SECOND)
        assert client.post(TIE, {"do": "codes"}).url.startswith(SECOND)
        assert TOTPDevice.objects.get().key == KEY

    def test_new_recovery_codes_end_the_old_ones(self, client_of, tied):
        codes = client_of(tied).post(TIE, {"do": "codes"}).context["codes"]
        assert not proves(tied, tied.recovery[0])
        assert proves(tied, codes[0])


class TestSigningIn:
    def test_password_then_code_then_in(self, client, tied):
        assert sign_in(client, tied.username, next="/review/people/").url == SECOND
        assert "_auth_user_id" not in client.session
        assert client.get("/review/").status_code == 302
        assert client.get(SECOND).status_code == 200
        assert client.post(SECOND, {"code": shown()}).url == "/review/people/"
        assert client.get(EXPORT).status_code == 200

    def test_the_code_as_a_thai_keyboard_types_it(self, client, tied):
        sign_in(client, tied.username)
        thai = shown().translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))
        assert client.post(SECOND, {"code": f"{thai[:3]} {thai[3:]}"}).status_code == 302

    def test_a_code_works_once(self, tied):
        first, second = Client(), Client()
        sign_in(first, tied.username), sign_in(second, tied.username)
        code = shown()
        assert first.post(SECOND, {"code": code}).status_code == 302
        assert second.post(SECOND, {"code": code}).status_code == 200

    def test_a_recovery_code_works_once_and_is_noted(self, tied):
        first, second = Client(), Client()
        sign_in(first, tied.username), sign_in(second, tied.username)
        code = tied.recovery[0]
        assert first.post(SECOND, {"code": code.lower()}).status_code == 302
        assert second.post(SECOND, {"code": code}).status_code == 200
        assert tied.events.first().kind == "recovery_used"

    def test_somebody_elses_recovery_code_opens_nothing_and_stays(self, client, tied):
        other = staff()
        codes = enrol(other, key="32" * 20, token=shown("32" * 20))
        sign_in(client, tied.username)
        assert client.post(SECOND, {"code": codes[0]}).status_code == 200
        assert proves(other, codes[0])

    def test_a_recovery_code_chooses_no_password(self, tied):
        assert find_code(tied.recovery[0]) is None
        assert OneTimeCode.objects.filter(kind=CodeKind.RECOVERY).count() == 8

    def test_guessing_is_slowed_down_by_app_and_by_address(self, client, tied):
        sign_in(client, tied.username)
        codes = [client.post(SECOND, {"code": f"00000{number % 10}"}).status_code for number in range(11)]
        assert codes == [200] * 9 + [429] * 2
        assert TOTPDevice.objects.get().throttling_failure_count >= 1

    def test_without_the_password_there_is_no_second_step(self, client, tied):
        assert client.get(SECOND).url == "/accounts/sign-in/"
        assert client.post(SECOND, {"code": shown()}).url == "/accounts/sign-in/"

    def test_the_second_step_waits_ten_minutes_and_ends_with_the_password(self, tied):
        late, changed = Client(), Client()
        sign_in(late, tied.username), sign_in(changed, tied.username)
        with later("accounts.views.signing", minutes=10, seconds=1):
            assert late.post(SECOND, {"code": shown()}).url == "/accounts/sign-in/"
        tied.set_password("ผักบุ้ง-ลอย-น้ำ-7")
        tied.save()
        assert changed.post(SECOND, {"code": shown()}).url == "/accounts/sign-in/"

    def test_it_never_leads_off_the_site(self, client_of, tied):
        for elsewhere in ("https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)"):
            client = client_of(tied, passed=False)
            assert client.get(SECOND, {"next": elsewhere}).context["next"] == "/accounts/home/"

    def test_a_new_password_by_code_does_not_skip_it(self, client, tied):
        opened = renew_code(tied, by=staff())
        client.post("/accounts/join/", {"code": opened.code})
        new = {"new_password1": "ผักบุ้ง-ลอย-น้ำ-7", "new_password2": "ผักบุ้ง-ลอย-น้ำ-7"}
        assert client.post("/accounts/join/password/", new).url == SECOND
        assert "_auth_user_id" not in client.session


class TestRemembering:
    def enter(self, tied, **fields):
        client = Client()
        sign_in(client, tied.username)
        client.post(SECOND, {"code": shown()} | fields)
        client.post("/accounts/sign-out/")
        return client

    def test_only_where_it_was_ticked(self, tied):
        client = self.enter(tied)
        assert sign_in(client, tied.username).url == SECOND

    def test_for_thirty_days_from_the_code_and_it_counts_as_passed(self, tied):
        client = self.enter(tied, remember="on")
        assert sign_in(client, tied.username).url == "/accounts/home/"
        assert client.get(EXPORT).status_code == 200
        client.post("/accounts/sign-out/")
        with later("accounts.devices", days=30):
            assert sign_in(client, tied.username).url == SECOND

    def test_it_ends_with_the_password_and_with_the_app(self, tied):
        client = self.enter(tied, remember="on")
        take_second_factor(tied, by=staff())
        enrol(tied, key="33" * 20, token=shown("33" * 20))
        assert sign_in(client, tied.username).url == SECOND


class TestFilesThatNamePeople:
    @pytest.fixture(autouse=True)
    def somebody(self):
        return roster(TeamFactory(code="440501"), 1)

    @pytest.mark.parametrize("make", [lambda: reviewer_of("44"), staff], ids=["reviewer", "staff"])
    def test_whoever_has_none_is_led_to_it_and_nothing_leaves(self, client_of, make):
        client = client_of(make(), passed=False)
        answer = client.get(EXPORT)
        assert answer.url == "/accounts/second-factor/?next=%2Freview%2Fpeople%2Fexport%2Fcsv%2F"
        assert not AccessLog.objects.filter(action="exported").exists()
        assert "ก่อนดาวน์โหลดรายชื่อคน" in client.get(answer.url).text

    def test_whoever_has_one_but_has_not_shown_it_shows_it_and_goes_on(self, client_of, tied):
        client = client_of(tied, passed=False)
        asked = client.get(client.get(EXPORT).url)
        assert asked.url.startswith(SECOND)
        done = client.post(asked.url, {"code": shown(), "next": EXPORT})
        assert f'href="{EXPORT}"' in done.text
        assert client.get(EXPORT).status_code == 200

    def test_a_coordinator_takes_the_own_roster_without(self, client_of):
        client = client_of(coordinator_of("440501"), passed=False)
        assert client.get("/log/people/export/csv/").status_code == 200

    def test_a_reviewer_needs_it_for_that_roster_too(self, client_of, reviewer):
        client = client_of(reviewer, passed=False)
        assert client.get("/log/people/export/csv/").url.startswith(TIE)

    def test_what_names_nobody_needs_none(self, client_of, reviewer):
        client = client_of(reviewer, passed=False)
        for address in ("/review/teams/export/csv/", "/review/figures/export/csv/", "/review/people/"):
            assert client.get(address).status_code == 200

    def test_accounts_of_the_demo_need_none(self, client_of):
        for account in (staff(is_demo=True), reviewer_of("44", is_demo=True, is_superuser=True)):
            assert client_of(account, passed=False).get(EXPORT).status_code == 200


class TestAdmin:
    @pytest.mark.parametrize("make", [staff, editor], ids=["staff", "editor"])
    def test_where_it_is_wanted_nobody_enters_without(self, client_of, settings, make):
        settings.REQUIRE_SECOND_FACTOR = True
        account = make()
        client = client_of(account, passed=False)
        for address in ("/admin/", "/admin/pages/", "/admin/area_roles/"):
            assert client.get(address).url.startswith(f"{TIE}?next=%2Fadmin%2F")
            assert client.post(address).url.startswith(TIE)
        assert client.get("/accounts/home/").status_code == 302
        assert client_of(account).get("/accounts/second-factor/").status_code == 200

    def test_elsewhere_it_is_offered_only(self, client_of):
        assert not client_of(staff(), passed=False).get("/admin/pages/").get("Location", "").startswith(TIE)

    def test_others_are_turned_away_as_before(self, client_of, settings):
        settings.REQUIRE_SECOND_FACTOR = True
        assert client_of().get("/admin/").url == "/accounts/sign-in/?next=/admin/"
        assert client_of(coordinator_of("440501"), passed=False).get("/admin/").status_code == 302

    def test_public_servers_want_it(self):
        text = (Path(site.BASE_DIR) / "config" / "settings" / "production.py").read_text()
        assert 'os.environ.get("KHABUAN_SECOND_FACTOR", "1") == "1"' in text


def test_it_is_offered_at_sign_in_to_those_who_need_it(client, user_with):
    offer = 'href="/accounts/second-factor/"'
    sign_in(client, reviewer_of("44").username)
    assert offer in client.get("/review/").text
    assert offer not in client.get("/review/").text, "once"
    for account in (coordinator_of("440501"), reviewer_of("44", is_demo=True)):
        other = Client()
        sign_in(other, account.username)
        assert offer not in other.get(reverse("accounts:home"), follow=True).text
