"""Accounts of tests; ``staff()`` and the like give them a role, see tests/factories/geo.py."""

import factory
from factory.django import DjangoModelFactory

from accounts.models import User

PASSWORD = "only-for-tests"


class UserFactory(DjangoModelFactory):
    """An account that may do nothing yet; its password is ``PASSWORD``."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"account{n + 1}")
    display_name = factory.Sequence(lambda n: f"บัญชี {n + 1}")
    password = factory.django.Password(PASSWORD)
