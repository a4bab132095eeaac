"""The history of an account."""

from ..choices import EventKind
from ..models import AccountEvent, User


def note(account: User, kind: EventKind, *, by: User | None, **detail: str) -> AccountEvent:
    """Write down what happened to ``account``; ``by`` None is the operator at the command line."""
    return AccountEvent.objects.create(account=account, kind=kind, by=by, detail=detail)
