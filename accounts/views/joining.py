"""Joining with a code on paper, or choosing a new password with one: first the code, then the password.

The code of a QR stands behind the "#" of the address, which browsers send to nobody; a script puts it into
the field. So no log of a server or proxy holds it.
"""

import time

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from ..choices import CodeKind
from ..forms import CodeForm, FirstPasswordForm
from ..models import OneTimeCode
from ..services.codes import find_code, use_code
from ..throttle import JOINING, count_failure, may_try
from .signing import let_in

# In the session of somebody whose code was right.
JOIN, JOIN_SECONDS = "joining", 30 * 60


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest) -> HttpResponse:
    """The code. A wrong one is told in one way, whatever is wrong with it, and counted by address."""
    if request.user.is_authenticated:
        return render(request, "accounts/join_signed_in.html")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if not may_try(request, JOINING):
            return HttpResponse(status=429)
        if found := find_code(form.cleaned_data["code"]):
            request.session.cycle_key()
            request.session[JOIN] = {"code": found.pk, "at": int(time.time())}
            return redirect("accounts:join_password")
        count_failure(request, JOINING)
        form.add_error("code", _("รหัสนี้ใช้ไม่ได้ อาจพิมพ์ผิด ใช้ไปแล้ว หรือเกิน 14 วัน ตรวจกับกระดาษ หรือขอรหัสใหม่จากผู้ตรวจ"))
    return render(request, "accounts/join.html", {"form": form})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def join_password(request: HttpRequest) -> HttpResponse:
    """The password; then in, and to one's work."""
    code = _code_in(request)
    if code is None or request.user.is_authenticated:
        return redirect("accounts:join")
    form = FirstPasswordForm(code.account, request.POST or None)
    if request.method == "POST" and form.is_valid():
        request.session.pop(JOIN)
        try:
            account = use_code(code, form.cleaned_data["new_password1"])
        except ValidationError as refused:
            messages.error(request, " ".join(refused.messages))
            return redirect("accounts:join")
        messages.success(request, _("ตั้งรหัสผ่านแล้ว ครั้งต่อไปใช้รหัสผ่านนี้"))
        return let_in(request, account, reverse("accounts:home"))
    context = {"form": form, "account": code.account, "first": code.kind == CodeKind.INVITATION}
    return render(request, "accounts/join_password.html", context)


def _code_in(request: HttpRequest) -> OneTimeCode | None:
    told = request.session.get(JOIN)
    if told is None or time.time() - told["at"] > JOIN_SECONDS:
        return None
    return OneTimeCode.objects.working().doors().select_related("account").filter(pk=told["code"]).first()
