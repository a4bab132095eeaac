"""Who came, and parts of the page of a team."""

import re
from datetime import date

from tests.factories.programmes import activity_with

TODAY = date(2019, 2, 20)


def came(team, who, day, status="verified", **fields):
    """``who`` came to an activity of the team on a day."""
    return activity_with(status, came=[who], team=team, starts_on=day, **fields)


def section(page: str, name: str) -> str:
    """A part of the page by its id."""
    found = re.search(rf'<section[^>]*id="{name}".*?</section>\s*(?=<section|</div>)', page, re.DOTALL)
    return found[0] if found else ""
