"""Taking something back, each by the rules of its own noun."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.models import User
from geo.models import Record

from ...choices import Deletable
from ..activities import restore_draft, restore_session
from ..deleting import restore_person, restore_site
from ..evidence import restore_evidence

_BACK: dict[Deletable, Callable[..., Any]] = {
    Deletable.ACTIVITY: restore_draft,
    Deletable.SESSION: restore_session,
    Deletable.EVIDENCE: restore_evidence,
    Deletable.PERSON: restore_person,
    Deletable.SITE: restore_site,
}


def take_back(noun: Deletable, row: Record, *, by: User) -> None:
    """Take ``row`` out of the bin. Raises PermissionDenied, and ValidationError that says why not."""
    try:
        with transaction.atomic():
            _BACK[noun](row, by=by)
    except IntegrityError as error:
        raise ValidationError(
            _("กู้คืนไม่ได้ มีรายการใหม่ที่ซ้ำกันแล้ว ลบรายการใหม่ก่อน หรือใช้รายการใหม่แทน"), code="taken"
        ) from error
