"""Loads the demo into an empty database."""

from django.db import transaction

from accounts.models import User
from geo.models import Area, ImportBatch, LearningSite
from leaders.models import Person, Team
from programmes.models import Activity
from programmes.services.founding import found_programme

from ..services.search import bring_in_step
from . import pin
from .accounts import keep_password, make_accounts, new_password
from .calendar import TODAY
from .consents import make_consents
from .contacts import make_contacts
from .handouts import make_handouts
from .ledger import Ledger
from .pages import make_pages
from .people import make_people, make_teams
from .places import TEAMS
from .sites import make_sites
from .work import make_work

# Where these have rows, somebody works already.
SIGNS_OF_WORK = (Person, Team, Activity, LearningSite, ImportBatch, User)


class NotEmpty(Exception):
    """Something is in the database already; ``found`` says how much of what."""

    def __init__(self, found: dict[str, int]) -> None:
        super().__init__(", ".join(f"{name}: {number}" for name, number in found.items()))
        self.found = found


def what_is_there() -> dict[str, int]:
    """Number of rows by noun, of those nouns that have any."""
    managers = {
        model._meta.model_name: getattr(model, "everything", model._default_manager)
        for model in SIGNS_OF_WORK
    }
    counts = {name: manager.count() for name, manager in managers.items()}
    return {name: number for name, number in counts.items() if number}


def is_empty() -> bool:
    """Whether the demo can be loaded."""
    return not what_is_there()


def load_demo(password: str | None = None) -> str:
    """Load the demo and pin the day; gives back the password of its accounts, a new one unless told.

    Raises NotEmpty, and then nothing has changed.
    """
    with transaction.atomic():
        if found := what_is_there():
            raise NotEmpty(found)
        password = password or new_password()
        _write(password)
    keep_password(password)
    pin.forget()
    # Most of it was written in bulk.
    bring_in_step()
    return password


def _write(password: str) -> None:
    ledger = Ledger()
    areas = _areas()
    programme = found_programme()
    colleagues = make_accounts(ledger, areas, password)
    rosters = make_teams(ledger, areas, colleagues)
    make_people(ledger, rosters, programme, colleagues)
    make_consents(ledger, rosters, colleagues)
    sites = make_sites(ledger, areas, rosters, colleagues)
    make_work(ledger, programme, rosters, sites, colleagues)
    editor = colleagues.named["editor"]
    make_pages(ledger, areas, sites, make_handouts(ledger, editor), editor)
    make_contacts(ledger)
    ledger.mark(TODAY)


def _areas() -> dict[str, Area]:
    """The areas that the demo speaks of, by code."""
    codes = {"TH", *TEAMS, *(code for codes in TEAMS.values() for code in codes)}
    found = {area.code: area for area in Area.objects.with_ancestors().filter(code__in=codes)}
    if missing := codes - set(found):
        raise LookupError(
            f"The gazetteer lacks {', '.join(sorted(missing))}: run 'manage.py load_gazetteer'."
        )
    return found
