"""A database of its own for each run, with the places of Thailand, the programme, teams and accounts."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import django

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.settings"

NEIGHBOURS = 40


@dataclass
class World:
    """Who brings sheets, and the teams they are for."""

    staff: Any = None
    teams: list[Any] = field(default_factory=list)
    programme: Any = None


@contextmanager
def world(neighbours: int = NEIGHBOURS) -> Iterator[World]:
    """Make the database, on DATABASE_URL's server if that is set, and take it away afterwards.

    ``neighbours`` subdistricts of one province have teams.
    """
    django.setup()
    from django.core.management import call_command
    from django.db import connection
    from django.test.utils import setup_databases, teardown_databases

    from tests.keeping import kept

    # The tests leave a database with the places; making one takes most of a minute.
    ready = kept().take_over()
    # A copied file is there already; PostgreSQL makes its own as a copy.
    keep = ready and connection.vendor == "sqlite"
    made = setup_databases(verbosity=0, interactive=False, keepdb=keep)
    try:
        if not ready:
            call_command("load_gazetteer", verbosity=0)
        yield _filled(neighbours)
    finally:
        from django.db import connections

        connections.close_all()
        teardown_databases(made, verbosity=0)


def _filled(neighbours: int) -> World:
    from accounts.models import User
    from geo.choices import Level, Role
    from geo.models import Area, AreaRole
    from leaders.choices import TeamStatus
    from leaders.models import Team
    from programmes.services.founding import found_programme

    programme = found_programme()
    staff = User.objects.create_user(username="benchmark", password=None)
    nation = Area.objects.get(level=Level.NATION)
    AreaRole.objects.create(user=staff, area=nation, role=Role.STAFF, starts_on=date(2018, 1, 1))
    places = Area.objects.current().level(Level.SUBDISTRICT).with_ancestors()
    around = list(places.filter(district__code="4404")) + list(
        places.filter(province__code="44").exclude(district__code="4404").order_by("code")
    )
    teams = [
        Team.objects.create(subdistrict=place, formed_on=date(2018, 1, 1), status=TeamStatus.APPROVED)
        for place in around[:neighbours]
    ]
    return World(staff, teams, programme)
