"""What narrows lists: those of the desk by the areas one reviews, coordinators' by their own teams."""

from .own import CalendarFilter, RosterFilter
from .people import AccountFilter, DuplicateFilter, PersonFilter
from .work import ActivityFilter, ReviewSiteFilter, TeamFilter

__all__ = [
    "AccountFilter",
    "ActivityFilter",
    "CalendarFilter",
    "DuplicateFilter",
    "PersonFilter",
    "ReviewSiteFilter",
    "RosterFilter",
    "TeamFilter",
]
