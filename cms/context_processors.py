"""What every page needs to know: which day it stands on, and where the main pages are."""

from django.http import HttpRequest
from thai import clock


def site(request: HttpRequest) -> dict[str, object]:
    """``demo_today``: the pinned day, or None. ``site_nav``: addresses of the main pages by key."""
    return {"demo_today": clock.pinned_day(), "site_nav": {}}
