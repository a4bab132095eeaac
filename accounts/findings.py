"""What is wrong with this installation, in plain words. Each app adds what it knows.

An app that has something to say has a module ``status`` with functions that give back findings, each marked
``@register``. They are no checks of Django's: those run with every command and look at code; these look at
disks, queues and clocks, and only when somebody asks.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.db import DatabaseError
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext as _


class Level(StrEnum):
    """How much it matters: something to mend, something to know, or all well."""

    WRONG = "wrong"
    NOTE = "note"
    FINE = "fine"


@dataclass(frozen=True)
class Finding:
    """One sentence about one thing, in the language that is on, and how to mend it."""

    about: str
    level: Level
    sentence: str
    mend: str = ""


Concern = Callable[[], Iterable[Finding]]
_concerns: list[Concern] = []


def register(concern: Concern) -> Concern:
    """Have ``concern`` asked whenever somebody wants to know; a decorator."""
    if concern not in _concerns:
        _concerns.append(concern)
    return concern


def findings() -> list[Finding]:
    """What every concern finds, what is wrong first. One that breaks is wrong itself, and hides no other."""
    autodiscover_modules("status")
    order = list(Level)
    # A database that is down is told of once.
    found = dict.fromkeys(finding for concern in _concerns for finding in _asked(concern))
    return sorted(found, key=lambda finding: order.index(finding.level))


def _asked(concern: Concern) -> Iterator[Finding]:
    about = concern.__name__
    try:
        yield from concern()
    except DatabaseError as error:
        yield Finding("database", Level.WRONG, _("ถามฐานข้อมูลไม่ได้ (%(why)s)") % {"why": error})
    except Exception as error:
        yield Finding(
            about, Level.WRONG, _("ตรวจ “%(about)s” ไม่ได้ (%(why)s)") % {"about": about, "why": error}
        )
