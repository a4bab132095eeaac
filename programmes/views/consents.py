"""What a person agreed to: given and taken back, on a coordinator's phone and at the desk."""

import uuid
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.models import AccessLog
from accounts.services import log_access
from leaders.choices import ConsentUse
from leaders.consent_forms import ConsentForm, WithdrawalForm
from leaders.models import Consent, Person
from leaders.rules import may_change_person
from leaders.services.consents import Place, give, places_of, withdraw

from .log.access import field_worker
from .review.access import desk_only


@dataclass(frozen=True)
class Told:
    """One consent as the page tells it, with where it is used now."""

    consent: Consent
    places: list[Place]


@field_worker
@require_http_methods(["GET", "HEAD", "POST"])
def on_phone(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """In the coordinators' workspace."""
    return _consents(request, uid, "log")


@desk_only
@require_http_methods(["GET", "HEAD", "POST"])
def at_desk(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """In the reviewers' workspace."""
    return _consents(request, uid, "review")


def _consents(request: HttpRequest, uid: uuid.UUID, side: str) -> HttpResponse:
    """All consents of one person. POST ``action``: give, or the uid of the consent that is taken back."""
    person = get_object_or_404(Person.objects.visible_to(request.user).unmerged().with_place(), uid=uid)
    if request.method == "POST" and not may_change_person(request.user, person):
        raise PermissionDenied
    told = list(Consent.objects.filter(person=person).with_people())
    # Passing on is asked for each occasion.
    held = {consent.use for consent in told if consent.stands} - {ConsentUse.PASS_ON}
    form = ConsentForm(person, held)
    if request.method == "POST":
        if request.POST.get("action") != "give":
            return _taken_back(request, told, f"{side}:consents", person)
        form = ConsentForm(person, held, request.POST)
        if form.is_valid() and _given(request, person, form):
            return redirect(f"{side}:consents", person.uid)
    log_access(request, AccessLog.Action.SEEN, "person", [person.pk])
    places = places_of([consent for consent in told if consent.stands])
    context = {
        "person": person,
        "back": f"{side}:person",
        "standing": [Told(row, places.get(row.pk, [])) for row in told if row.stands],
        "ended": [row for row in told if not row.stands],
        "form": form,
        "may_change": may_change_person(request.user, person),
        "nav_current": "people",
    }
    return render(request, f"{side}/consents.html", context)


def _given(request: HttpRequest, person: Person, form: ConsentForm) -> bool:
    try:
        give(person, by=request.user, **form.values())
    except ValidationError as refused:
        form.add_error(None, refused)
        return False
    messages.success(request, _("เก็บความยินยอมแล้ว"))
    return True


def _taken_back(request: HttpRequest, told: list[Consent], to: str, person: Person) -> HttpResponse:
    found = next((row for row in told if str(row.uid) == request.POST.get("action")), None)
    form = WithdrawalForm(request.POST)
    if found is not None and form.is_valid():
        same = [row for row in told if row.stands and (row.use, row.purpose) == (found.use, found.purpose)]
        was_out = bool(places_of(same))
        withdraw(found, by=request.user, way=form.chosen())
        out = _("ถอนความยินยอมแล้ว สิ่งที่เผยแพร่ด้วยความยินยอมนี้ออกจากเว็บแล้ว")
        messages.success(request, out if was_out else _("ถอนความยินยอมแล้ว"))
    return redirect(to, person.uid)
