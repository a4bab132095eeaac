"""A public server never gets the demo."""

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def public_server(settings):
    settings.REFUSE_DEMO_ACCOUNTS = True


def test_asked_for_it_says_why_not():
    with pytest.raises(CommandError, match="no demo"):
        call_command("load_demo")
    assert not User.objects.exists()


def test_a_first_start_goes_on_without_it():
    call_command("load_demo", if_empty=True)
    assert not User.objects.exists()
