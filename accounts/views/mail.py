"""One's own e-mail address and how often one is written to; and the link that stops it."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from ..choices import DigestRate
from ..forms import DigestForm, MailForm
from ..services.mail import (
    LINK_DAYS,
    ask_for_address,
    asked_address,
    choose_digest,
    set_address,
    whose_letters,
)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def mail(request: HttpRequest) -> HttpResponse:
    """POST ``action``: address (a letter with a link goes there), forget, choose (how often, language)."""
    action = request.POST.get("action", "")
    address = MailForm(request.POST if action == "address" else None)
    choice = DigestForm(request.POST if action == "choose" else None, initial=_chosen(request))
    if action == "forget":
        set_address(request.user, "")
        messages.success(request, _("เอาอีเมลออกแล้ว"))
        return redirect("accounts:mail")
    if choice.is_bound and choice.is_valid():
        choose_digest(request.user, **choice.cleaned_data)
        messages.success(request, _("เก็บแล้ว"))
        return redirect("accounts:mail")
    if address.is_bound and address.is_valid():
        try:
            ask_for_address(request.user, address.cleaned_data["email"])
        except ValidationError as refused:
            address.add_error("email", refused)
        else:
            messages.success(request, _("ส่งลิงก์ไปแล้ว เปิดอีเมลแล้วกดลิงก์ภายใน %s วัน") % LINK_DAYS)
            return redirect("accounts:mail")
    context = {"address": address, "choice": choice, "sends": settings.SENDS_MAIL}
    return render(request, "accounts/mail.html", context)


def _chosen(request: HttpRequest) -> dict[str, str]:
    return {"digest": request.user.digest, "language": request.user.mail_language}


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """The link of the letter: a button, because programs that look through letters follow links."""
    address = asked_address(request.user, token)
    if address is None:
        messages.error(request, _("ลิงก์นี้ใช้ไม่ได้แล้ว หรือเป็นของบัญชีอื่น ขอลิงก์ใหม่ได้จากตรงนี้"))
        return redirect("accounts:mail")
    if request.method != "POST":
        return render(request, "accounts/mail_confirm.html", {"asked": address})
    set_address(request.user, address)
    messages.success(request, _("ใช้อีเมลนี้แล้ว"))
    return redirect("accounts:mail")


# The signed link is the key: programs for e-mail post to it by themselves, without cookies (RFC 8058).
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """No more letters for whom the link is of; a GET asks first."""
    account = whose_letters(token)
    if account is None:
        raise Http404
    if request.method == "POST":
        choose_digest(account, digest=DigestRate.OFF, language=account.mail_language)
        account.digest = DigestRate.OFF
    stopped = account.digest == DigestRate.OFF
    return render(request, "accounts/mail_stop.html", {"stopped": stopped})
