"""The log of who saw or exported personal data."""

from collections.abc import Iterable

from django.http import HttpRequest

from ..factors import SecondFactorNeeded, is_missing
from ..models import AccessLog


def log_access(request: HttpRequest, action: str, noun: str, object_ids: Iterable[int]) -> AccessLog:
    """Record that the signed-in user of ``request`` saw or exported the named persons.

    ``noun`` names what was listed ("person", "roster", …); ``object_ids`` are person ids. The query
    string is not kept: a search for a name would put that name into the log.

    Raises SecondFactorNeeded for an export by staff, an editor or a reviewer whose session has not passed a
    second factor: every file that names people goes through here, so none can forget to ask.
    """
    if action == AccessLog.Action.EXPORTED and is_missing(request):
        raise SecondFactorNeeded
    ids = sorted(set(object_ids))
    return AccessLog.objects.create(
        user=request.user,
        action=action,
        noun=noun,
        object_ids=ids,
        number=len(ids),
        address=request.path[:300],
    )


def forget_demo_access() -> int:
    """Delete what the demo's accounts looked at, when the demo goes; gives back how many entries.

    The one exception to "append only": those accounts and the persons they saw never existed.
    """
    entries = AccessLog.objects.filter(user__is_demo=True)
    return entries._raw_delete(entries.db)
