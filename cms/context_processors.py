"""What every page needs to know: which day it stands on, and where the main pages are."""

from collections.abc import Iterator, Mapping

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import cached_property

from thai import clock

from .meta import home_path
from .navigation import pages_by_role

# Main pages that render models: they stand in every language.
ROUTES = {
    "sites": "public:sites",
    "figures": "public:figures",
    "open_data": "public:open_data",
    "contacts": "public:contacts",
    "glossary": "public:glossary",
}


class SiteNav(Mapping[str, str]):
    """Addresses of the main pages by key; a page that there is not has no key.

    Keys: home, programme, sites, open_houses, stories, letters, figures, english; form_team, privacy,
    accessibility, open_data, contacts, glossary. Looked up when first asked for, so that pages without a
    menu pay nothing.
    """

    @cached_property
    def _addresses(self) -> dict[str, str]:
        found = pages_by_role().copy()
        for key, name in ROUTES.items():
            try:
                found[key] = reverse(name)
            except NoReverseMatch:
                continue
        return {"home": home_path(), "english": "/en/"} | found

    def __getitem__(self, key: str) -> str:
        # The home page is asked for by workspaces too, which need no other address.
        return home_path() if key == "home" else self._addresses[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._addresses)

    def __len__(self) -> int:
        return len(self._addresses)


def site(request: HttpRequest) -> dict[str, object]:
    """``demo_today``: the pinned day, or None. ``site_nav``: addresses of the main pages by key."""
    return {"demo_today": clock.pinned_day(), "site_nav": SiteNav()}
