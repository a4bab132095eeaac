"""Slowing down whoever guesses passwords: one name from one address, and many names from one address.

A name is locked together with the address it was tried from, so nobody can lock a colleague out of every
place at once. Spraying (one password over many names) is caught by counting different names that failed
from one address; people known to sign in from there are let through, because a village's whole mobile
network may share one address.
"""

from datetime import timedelta
from ipaddress import IPv6Address, ip_address, ip_network

from axes.handlers.database import AxesDatabaseHandler
from axes.helpers import get_client_username, get_cool_off
from axes.models import AccessAttempt, AccessLog
from django.conf import settings
from django.db.models import Max
from django.http import HttpRequest
from django.utils import timezone

KNOWN_FOR = timedelta(days=90)


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


class SignInHandler(AxesDatabaseHandler):
    """Axes with a second rule: an address that failed with too many different names is closed for a while."""

    def is_locked(self, request: HttpRequest, credentials: dict[str, str] | None = None) -> bool:
        """Too many failures of this name from this address, or too many names from this address."""
        return super().is_locked(request, credentials) or self.is_spraying(request, credentials)

    def is_spraying(self, request: HttpRequest, credentials: dict[str, str] | None) -> bool:
        """Whether the address failed with too many names, and the name now tried never signed in from it."""
        since = timezone.now() - get_cool_off(request)
        names = (
            AccessAttempt.objects.filter(ip_address=request.axes_ip_address, attempt_time__gte=since)
            .values("username")
            .distinct()
            .count()
        )
        if names < settings.SIGN_IN_NAMES_LIMIT:
            return False
        known = AccessLog.objects.filter(
            username=get_client_username(request, credentials),
            ip_address=request.axes_ip_address,
            attempt_time__gte=timezone.now() - KNOWN_FOR,
        )
        return not known.exists()
