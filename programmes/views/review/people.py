"""People of the areas one reviews: the list, its export, one person. Whoever looks is noted."""

import uuid

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from accounts.models import AccessLog
from accounts.services import log_access
from geo.downloads import list_as_file
from leaders.models import Consent, LikelySame, Merge, Person
from leaders.querysets import PersonQuerySet
from leaders.rules import may_change_person, may_erase, may_merge

from ...filters import PersonFilter
from ...models import Enrolment
from ...resources import LearnerResource
from ...services.person_history import history_of_person
from ...services.person_life import life_of
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
        "duplicates": LikelySame.objects.waiting().reviewable_by(request.user).count(),
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
    """One person with phone and birth year: path through teams and groups, activities, hours, changes.

    Somebody who was merged is found as who they are now.
    """
    visible = Person.objects.visible_to(request.user)
    who = get_object_or_404(visible.with_place(), uid=uid)
    if who.merged_into_id:
        return redirect("review:person", get_object_or_404(visible, pk=who.now.pk).uid)
    log_access(request, AccessLog.Action.SEEN, "person", [who.pk])
    context = {
        "person": who,
        "enrolments": Enrolment.objects.filter(person=who)
        .select_related("group", "team__subdistrict", "programme")
        .prefetch_related("issues")
        .order_by("-starts_on"),
        "life": life_of(who, by=request.user),
        "consents": Consent.objects.standing().filter(person=who),
        "history": history_of_person(who),
        "merges": Merge.objects.standing().reviewable_by(request.user).filter(kept=who).with_persons(),
        "reviews": may_merge(request.user, who, who),
        "may_change": may_change_person(request.user, who),
        "may_erase": may_erase(request.user),
        "nav_current": "people",
    }
    return render(request, "review/person.html", context)


def _narrowed(request: HttpRequest) -> PersonFilter:
    visible = Person.objects.visible_to(request.user).unmerged()
    return PersonFilter(request.GET, visible, request=request)


def _with_roster(persons: PersonQuerySet) -> PersonQuerySet:
    """Persons with their places, and today's enrolments in ``on_roster``."""
    today_on = Enrolment.objects.on().select_related("group", "team__subdistrict")
    return persons.with_place().prefetch_related(Prefetch("enrolments", today_on, to_attr="on_roster"))
