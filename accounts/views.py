"""Signing in and out, where somebody lands, and one's own password."""

from math import ceil
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.mixins import LoginRequiredMixin
from django.contrib.auth.views import LoginView, LogoutView, PasswordChangeView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from .forms import OwnPasswordForm, SignInForm
from .throttle import opens_again

# Who may do what is decided in the apps above; here only: the first of these a user may do is where
# the user's work is.
LANDINGS = [
    ("programmes.open_review", "review:queue"),
    ("programmes.open_log", "log:home"),
    ("wagtailadmin.access_admin", "wagtailadmin_home"),
]


class SignIn(LoginView):
    """User name and password; then back to the page that asked, or to one's work."""

    template_name = "accounts/sign_in.html"
    authentication_form = SignInForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Whoever is signed in goes home, not to ``next``: that page may have sent them here."""
        if request.user.is_authenticated:
            return redirect("accounts:home")
        return super().dispatch(request, *args, **kwargs)


class SignOut(LogoutView):
    """By POST only, so that no link or picture signs anybody out."""


class OwnPassword(LoginRequiredMixin, PasswordChangeView):
    """Change one's own password; other places where one is signed in are signed out."""

    template_name = "accounts/password.html"
    form_class = OwnPasswordForm
    success_url = reverse_lazy("accounts:home")

    def form_valid(self, form: OwnPasswordForm) -> HttpResponse:
        """Say that it was done."""
        messages.success(self.request, _("เปลี่ยนรหัสผ่านแล้ว เครื่องอื่นที่เข้าไว้ต้องเข้าสู่ระบบใหม่"))
        return super().form_valid(form)


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
