"""A reviewer's morning: 500 logs wait, the list is opened, 100 are verified in one step, and that undone.

python -m benchmarks.desk [logs]
"""

import sys
from collections.abc import Callable
from time import perf_counter
from typing import Any

from django.test.utils import setup_test_environment

from benchmarks.world import World, world

LOGS, CAME, VERIFIED = 500, 30, 100


def main() -> int:
    """Print queries and seconds of each step."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else LOGS
    with world() as made:
        # So that answers tell what their page was made of.
        setup_test_environment()
        client = fill(made, number)
        print(f"{number} logs wait, {CAME} people came to each")
        measure("the list, 25 a page", lambda: client.get("/review/"))
        page = measure("the list, 100 a page", lambda: client.get("/review/?per=100"))
        rows = [row.activity for row in page.context["page"].object_list[:VERIFIED]]
        chosen = {"uid": [row.uid for row in rows], "seen": [f"{row.uid} {row.version}" for row in rows]}
        measure(f"{len(rows)} verified", lambda: client.post("/review/verify/", chosen))
        count("verified")
        step = client.get("/review/").context["undoable_step"]
        measure("undone", lambda: client.post("/review/verify/undo/", {"step": step}))
        count("verified")
    return 0


def fill(made: World, number: int) -> Any:
    """Logs of the world's teams on different days, a photo with each; the reviewer's browser."""
    from datetime import timedelta

    from django.test import Client

    from accounts.models import User
    from geo.choices import Role
    from geo.services.roles import grant_role
    from programmes.models import Evidence
    from tests.factories.programmes import activity_with, roster
    from thai.clock import today

    teams = made.teams[:20]
    people = {team.pk: roster(team, CAME) for team in teams}
    for place in range(number):
        team = teams[place % len(teams)]
        day = today() - timedelta(days=place // len(teams) + 1)
        log = activity_with("submitted", team=team, came=people[team.pk], starts_on=day)
        log.sessions.update(starts_at="09:00", hours=3)
        Evidence.objects.create(
            activity=log,
            kind="photo",
            file="x.jpg",
            content_type="image/jpeg",
            size=1,
            digest=f"{place:064d}",
        )
    reviewer = User.objects.create_user("desk")
    grant_role(reviewer, teams[0].subdistrict.province, Role.REVIEWER, by=None, starts_on=today())
    client = Client()
    client.force_login(reviewer, backend="django.contrib.auth.backends.ModelBackend")
    return client


def measure(what: str, work: Callable[[], Any]) -> Any:
    """Print queries and seconds by the clock."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as queries:
        began = perf_counter()
        answer = work()
        seconds = perf_counter() - began
    print(f"{what:24} {len(queries):5} queries {seconds:7.2f} s")
    return answer


def count(status: str) -> None:
    """Print how many logs have a status."""
    from programmes.models import Activity

    print(f"{'':24} {Activity.objects.filter(status=status).count():5} {status}")


if __name__ == "__main__":
    sys.exit(main())
