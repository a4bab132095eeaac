"""Who deletes."""

from collections.abc import Callable
from typing import Any

import pytest

from geo.choices import Role
from tests.cms.bin.rows import with_group


@pytest.fixture
def editor(user_with: Callable[..., Any]) -> Any:
    """Somebody of the public office."""
    return with_group(user_with(Role.EDITOR, "TH"), "Editors")


@pytest.fixture
def chief(user_with: Callable[..., Any]) -> Any:
    """Somebody who may do everything."""
    return user_with(is_superuser=True)
