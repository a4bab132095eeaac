"""Learning sites for coordinators: those of the own subdistricts, those nearby, and proposing one."""

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from geo.choices import Level, SiteStatus
from geo.downloads import list_as_file
from geo.forms import LearningSiteForm
from geo.models import Area, LearningSite
from geo.querysets import FIELD_ROLES, LearningSiteQuerySet, role_areas, seen_q
from geo.rules import may_change_site
from thai.collation import thai_order

from ...resources import SiteResource
from ...services.deleting import delete_site
from .access import field_worker

PER_PAGE = 40


@field_worker
@require_safe
def sites(request: HttpRequest) -> HttpResponse:
    """Sites where the user works, whatever their status, and the published ones of the same provinces."""
    user = request.user
    seen = LearningSite.objects.visible_to(user).with_place().order_by(thai_order("name_th"), "pk")
    provinces = {area.province_id for area in role_areas(user, *FIELD_ROLES) if area.province_id}
    nearby = seen.published().filter(subdistrict__province__in=provinces).exclude(_here(user))
    context = {
        "page": Paginator(_own(user).with_place(), PER_PAGE).get_page(request.GET.get("page")),
        "nearby": nearby[:PER_PAGE],
        "nav_current": "sites",
    }
    return render(request, "log/sites.html", context)


@field_worker
@require_safe
def export(request: HttpRequest, kind: str) -> HttpResponseBase:
    """The sites where the user works as a file (csv or xlsx)."""
    return list_as_file(request, kind, SiteResource(request.user), _own(request.user))


def _own(user: User) -> LearningSiteQuerySet:
    """Sites where the user works, in dictionary order."""
    own = LearningSite.objects.visible_to(user).filter(_here(user))
    return own.order_by(thai_order("name_th"), "pk")


def _here(user: User) -> Q:
    return seen_q(user, "subdistrict", *FIELD_ROLES)


@field_worker
@require_http_methods(["GET", "HEAD", "POST"])
def new_site(request: HttpRequest) -> HttpResponse:
    """Propose a site; a reviewer of the province publishes it."""
    form = LearningSiteForm(
        request.POST or None, user=request.user, initial={"subdistrict": _only_subdistrict(request.user)}
    )
    if request.method == "POST" and form.is_valid() and form.save(by=request.user):
        messages.success(request, _("เสนอแหล่งเรียนรู้แล้ว ผู้ตรวจของจังหวัดจะดูและเผยแพร่ให้"))
        return redirect("log:sites")
    return render(request, "log/site.html", {"form": form, "nav_current": "sites"})


@field_worker
@require_http_methods(["GET", "HEAD", "POST"])
def site(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Change a site that is not published yet; a published one has its public page."""
    visible = LearningSite.objects.visible_to(request.user).with_place()
    found = get_object_or_404(visible, uid=uid)
    if not may_change_site(request.user, found):
        if request.method != "POST" and found.status == SiteStatus.PUBLISHED:
            return redirect(found)
        raise PermissionDenied
    if request.POST.get("action") == "delete":
        return _delete(request, found)
    form = LearningSiteForm(request.POST or None, instance=found, user=request.user)
    if request.method == "POST" and form.is_valid() and form.save(by=request.user):
        messages.success(request, _("เก็บแล้ว"))
        return redirect("log:sites")
    kept = LearningSite.objects.get(pk=found.pk)
    return render(request, "log/site.html", {"form": form, "site": kept, "nav_current": "sites"})


def _delete(request: HttpRequest, found: LearningSite) -> HttpResponse:
    try:
        delete_site(found, by=request.user)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
        return redirect("log:site", found.uid)
    messages.success(request, _("ลบแล้ว กู้คืนได้จากรายการที่ลบไป"))
    return redirect("log:sites")


def _only_subdistrict(user: User) -> Area | None:
    """Where the new site will lie when the user works in one subdistrict only."""
    areas = role_areas(user, *FIELD_ROLES)
    return areas[0] if len(areas) == 1 and areas[0].level == Level.SUBDISTRICT else None
