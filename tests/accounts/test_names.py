"""One account, however its user name or phone number is typed; and one phone, one account."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from accounts.models import User
from tests.accounts.test_sign_in import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def account(user_with):
    return user_with(username="somying", phone="0812345678")


@pytest.mark.parametrize(
    "typed",
    ["somying", "Somying", " SOMYING ", "0812345678", "081-234-5678", "081 234 5678", "+66812345678",
     "+66 81 234 5678", "๐๘๑-๒๓๔-๕๖๗๘", "โทร 081-234-5678"],
)  # fmt: skip
def test_as_people_type_it(client, account, typed):
    assert sign_in(client, typed).status_code == 302
    assert client.session["_auth_user_id"] == str(account.pk)


@pytest.mark.parametrize("typed", ["0812345679", "812345", "", "somyin", "#join", "a" * 500])
def test_another_name_is_another_account(client, account, typed):
    assert sign_in(client, typed).status_code == 200


def test_a_user_name_goes_before_a_phone_number_and_capitals_before_none(user_with):
    other = user_with(username="0812345678")
    user_with(phone="0812345678")
    exact, small = user_with(username="Somchai"), user_with(username="somchai")
    assert User.objects.named("081-234-5678").phone == "0812345678"
    assert User.objects.named("0812345678") == other
    assert (User.objects.named("Somchai"), User.objects.named("SOMCHAI")) == (exact, small)


def test_failures_are_counted_by_account_not_by_spelling(account):
    names = ["somying", "SOMYING", "0812345678", "+66812345678", "๐๘๑๒๓๔๕๖๗๘"]
    codes = [sign_in(Client(), name, "wrong").status_code for name in names]
    assert codes == [200] * 4 + [429]


def test_failures_of_an_unknown_number_are_counted_by_number():
    names = ["0899999999", "089-999-9999", "+66899999999", "๐๘๙๙๙๙๙๙๙๙", "089 999 9999"]
    assert [sign_in(Client(), name, "wrong").status_code for name in names] == [200] * 4 + [429]


def test_a_phone_belongs_to_one_account(account):
    with pytest.raises(ValidationError, match="มีบัญชีที่ใช้เบอร์นี้แล้ว"):
        User(username="another", password="!", phone="0812345678").full_clean()
    User(username="without", password="!").full_clean()
    User.objects.create(username="first-without")
    User.objects.create(username="second-without")
