"""What the log of a large team costs a weak signal."""

import gzip
import re

from django.contrib.staticfiles import finders

from tests.factories.programmes import ActivityFactory, SessionFactory, roster

MOST_BYTES = 60_000


def test_the_log_of_sixty_people_fits_a_weak_signal(client_of, owner, team) -> None:
    for key, number in (("change-leader", 10), ("issue-specialist", 10), ("member", 40)):
        roster(team, number, key=key)
    draft = ActivityFactory(team=team, by=owner)
    SessionFactory(activity=draft)
    page = client_of(owner).get(f"/log/activities/{draft.uid}/").content
    weight = len(gzip.compress(page))
    for name in set(re.findall(r'(?:src|href)="/static/([^"#]+\.(?:css|js|svg))', page.decode())) | {
        f"log/{module}.js" for module in ("autosave", "day", "device", "newcomer", "photos", "roll")
    }:
        with open(finders.find(name), "rb") as file:
            weight += len(gzip.compress(file.read()))
    assert weight <= MOST_BYTES
