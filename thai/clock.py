"""Which day the work is on.

The work's day can be pinned, by the setting `KHABUAN_TODAY` (an ISO date) or by a provider that a higher app
registers; the demo lives on a pinned day. Sessions, tokens, access logs and backups use the real clock.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings

BANGKOK = ZoneInfo("Asia/Bangkok")

PinProvider = Callable[[], "date | None"]
_providers: list[PinProvider] = []


def set_pin_provider(provider: PinProvider | None) -> None:
    """Ask `provider` for the pinned day, or nobody when None. It is asked often, so it should remember."""
    _providers[:] = [provider] if provider else []


def pinned_day() -> date | None:
    """The day the work is pinned to, or None when it runs with the real clock. The setting wins."""
    setting = getattr(settings, "KHABUAN_TODAY", None)
    if isinstance(setting, str):
        setting = date.fromisoformat(setting.strip()) if setting.strip() else None
    if isinstance(setting, datetime):
        setting = setting.date()
    if setting is not None:
        return setting
    return _providers[0]() if _providers else None


def is_pinned() -> bool:
    """Whether the work stands on a pinned day, which every page must then say."""
    return pinned_day() is not None


def today() -> date:
    """The day of the work in Asia/Bangkok."""
    return pinned_day() or _real_now().astimezone(BANGKOK).date()


def now() -> datetime:
    """The moment of the work, aware, in UTC: the day of `today()` at the real time of day in Bangkok."""
    real = _real_now()
    day = pinned_day()
    if day is None:
        return real
    local = real.astimezone(BANGKOK)
    return datetime.combine(day, local.time(), tzinfo=BANGKOK).astimezone(UTC)


def _real_now() -> datetime:
    return datetime.now(UTC)
