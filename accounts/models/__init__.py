"""Who signs in, how an account is opened, what happened to it, and who looked at personal data."""

from .access import AccessLog
from .code import OneTimeCode
from .event import AccountEvent
from .mailing import Mailing
from .user import User, phone_in

__all__ = ["AccessLog", "AccountEvent", "Mailing", "OneTimeCode", "User", "phone_in"]
