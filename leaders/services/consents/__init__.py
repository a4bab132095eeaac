"""What people agree to: given, taken back, and what was published with it goes off the site."""

from .giving import give, is_minor, may_be_minor, withdraw, withdraw_again
from .publishing import Place, Publisher, places_of, register

__all__ = [
    "Place",
    "Publisher",
    "give",
    "is_minor",
    "may_be_minor",
    "places_of",
    "register",
    "withdraw",
    "withdraw_again",
]
