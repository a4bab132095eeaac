"""Who may ask from a phone. A script reads the answers: no redirects, and no page as an error."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from ...services.submissions import worked_somewhere

View = Callable[..., HttpResponse]


def from_phone(view: View) -> View:
    """401 to whoever is not signed in, 403 to whoever never had field work; never kept by a browser.

    Who had some until lately still sends what the phone holds, and gets an empty kit in place of the rosters.
    """

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return refusal("signed_out", _("ต้องเข้าสู่ระบบอีกครั้งก่อนส่ง ข้อมูลยังอยู่ในเครื่อง"), status=401)
        if not (request.user.has_perm("programmes.open_log") or worked_somewhere(request.user)):
            return refusal("no_work", _("บัญชีนี้ไม่ได้ดูแลทีมไหนแล้ว ข้อมูลยังอยู่ในเครื่อง"), status=403)
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = "private, no-store"
        return response

    return checked


def refusal(code: str, message: str, *, status: int, anchor: str = "") -> JsonResponse:
    """Nothing was kept: ``code`` for the script, ``message`` for the person."""
    problems = [{"anchor": anchor, "message": message}]
    return JsonResponse({"refused": code, "problems": problems}, status=status)
