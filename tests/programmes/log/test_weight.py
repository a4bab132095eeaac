"""What the log of a large team costs a weak signal."""

import gzip
import re
from pathlib import Path

from django.contrib.staticfiles import finders

from tests.factories.programmes import roster

# What a first visit may weigh, fonts apart, and a return.
FIRST, RETURN = 150_000, 15_000


def weight_of(client, address: str) -> int:
    answer = client.get(address)
    assert answer.status_code == 200
    return len(gzip.compress(answer.content))


def static_weight(names) -> int:
    return sum(len(gzip.compress(Path(finders.find(name)).read_bytes())) for name in names)


def kept_files(client) -> list[str]:
    """What the service worker keeps, without fonts."""
    found = client.get("/log/worker.js").content.decode()
    return [name for name in re.findall(r'"/static/([^"]+)"', found) if not name.endswith(".woff2")]


def test_sixty_people_fit_a_weak_signal(client_of, owner, team) -> None:
    for key, number in (("change-leader", 10), ("issue-specialist", 10), ("member", 40)):
        roster(team, number, key=key)
    client = client_of(owner)
    pages = ["/log/", "/log/new/", "/log/phone/hello/", "/log/phone/kit/", "/log/worker.js"]
    pages += [f"/log/phone/shells/{name}/" for name in ("log", "people", "offline")]
    files = {*kept_files(client), "log/worker/worker.js", "log/worker/fill.js", "log/worker/html.js"}
    first = sum(weight_of(client, page) for page in pages) + static_weight(files)
    assert first <= FIRST
    back = sum(weight_of(client, page) for page in ("/log/", "/log/phone/hello/", "/log/worker.js"))
    assert back <= RETURN
