"""One's own settings: password, devices, second factor."""

from typing import Any

from axes.helpers import get_client_session_hash
from axes.models import AccessLog as SignInLog
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.contrib.auth.mixins import LoginRequiredMixin
from django.contrib.auth.views import PasswordChangeView
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse, reverse_lazy
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST
from django_otp.util import random_hex

from ..choices import EventKind
from ..devices import known_device, remember_device
from ..factors import PASSED, app_address, has_passed, needs_factor, qr_code, spelled
from ..forms import EnrolForm, OwnForm, OwnPasswordForm
from ..models import User
from ..services.codes import recovery_codes_left
from ..services.events import note
from ..services.factors import enrol, factor_of, renew_recovery_codes
from .signing import safe_next

# The secret of an app that is being tied to the account, in the session until it has shown a right code.
KEY = "factor_key"
KEY_BYTES = 20
SHOWN = 6


class OwnPassword(LoginRequiredMixin, PasswordChangeView):
    """Change one's own password; other places where one is signed in are signed out."""

    template_name = "accounts/password.html"
    form_class = OwnPasswordForm
    success_url = reverse_lazy("accounts:home")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With the latest sign-ins, and how the second factor stands."""
        user = self.request.user
        further = {
            "elsewhere_form": OwnForm(request=self.request),
            "sign_ins": sign_ins(self.request),
            "factor": factor_of(user),
            "factor_wanted": needs_factor(user),
        }
        return super().get_context_data(**kwargs) | further

    def form_valid(self, form: OwnPasswordForm) -> HttpResponse:
        """Say that it was done, and know this browser under the new password."""
        before = known_device(self.request, self.request.user)
        messages.success(self.request, _("เปลี่ยนรหัสผ่านแล้ว เครื่องอื่นที่เข้าไว้ต้องเข้าสู่ระบบใหม่"))
        answer = super().form_valid(form)
        note(form.user, EventKind.PASSWORD, by=form.user)
        remember_device(answer, form.user, before=before)
        return answer


def sign_ins(request: HttpRequest) -> list[dict[str, Any]]:
    """The latest sign-ins of the account, newest first: when, with what, whether it is this session."""
    rows = SignInLog.objects.filter(username=request.user.get_username()).order_by("-attempt_time")[:SHOWN]
    here = get_client_session_hash(request)
    return [
        {"at": row.attempt_time, "machine": machine_in(row.user_agent), "here": row.session_hash == here}
        for row in rows
    ]


def machine_in(user_agent: str) -> str:
    """What sort of machine a browser runs on, as far as it says."""
    for mark, words in (
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Android", _("มือถือหรือแท็บเล็ต Android")),
        ("Windows", _("คอมพิวเตอร์ Windows")),
        ("Macintosh", _("คอมพิวเตอร์ Mac")),
        ("Linux", _("คอมพิวเตอร์ Linux")),
    ):
        if mark in user_agent:
            return words
    return _("เครื่องอื่น")


@login_required
@require_POST
def elsewhere(request: HttpRequest) -> HttpResponse:
    """Sign out of every other browser. The password stays, with new salt, and sessions hang on its hash."""
    form = OwnForm(request.POST, request=request)
    if not form.is_valid():
        messages.error(request, " ".join(form.errors["password"]))
        return redirect("accounts:password")
    user: User = request.user
    before = known_device(request, user)
    user.set_password(form.cleaned_data["password"])
    user.save(update_fields=["password"])
    update_session_auth_hash(request, user)
    note(user, EventKind.SIGNED_OUT, by=user)
    messages.success(request, _("ออกจากเครื่องอื่นทั้งหมดแล้ว เหลือเครื่องนี้เครื่องเดียว"))
    answer = redirect("accounts:password")
    remember_device(answer, user, before=before)
    return answer


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def factor(request: HttpRequest) -> HttpResponse:
    """Tie an app to the account; once tied, new recovery codes or another app (``?again``)."""
    tied = factor_of(request.user)
    if tied and not has_passed(request):
        return redirect(f"{reverse('accounts:second')}?{urlencode({'next': safe_next(request)})}")
    if tied and request.POST.get("do") == "codes":
        return _show_codes(request, renew_recovery_codes(request.user))
    if tied and "again" not in request.GET:
        context = {"factor": tied, "left": recovery_codes_left(request.user), "next": safe_next(request)}
        return render(request, "accounts/factor.html", context)
    return _tie(request, again=tied is not None)


def _tie(request: HttpRequest, *, again: bool) -> HttpResponse:
    key = request.session.setdefault(KEY, random_hex(KEY_BYTES))
    form = EnrolForm(request.POST or None, request=request)
    if request.method == "POST" and form.is_valid():
        try:
            codes = enrol(request.user, key=key, token=form.cleaned_data["code"])
        except ValidationError as refused:
            form.add_error("code", refused)
        else:
            del request.session[KEY]
            request.session.cycle_key()
            request.session[PASSED] = True
            return _show_codes(request, codes)
    context = {
        "form": form,
        "again": again,
        "wanted": needs_factor(request.user),
        "next": safe_next(request),
        "qr": qr_code(app_address(request.user, key)),
        "key": spelled(key),
    }
    return render(request, "accounts/factor_tie.html", context)


def _show_codes(request: HttpRequest, codes: list[str]) -> HttpResponse:
    """The recovery codes, this once."""
    return render(request, "accounts/recovery_codes.html", {"codes": codes, "next": safe_next(request)})
