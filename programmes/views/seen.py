"""Looks at people that pages of more than one workspace note."""

from django.http import HttpRequest

from accounts.models import AccessLog
from accounts.services import log_access

from ..forms.log_named import people_named
from ..models import Submission


def note_copies_seen(request: HttpRequest, submission: Submission) -> None:
    """Note that the page shows whom two copies of a log name."""
    if seen := people_named(submission):
        log_access(request, AccessLog.Action.SEEN, "roll", seen)
