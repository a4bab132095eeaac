"""How long personal data is kept: one list of rules, each app adds its own, one command applies them.

A rule says first what it would do, so that a dry run and a run count the same rows.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from axes.models import AccessAttempt, AccessFailureLog
from axes.models import AccessLog as SignInLog
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db.models import Model, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .backup import aside
from .models import OneTimeCode

DAYS_A_YEAR = 365.25


@dataclass(frozen=True)
class Rule:
    """``due`` counts what was kept long enough; ``apply`` removes or blanks it, and counts that."""

    name: str
    kept: str
    due: Callable[[], int]
    apply: Callable[[], int]


_rules: list[Rule] = []


def register(rule: Rule) -> None:
    """Have ``rule`` applied by the command from now on; again under the same name: instead of the former."""
    _rules[:] = [known for known in _rules if known.name != rule.name] + [rule]


def rules() -> list[Rule]:
    """All rules, in the order in which they are applied."""
    return list(_rules)


def of_rows(name: str, kept: str, rows: Callable[[], QuerySet]) -> Rule:
    """A rule by which rows are deleted."""
    return Rule(name, kept, lambda: rows().count(), lambda: rows().delete()[0])


def register_own() -> None:
    """What signing in leaves behind. Looks at personal data and what happened to accounts are kept."""
    kept = _("%s วัน") % settings.SIGN_IN_DAYS
    logs = {"sign_ins": SignInLog, "failed_sign_ins": AccessFailureLog, "guesses": AccessAttempt}
    for name, model in logs.items():
        register(of_rows(name, kept, partial(_older, model, "attempt_time")))
    register(of_rows("codes", kept, partial(_older, OneTimeCode, "ends_at")))
    register(of_rows("sessions", _("จนหมดอายุ"), _ended_sessions))
    days = _("%s วัน") % settings.ASIDE_DAYS
    register(Rule("before_restore", days, _asides_due, aside.remove_due))


def _older(model: type[Model], column: str) -> QuerySet:
    """Rows of a time longer ago than what signing in leaves behind is kept."""
    since = timezone.now() - timedelta(days=settings.SIGN_IN_DAYS)
    return model.objects.filter(**{f"{column}__lt": since})


def _ended_sessions() -> QuerySet[Session]:
    return Session.objects.filter(expire_date__lt=timezone.now())


def _asides_due() -> int:
    return sum(kept.is_due for kept in aside.asides())
