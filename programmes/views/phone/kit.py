"""Whether there is a signal and a session, and what the phone takes along."""

from base64 import b64encode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.utils.crypto import salted_hmac
from django.views.decorators.http import require_safe

from accounts.models import AccessLog, User
from accounts.services import log_access
from leaders.querysets import TeamQuerySet
from thai.clock import today

from ...models import Enrolment
from ...querysets import ActivityQuerySet
from ...resources.kit import fingerprint, kit_of
from ...services.own import own_activities, own_teams
from .access import from_phone


@from_phone
@require_safe
def hello(request: HttpRequest) -> HttpResponse:
    """Who is signed in, what day it is for the work, and by ``kit`` whether the phone's kit is the latest.

    ``token`` lets the phone post; the first of ``keys`` locks what is unsent when the account signs out of a
    phone, and any opens it again for this account alone.
    """
    return JsonResponse(
        {
            "account": request.user.pk,
            "token": get_token(request),
            "keys": [b64encode(key).decode() for key in _keys(request.user)],
            "today": today().isoformat(),
            "kit": fingerprint(request.user, *_own(request)),
        }
    )


@from_phone
@require_safe
def kit(request: HttpRequest) -> HttpResponse:
    """Teams, rosters and begun logs. Whoever is named in it is noted as seen."""
    # Taken before the rows are read: what changes meanwhile is fetched again next time.
    mark = fingerprint(request.user, *_own(request))
    found = kit_of(request.user, *_own(request))
    named = [person[0] for team in found["teams"] for person in team["people"]]
    persons = Enrolment.objects.filter(pk__in=named).values_list("person", flat=True)
    if persons:
        log_access(request, AccessLog.Action.SEEN, "roster", persons)
    return JsonResponse({"fingerprint": mark, "kit": found})


def _keys(user: User) -> list[bytes]:
    """256 bits each, the same for an account as long as the site keeps its secret; older secrets' follow."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return [
        salted_hmac("khabuan.phone", str(user.pk), secret=secret, algorithm="sha256").digest()
        for secret in secrets
    ]


def _own(request: HttpRequest) -> tuple[TeamQuerySet, ActivityQuerySet]:
    """The user's teams and logs."""
    return own_teams(request.user), own_activities(request.user)
