"""People of the areas one reviews: the list, its export, one person. Whoever looks is noted."""

import uuid

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.models import AccessLog
from accounts.services import log_access
from geo.downloads import list_as_file
from leaders.models import Person
from leaders.querysets import PersonQuerySet
from leaders.rules import may_change_person

from ...choices import ActivityStatus
from ...filters import PersonFilter
from ...models import Attendance, Enrolment
from ...resources import LearnerResource
from .access import desk_only, page_of


@desk_only
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Persons by name, with team and group; without phone numbers, which stand on their own page."""
    narrowed = _narrowed(request)
    page = page_of(_with_roster(narrowed.qs.by_name()), request)
    if page.object_list:
        log_access(request, AccessLog.Action.SEEN, "person", [person.pk for person in page.object_list])
    context = {
        "page": page,
        "filter": narrowed,
        "query": request.GET.urlencode(),
        "nav_current": "people",
    }
    return render(request, "review/people.html", context)


@desk_only
@require_safe
def export(request: HttpRequest, kind: str) -> HttpResponseBase:
    """The list as a file (csv or xlsx), narrowed as the page is."""
    return list_as_file(request, kind, LearnerResource(), _narrowed(request).qs.by_name())


@desk_only
@require_safe
def person(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """One person with phone and birth year, the teams and groups over time, and how often seen."""
    visible = Person.objects.visible_to(request.user).unmerged()
    who = get_object_or_404(_with_place(visible), uid=uid)
    log_access(request, AccessLog.Action.SEEN, "person", [who.pk])
    context = {
        "person": who,
        "enrolments": Enrolment.objects.filter(person=who)
        .select_related("group", "team__subdistrict", "programme")
        .prefetch_related("issues")
        .order_by("-starts_on"),
        "attended": Attendance.objects.present()
        .filter(enrolment__person=who, session__deleted_at=None, session__activity__deleted_at=None)
        .filter(session__activity__status=ActivityStatus.VERIFIED)
        .count(),
        "may_change": may_change_person(request.user, who),
        "nav_current": "people",
    }
    return render(request, "review/person.html", context)


def _narrowed(request: HttpRequest) -> PersonFilter:
    visible = Person.objects.visible_to(request.user).unmerged()
    return PersonFilter(request.GET, visible, request=request)


def _with_place(persons: PersonQuerySet) -> PersonQuerySet:
    return persons.select_related(
        "team__subdistrict__district",
        "team__subdistrict__province",
        "subdistrict__district",
        "subdistrict__province",
    )


def _with_roster(persons: PersonQuerySet) -> PersonQuerySet:
    """Persons with their places, and today's enrolments in ``on_roster``."""
    today_on = Enrolment.objects.on().select_related("group", "team__subdistrict")
    return _with_place(persons).prefetch_related(Prefetch("enrolments", today_on, to_attr="on_roster"))
