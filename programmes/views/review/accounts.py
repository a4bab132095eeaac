"""Accounts of the areas one reviews: the list, inviting, one account and what can be done with it."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Exists, OuterRef, Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.factors import needs_factor, qr_code
from accounts.models import AccountEvent, OneTimeCode, User
from accounts.services.factors import factor_of
from geo.choices import Role
from geo.models import Area, AreaRole
from geo.querysets import accounts_seen_by
from geo.rules import is_national_staff, may_manage_account, may_manage_role
from geo.services.accounts import Opened, close_account, renew_code, roles_left, take_second_factor
from thai.clock import today
from thai.collation import thai_order

from ...filters import AccountFilter
from ...forms.accounts import AreaEndedForm, AreaGivenForm, ChangeForm, HandOverForm, InviteForm, ReopenForm
from .access import desk_only, page_of, words_of

EVENTS_SHOWN = 50


@desk_only
@require_safe
def accounts(request: HttpRequest) -> HttpResponse:
    """Accounts by name: areas from and to, when last signed in, whether the code was used."""
    narrowed = AccountFilter(request.GET, accounts_seen_by(request.user), request=request)
    roles = AreaRole.objects.select_related("area__district", "area__province", "area__region")
    waiting = OneTimeCode.objects.working().doors().filter(account=OuterRef("pk"))
    rows = (
        narrowed.qs.annotate(has_code=Exists(waiting))
        .prefetch_related(Prefetch("area_roles", roles.order_by("starts_on", "pk"), to_attr="held"))
        .order_by("-is_active", thai_order("display_name"), "pk")
    )
    context = {
        "page": page_of(rows, request),
        "filter": narrowed,
        "today": today(),
        "national": is_national_staff(request.user),
        "nav_current": "accounts",
    }
    return render(request, "review/accounts.html", context)


@desk_only
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: HttpRequest) -> HttpResponse:
    """Invite somebody to work here; the answer is the paper with the code, shown this once."""
    form = InviteForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid() and (opened := form.save()):
        return _paper(request, opened)
    return render(request, "review/account_invite.html", {"form": form, "nav_current": "accounts"})


@desk_only
@require_http_methods(["GET", "HEAD", "POST"])
def account(request: HttpRequest, pk: int) -> HttpResponse:
    """One account: what it signs in with, its areas, what happened to it. A POST changes name or number."""
    found = _seen(request, pk)
    form = ChangeForm(request.POST or None, account=found)
    if request.method == "POST":
        _check(request, found)
        if form.is_valid() and form.save(by=request.user):
            messages.success(request, _("เก็บแล้ว"))
            return redirect("review:account", pk)
    return _show(request, found, form=form)


@desk_only
@require_POST
def code(request: HttpRequest, pk: int) -> HttpResponse:
    """A new code: the old password and every session end."""
    return _paper(request, renew_code(_managed(request, pk), by=request.user))


@desk_only
@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody new takes the same areas over; the answer is the paper with the new one's code."""
    found = _managed(request, pk)
    form = HandOverForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and (opened := form.save(found, by=request.user)):
        return _paper(request, opened)
    context = {
        "form": form,
        "account": found,
        "roles": roles_left(found).filter(role=Role.COORDINATOR),
        "nav_current": "accounts",
    }
    return render(request, "review/account_hand_over.html", context)


@desk_only
@require_POST
def area_give(request: HttpRequest, pk: int) -> HttpResponse:
    """One more area, from a day on. Whoever reviews the area may, whatever the account does elsewhere."""
    found = _seen(request, pk)
    form = AreaGivenForm(request.POST, user=request.user)
    if not found.is_active or found == request.user:
        raise PermissionDenied
    if not form.is_valid():
        return _show(request, found, area_form=form)
    form.save(found, by=request.user)
    messages.success(request, _("ให้ดูแลพื้นที่แล้ว"))
    return redirect("review:account", pk)


@desk_only
@require_POST
def area_end(request: HttpRequest, pk: int) -> HttpResponse:
    """The last day in one area; without a day it ends at once."""
    seen = AreaRole.objects.filter(user__in=accounts_seen_by(request.user)).select_related("user", "area")
    held = get_object_or_404(seen, pk=pk)
    if held.user == request.user or not may_manage_role(request.user, held):
        raise PermissionDenied
    form = AreaEndedForm(request.POST)
    try:
        if form.is_valid():
            form.save(held, by=request.user)
            messages.success(request, _("เก็บวันสุดท้ายแล้ว"))
        else:
            messages.error(request, " ".join(form.errors["last_day"]))
    except ValidationError as refused:
        messages.error(request, words_of(refused))
    return redirect("review:account", held.user_id)


@desk_only
@require_POST
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """End the account at once."""
    found = _managed(request, pk)
    close_account(found, by=request.user)
    messages.success(request, _("ปิดบัญชีของ%(name)sแล้ว") % {"name": found.get_full_name()})
    return redirect("review:account", pk)


@desk_only
@require_http_methods(["GET", "HEAD", "POST"])
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Open a closed account again; the answer is the paper with its code."""
    found = get_object_or_404(accounts_seen_by(request.user), pk=pk, is_active=False)
    if not may_manage_account(request.user, found):
        raise PermissionDenied
    form = ReopenForm(request.POST or None, account=found)
    if request.method == "POST" and form.is_valid() and (opened := form.save(by=request.user)):
        return _paper(request, opened)
    context = {"form": form, "account": found, "nav_current": "accounts"}
    return render(request, "review/account_reopen.html", context)


@desk_only
@require_POST
def factor(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the second factor from an account whose owner lost it."""
    found = _managed(request, pk)
    take_second_factor(found, by=request.user)
    messages.success(request, _("ล้างการยืนยันสองขั้นแล้ว เจ้าของบัญชีเปิดใหม่ได้เองหลังเข้าระบบ"))
    return redirect("review:account", pk)


def _seen(request: HttpRequest, pk: int) -> User:
    return get_object_or_404(accounts_seen_by(request.user), pk=pk)


def _managed(request: HttpRequest, pk: int) -> User:
    found = _seen(request, pk)
    _check(request, found)
    return found


def _check(request: HttpRequest, found: User) -> None:
    if not found.is_active or not may_manage_account(request.user, found):
        raise PermissionDenied


def _show(request: HttpRequest, found: User, **forms: Any) -> HttpResponse:
    kept = User.objects.get(pk=found.pk)
    held = kept.area_roles.select_related("area__district", "area__province", "area__region")
    roles = list(held.order_by("-starts_on", "pk"))
    day = today()
    for role in roles:
        role.is_over = role.ends_on is not None and role.ends_on < day
        role.end_form = AreaEndedForm(auto_id=f"end_{role.pk}_%s")
        role.may_end = not role.is_over and kept != request.user and may_manage_role(request.user, role)
    context = {
        "account": kept,
        "roles": roles,
        "today": day,
        "may_manage": kept.is_active and may_manage_account(request.user, kept),
        "may_reopen": not kept.is_active and may_manage_account(request.user, kept),
        "may_hand_over": any(role.role == Role.COORDINATOR and not role.is_over for role in roles),
        "may_give": kept.is_active and kept != request.user,
        "code": OneTimeCode.objects.working().doors().filter(account=kept).first(),
        "factor": factor_of(kept),
        "factor_wanted": needs_factor(kept),
        "form": ChangeForm(account=kept),
        "area_form": AreaGivenForm(user=request.user),
        "events": _told(kept.events.select_related("by")[:EVENTS_SHOWN]),
        "nav_current": "accounts",
    }
    return render(request, "review/account.html", context | forms)


def _told(events: Sequence[AccountEvent]) -> list[dict[str, Any]]:
    """What happened, with places by their names."""
    events = list(events)
    codes = {event.detail["area"] for event in events if "area" in event.detail}
    places = {area.code: area for area in Area.objects.with_ancestors().filter(code__in=codes)}
    return [
        {
            "event": event,
            "detail": event.detail,
            "place": places.get(event.detail.get("area", "")),
            "day": date.fromisoformat(event.detail["day"]) if "day" in event.detail else None,
        }
        for event in events
    ]


def _paper(request: HttpRequest, opened: Opened) -> HttpResponse:
    """The code on a sheet to print, with a QR that brings it along behind the "#"."""
    address = request.build_absolute_uri(reverse("accounts:join"))
    context = {
        "account": opened.account,
        "code": opened.code,
        "ends_at": opened.account.codes.working().doors().get().ends_at,
        "address": address.removeprefix("https://").removeprefix("http://"),
        "qr": qr_code(f"{address}#{opened.code}"),
        "by": request.user,
        "roles": roles_left(opened.account),
        "nav_current": "accounts",
    }
    answer = render(request, "review/account_paper.html", context)
    answer["Cache-Control"] = "private, no-store"
    return answer
