"""Signing in, out, and where somebody lands."""

import pytest
from django.test import Client
from django.urls import reverse

from geo.choices import Role

PASSWORD = "only-for-tests"
SIGN_IN = "/accounts/sign-in/"


def sign_in(client: Client, username: str, password: str = PASSWORD, **further: str):
    return client.post(SIGN_IN, {"username": username, "password": password} | further)


@pytest.mark.parametrize(
    ("role", "code", "address"),
    [
        (Role.COORDINATOR, "440501", "log:home"),
        (Role.REVIEWER, "44", "review:queue"),
        (Role.STAFF, "TH", "review:queue"),
        (Role.EDITOR, "TH", "wagtailadmin_home"),
    ],
)
def test_everybody_lands_where_the_work_is(client, user_with, role, code, address):
    user = user_with(role, code)
    assert sign_in(client, user.username).url == reverse("accounts:home")
    assert client.get(reverse("accounts:home")).url == reverse(address)


def test_the_operator_lands_in_the_queue(client_of, django_user_model, db):
    admin = django_user_model.objects.create_superuser("operator", password=PASSWORD)
    assert client_of(admin).get(reverse("accounts:home")).url == reverse("review:queue")


def test_an_account_without_work_is_told_what_to_do(client_of, user_with):
    answer = client_of(user_with()).get(reverse("accounts:home"))
    assert answer.status_code == 200
    assert "บัญชีนี้ยังไม่มีพื้นที่ดูแล" in answer.text


def test_a_role_that_has_ended_opens_nothing(client_of, user_with):
    user = user_with(Role.REVIEWER, "44")
    user.area_roles.update(ends_on="2019-02-19")
    answer = client_of(user).get(reverse("accounts:home"))
    assert "บัญชีนี้ยังไม่มีพื้นที่ดูแล" in answer.text


def test_home_asks_the_public_to_sign_in(client, db):
    assert client.get(reverse("accounts:home")).url == f"{SIGN_IN}?next=/accounts/home/"


def test_back_to_the_page_that_asked_but_never_off_the_site(client, user_with):
    user = user_with()
    assert sign_in(client, user.username, next="/accounts/password/").url == "/accounts/password/"
    client.logout()
    for elsewhere in ("https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)"):
        assert sign_in(client, user.username, next=elsewhere).url == reverse("accounts:home")
        client.logout()


def test_whoever_is_signed_in_is_not_sent_round_in_a_circle(client_of, user_with):
    client = client_of(user_with(Role.COORDINATOR, "440501"))
    asked = client.get("/admin/")
    assert asked.url == f"{SIGN_IN}?next=/admin/"
    assert client.get(asked.url).url == reverse("accounts:home")


def test_the_admin_has_no_door_of_its_own(client, db):
    assert client.get("/admin/").url == f"{SIGN_IN}?next=/admin/"
    assert client.get("/admin/login/?next=/admin/").url == f"{SIGN_IN}?next=/admin/"
    assert client.post("/admin/login/", {"username": "a", "password": "b"}).url == SIGN_IN


def test_the_page_reads_well_and_keeps_the_name_typed(client, db):
    page = client.get(SIGN_IN)
    assert 'autocomplete="current-password"' in page.text
    wrong = sign_in(client, "somebody", "wrong")
    assert wrong.status_code == 200
    assert "ชื่อผู้ใช้หรือรหัสผ่านไม่ตรง" in wrong.text
    assert 'value="somebody"' in wrong.text
    assert "ใส่รหัสผ่าน" in sign_in(client, "somebody", "").text


def test_the_answer_does_not_tell_whether_a_name_exists(client, user_with):
    known, gone = user_with(username="known-name"), user_with(username="gone-name", is_active=False)
    pages = []
    for name in (known.username, gone.username, "nobodys-name"):
        answer = sign_in(client, name, "wrong")
        token = str(answer.context["csrf_token"])
        pages.append(answer.text.replace(name, "NAME").replace(token, "TOKEN"))
    assert pages[0] == pages[1] == pages[2]


def test_an_inactive_account_does_not_get_in_with_its_password(client, user_with):
    user = user_with(is_active=False)
    assert "ชื่อผู้ใช้หรือรหัสผ่านไม่ตรง" in sign_in(client, user.username).text


def test_signing_out_needs_a_post(client_of, user_with):
    client = client_of(user_with())
    assert client.get(reverse("accounts:sign_out")).status_code == 405
    assert "_auth_user_id" in client.session
    assert client.post(reverse("accounts:sign_out")).status_code == 302
    assert "_auth_user_id" not in client.session


def test_forged_forms_are_refused(user_with):
    client = Client(enforce_csrf_checks=True)
    assert sign_in(client, user_with().username).status_code == 403


class TestOwnPassword:
    def change(self, client, old=PASSWORD, new="ผักบุ้ง-ลอย-น้ำ-7", again=None):
        return client.post(
            reverse("accounts:password"),
            {"old_password": old, "new_password1": new, "new_password2": again or new},
        )

    def test_changed_here_and_signed_out_elsewhere(self, client_of, user_with):
        user = user_with()
        here, elsewhere = client_of(user), client_of(user)
        assert self.change(here).url == reverse("accounts:home")
        assert here.get(reverse("accounts:home")).status_code == 200
        assert elsewhere.get(reverse("accounts:home")).status_code == 302
        user.refresh_from_db()
        assert user.check_password("ผักบุ้ง-ลอย-น้ำ-7")

    @pytest.mark.parametrize(
        ("fields", "message"),
        [
            ({"old": "wrong"}, "รหัสผ่านเดิมไม่ตรง"),
            ({"again": "another-one-77"}, "รหัสผ่านใหม่สองช่องไม่เหมือนกัน"),
            ({"new": "short1"}, "10"),
            ({"new": "1234567890123"}, "ยังเปลี่ยนไม่ได้"),
        ],
    )
    def test_mistakes_are_told_and_nothing_changes(self, client_of, user_with, fields, message):
        user = user_with()
        answer = self.change(client_of(user), **fields)
        assert answer.status_code == 200
        assert message in answer.text
        user.refresh_from_db()
        assert user.check_password(PASSWORD)

    def test_the_public_signs_in_first(self, client, db):
        assert self.change(client).url.startswith(SIGN_IN)
