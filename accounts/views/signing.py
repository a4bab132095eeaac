"""Signing in and out, the second step of it, and where somebody lands."""

import time
from math import ceil
from typing import Any

from axes.handlers.proxy import AxesProxyHandler
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from ..devices import known_device, remember_device
from ..factors import PASSED, has_passed, needs_factor
from ..forms import FactorForm, SignInForm
from ..models import User
from ..services.factors import factor_of, proves
from ..throttle import SECOND, count_failure, may_try, opens_again, recognise

# Who may do what is decided in the apps above; here only: the first of these a user may do is where
# the user's work is.
LANDINGS = [
    ("programmes.open_review", "review:queue"),
    ("programmes.open_log", "log:home"),
    ("wagtailadmin.access_admin", "wagtailadmin_home"),
]
BACKEND = "django.contrib.auth.backends.ModelBackend"
# In the session of somebody whose password was right and who has not shown the second factor yet.
PENDING = "second_step"
PENDING_SECONDS = 10 * 60


class SignIn(LoginView):
    """Phone number or user name, and password; then back to the page that asked, or to one's work."""

    template_name = "accounts/sign_in.html"
    authentication_form = SignInForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Whoever is signed in goes home, not to ``next``: that page may have sent them here."""
        if request.user.is_authenticated:
            return redirect("accounts:home")
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: SignInForm) -> HttpResponse:
        """In, or on to the second step."""
        return let_in(self.request, form.get_user(), self.get_success_url())


class SignOut(LogoutView):
    """By POST only, so that no link or picture signs anybody out."""


def let_in(request: HttpRequest, user: User, to: str) -> HttpResponse:
    """Sign ``user`` in and go to ``to``; first to the second step, unless this browser is spared it."""
    device, factor = known_device(request, user), factor_of(user)
    if factor is None or (device and device.spared):
        return _enter(request, user, to, passed=factor is not None)
    request.session[PENDING] = {
        "account": user.pk,
        "hash": user.get_session_auth_hash(),
        "at": int(time.time()),
        "to": to,
    }
    return redirect("accounts:second")


def _enter(
    request: HttpRequest, user: User, to: str, *, passed: bool = False, spare: bool = False
) -> HttpResponse:
    before = known_device(request, user)
    login(request, user, backend=BACKEND)
    if passed:
        request.session[PASSED] = True
    elif needs_factor(user):
        _offer(request)
    answer = redirect(to)
    remember_device(answer, user, before=before, spare=spare)
    return answer


def _offer(request: HttpRequest) -> None:
    """One line on the first page; without it everything works but files that name people."""
    words = _("บัญชีนี้เห็นข้อมูลคนหลายทีม ให้มือถือช่วยยืนยันอีกขั้นตอนเข้าระบบ ต้องมีก่อนดาวน์โหลดรายชื่อ")
    link = format_html('<a class="tap" href="{}">{}</a>', reverse("accounts:factor"), _("เปิดการยืนยันสองขั้น"))
    messages.info(request, format_html("{} {}", words, link))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def second(request: HttpRequest) -> HttpResponse:
    """The second step: what the app shows, or a recovery code. Also for a session that skipped it once."""
    account, to = _who_is_asked(request)
    if account is None:
        return redirect("accounts:sign_in")
    if request.user.is_authenticated and (has_passed(request) or factor_of(account) is None):
        return redirect("accounts:factor")
    form = FactorForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        recognise(request, account)
        name = SECOND % account.pk
        if not may_try(request, name):
            return HttpResponse(status=429)
        if proves(account, form.cleaned_data["code"]):
            AxesProxyHandler.reset_attempts(ip_address=request.axes_ip_address, username=name)
            return _passed(request, account, to, spare=form.cleaned_data["remember"])
        count_failure(request, name)
        form.add_error("code", _("รหัสไม่ตรง รอรหัสใหม่ในแอปแล้วใส่อีกครั้ง"))
    return render(request, "accounts/second.html", {"form": form, "account": account, "next": to})


def _who_is_asked(request: HttpRequest) -> tuple[User | None, str]:
    """Whose second factor is asked for, and where to go then; nobody's ten minutes after the password."""
    if request.user.is_authenticated:
        return request.user, safe_next(request)
    told = request.session.get(PENDING)
    if told is None or time.time() - told["at"] > PENDING_SECONDS:
        return None, ""
    account = User.objects.filter(pk=told["account"], is_active=True).first()
    if account is None or account.get_session_auth_hash() != told["hash"]:
        return None, ""
    return account, told["to"]


def _passed(request: HttpRequest, account: User, to: str, *, spare: bool) -> HttpResponse:
    if not request.user.is_authenticated:
        request.session.pop(PENDING, None)
        return _enter(request, account, to, passed=True, spare=spare)
    request.session.cycle_key()
    request.session[PASSED] = True
    # Not sent on: what was asked for may be a file, which would leave the browser on this page.
    answer = render(request, "accounts/second_done.html", {"next": to})
    remember_device(answer, account, before=known_device(request, account), spare=spare)
    return answer


def safe_next(request: HttpRequest) -> str:
    """The page of this site that ``next`` names, else one's work."""
    asked = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure())
    return asked if safe else reverse("accounts:home")


@login_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """To the user's work; a page that says what to do for an account without any."""
    for permission, address in LANDINGS:
        if request.user.has_perm(permission):
            return redirect(address)
    return render(request, "accounts/no_work.html")


def locked_out(
    request: HttpRequest, response: HttpResponse | None, credentials: dict[str, str] | None
) -> HttpResponse:
    """What Axes answers after too many failures: 429, and when to try again. The same for names unknown."""
    at = opens_again(request, credentials)
    wait = max((at - timezone.now()).total_seconds(), 0)
    context = {"at": timezone.localtime(at), "minutes": max(ceil(wait / 60), 1)}
    answer = render(request, "accounts/locked_out.html", context, status=429)
    answer["Retry-After"] = str(ceil(wait))
    return answer
