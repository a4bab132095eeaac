"""Learning sites of the areas one reviews: the list, adding and changing one, publishing a proposed one."""

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Case, Value, When
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import AccessLog
from accounts.services import log_access
from geo.choices import SiteStatus
from geo.downloads import list_as_file
from geo.models import LearningSite
from geo.querysets import LearningSiteQuerySet
from geo.rules import may_change_site, may_publish_site
from geo.services.sites import publish_site
from leaders.models import SiteContact
from thai.collation import thai_order

from ...filters import ReviewSiteFilter
from ...forms.review import SiteReviewForm
from ...resources import SiteResource
from ...services.deleting import delete_site
from .access import desk_only, page_of, words_of

# What waits for the reviewer stands first.
FIRST = Case(
    When(status=SiteStatus.PROPOSED, then=Value(0)),
    When(status=SiteStatus.DRAFT, then=Value(1)),
    default=Value(2),
)


@desk_only
@require_safe
def sites(request: HttpRequest) -> HttpResponse:
    """Sites with place, issues and status; proposed ones first."""
    mine = LearningSite.objects.reviewable_by(request.user)
    narrowed = ReviewSiteFilter(request.GET, mine, request=request)
    context = {
        "page": page_of(_rows(narrowed).with_place().prefetch_related("issues"), request),
        "filter": narrowed,
        "proposed": mine.proposed().count(),
        "nav_current": "sites",
    }
    return render(request, "review/sites.html", context)


@desk_only
@require_safe
def export(request: HttpRequest, kind: str) -> HttpResponseBase:
    """The list as a file (csv or xlsx), narrowed as the page is."""
    mine = LearningSite.objects.reviewable_by(request.user)
    narrowed = ReviewSiteFilter(request.GET, mine, request=request)
    return list_as_file(request, kind, SiteResource(request.user), _rows(narrowed))


def _rows(narrowed: ReviewSiteFilter) -> LearningSiteQuerySet:
    return narrowed.qs.order_by(FIRST, thai_order("name_th"), "pk")


@desk_only
@require_http_methods(["GET", "HEAD", "POST"])
def site(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """One site to change and to publish."""
    visible = LearningSite.objects.visible_to(request.user).with_place()
    found = get_object_or_404(visible, uid=uid)
    if not may_change_site(request.user, found):
        raise PermissionDenied
    if request.POST.get("action") == "delete":
        return _delete(request, found)
    form = SiteReviewForm(request.POST or None, instance=found, user=request.user)
    if request.method == "POST" and form.is_valid() and form.save(by=request.user):
        messages.success(request, _("เก็บแล้ว"))
        return redirect("review:site", found.uid)
    # The form keeps what was typed in its instance; the rest of the page says what is kept.
    kept = LearningSite.objects.with_place().get(pk=found.pk)
    contacts = list(SiteContact.objects.visible_to(request.user).filter(site=kept).with_person())
    if contacts:
        persons = [contact.person_id for contact in contacts if contact.person_id]
        log_access(request, AccessLog.Action.SEEN, "site contact", persons)
    context = {
        "site": kept,
        "contacts": contacts,
        "form": form,
        "publishes": may_publish_site(request.user, kept),
        "nav_current": "sites",
    }
    return render(request, "review/site.html", context)


def _delete(request: HttpRequest, found: LearningSite) -> HttpResponse:
    try:
        delete_site(found, by=request.user)
    except ValidationError as refused:
        messages.error(request, words_of(refused))
        return redirect("review:site", found.uid)
    messages.success(request, _("ลบแล้ว กู้คืนได้จากรายการที่ลบไป"))
    return redirect("review:sites")


@desk_only
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """A new site in one's areas; it waits, proposed, to be published."""
    form = SiteReviewForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid() and (made := form.save(by=request.user)):
        messages.success(request, _("เพิ่มแหล่งเรียนรู้แล้ว ตรวจอีกครั้งแล้วเผยแพร่ได้เลย"))
        return redirect("review:site", made.uid)
    return render(request, "review/site.html", {"form": form, "nav_current": "sites"})


@desk_only
@require_POST
def publish(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Put a site on the public map; a second press changes nothing."""
    found = get_object_or_404(LearningSite.objects.visible_to(request.user), uid=uid)
    if not may_publish_site(request.user, found):
        raise PermissionDenied
    if found.status == SiteStatus.PUBLISHED:
        messages.info(request, _("แหล่งเรียนรู้นี้เผยแพร่ไปแล้ว"))
        return redirect("review:site", found.uid)
    try:
        publish_site(found, by=request.user)
    except ValidationError as refused:
        messages.error(request, words_of(refused))
    else:
        messages.success(request, _("เผยแพร่แล้ว ขึ้นแผนที่ให้ทุกคนเห็น"))
    return redirect("review:site", found.uid)
