"""Slowing down whoever guesses passwords: one name from one address, and many names from one address.

A name is locked together with the address it was tried from, so nobody can lock a colleague out of every
place at once. Spraying (one password over many names) is caught by counting different names that failed
from one address; people known to sign in from there are let through, because a village's whole mobile
network may share one address. A browser that has signed in as an account before counts as an address of its
own for that account, so whoever guesses elsewhere does not keep its owner out. Codes that work once are
counted in the same tables, under names that no account can have.
"""

from datetime import timedelta
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Any

from axes.handlers.database import AxesDatabaseHandler
from axes.handlers.proxy import AxesProxyHandler
from axes.helpers import get_client_username, get_cool_off
from axes.models import AccessAttempt, AccessLog
from django.conf import settings
from django.contrib.auth.signals import user_login_failed
from django.db.models import Max
from django.http import HttpRequest
from django.utils import timezone

from .devices import known_device
from .models import User

KNOWN_FOR = timedelta(days=90)
# Names that are no account's ("#" is in no user name): codes to join with, codes of the second factor.
JOINING = "#join"
SECOND = "#second-%s"
CODES_LIMIT = 10
FORGOTTEN_AT_ONCE = 500


def client_address(request: HttpRequest) -> str | None:
    """The address the request came from; of IPv6 the /64, since one customer owns all of it.

    Behind ``settings.PROXY_COUNT`` proxies it is what the outermost of them wrote into X-Forwarded-For;
    without one the header is ignored, anybody can forge it. None when there is no readable address.
    """
    text = request.META.get("REMOTE_ADDR", "")
    if settings.PROXY_COUNT:
        hops = [hop.strip() for hop in request.headers.get("x-forwarded-for", "").split(",")]
        if len(hops) >= settings.PROXY_COUNT:
            text = hops[-settings.PROXY_COUNT]
    try:
        address = ip_address(text)
    except ValueError:
        return None
    if not isinstance(address, IPv6Address):
        return str(address)
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(ip_network((address, 64), strict=False).network_address)


def opens_again(request: HttpRequest, credentials: dict[str, str] | None) -> timezone.datetime:
    """When the next attempt is let through, in UTC."""
    failed = AccessAttempt.objects.filter(ip_address=request.axes_ip_address)
    by_name = failed.filter(username=get_client_username(request, credentials))
    last = (by_name if by_name.exists() else failed).aggregate(last=Max("attempt_time"))["last"]
    return (last or timezone.now()) + get_cool_off(request)


def sender(request: HttpRequest) -> str | None:
    """What failures are counted by: the known browser, once ``recognise`` has seen it, else the address."""
    device = getattr(request, "known_device", None)
    return device.address if device else client_address(request)


def recognise(request: HttpRequest, user: User | None) -> None:
    """Look whether the browser has signed in as ``user`` before; to be asked before a password is tried."""
    request.known_device = known_device(request, user) if user else None


def failure_limit(request: HttpRequest, credentials: dict[str, str] | None) -> int:
    """How many failures close: five passwords, ten codes, which are longer and typed from paper."""
    name = get_client_username(request, credentials) or ""
    return CODES_LIMIT if name.startswith("#") else 5


def may_try(request: HttpRequest, name: str) -> bool:
    """Whether another code may be tried; where not, Axes' middleware answers that the door is shut."""
    credentials = {"username": name}
    if AxesProxyHandler.is_allowed(request, credentials):
        return True
    request.axes_locked_out, request.axes_credentials = True, credentials
    return False


def count_failure(request: HttpRequest, name: str) -> None:
    """Count a wrong code as a wrong password is counted."""
    user_login_failed.send(sender=__name__, credentials={"username": name}, request=request)


class SignInHandler(AxesDatabaseHandler):
    """Axes with a second rule: an address that failed with too many different names is closed for a while."""

    def user_logged_in(self, sender: Any, request: HttpRequest, user: User, **kwargs: Any) -> None:
        """Forget the failures of the known browser too; what is kept of a sign-in is the real address."""
        if getattr(request, "known_device", None):
            self.reset_user_attempts(request, {"username": user.get_username()})
            request.axes_ip_address = client_address(request)
        super().user_logged_in(sender, request, user, **kwargs)

    def clean_expired_user_attempts(
        self, request: HttpRequest | None = None, credentials: dict[str, str] | None = None
    ) -> int:
        """Forget what this name failed long ago, and some of the rest: no sign-in clears up a whole attack.

        Axes deletes all that is old, one object at a time, in whichever request comes first.
        """
        old = AccessAttempt.objects.filter(attempt_time__lte=timezone.now() - get_cool_off(request))
        own = old.filter(username=get_client_username(request, credentials)) if credentials else old.none()
        some = old.order_by("attempt_time").values("pk")[:FORGOTTEN_AT_ONCE]
        rest = AccessAttempt.objects.filter(pk__in=some)
        # What can match no row is asked of no database, which then answers None.
        return sum(rows.order_by()._raw_delete(rows.db) or 0 for rows in (own, rest))

    def is_locked(self, request: HttpRequest, credentials: dict[str, str] | None = None) -> bool:
        """Too many failures of this name from this address, or too many names from this address."""
        return super().is_locked(request, credentials) or self.is_spraying(request, credentials)

    def is_spraying(self, request: HttpRequest, credentials: dict[str, str] | None) -> bool:
        """Whether the address failed with too many names, and the name now tried never signed in from it."""
        name = get_client_username(request, credentials) or ""
        # Who is asked for a second factor has shown a right password.
        if name.startswith(SECOND % ""):
            return False
        since = timezone.now() - get_cool_off(request)
        failed = AccessAttempt.objects.filter(ip_address=request.axes_ip_address, attempt_time__gte=since)
        names = failed.order_by().values_list("username").distinct()
        if len(names[: settings.SIGN_IN_NAMES_LIMIT]) < settings.SIGN_IN_NAMES_LIMIT:
            return False
        known = AccessLog.objects.filter(
            username=name,
            ip_address=request.axes_ip_address,
            attempt_time__gte=timezone.now() - KNOWN_FOR,
        )
        return not known.exists()
