"""A tambon team."""

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from geo.models import IssueArea, LearningSite
from leaders.models import Person, Team
from programmes.models import Activity, Enrolment, Method, Session
from programmes.querysets import ActivityQuerySet
from thai import clock
from thai.collation import thai_order

from ..meta import page_context
from ..models import StoryPage, whom_to_ask
from ..places import movement_of
from .caching import public_page

ACTIVITIES = 10
ISSUES = 4
STORIES = 3


@dataclass(frozen=True)
class MethodUse:
    """In how many of a team's activities a method was the main one of a session."""

    name: str
    activities: int


@public_page
def team(request: HttpRequest, pk: int) -> HttpResponse:
    """What an approved team did and how it learns, without numbers of people; 404 for a proposed one."""
    found = get_object_or_404(Team.objects.approved().with_place(), pk=pk)
    area = found.subdistrict
    held = Activity.objects.verified().filter(team=found)
    crumbs = [
        (area.region.name, reverse("public:region", args=[area.region.code])),
        (area.province.short_name, reverse("public:province", args=[area.province.code])),
    ]
    context = page_context(request, found.name, crumbs=crumbs, description=area.full_name) | {
        "team": found,
        "area": area,
        "movement": movement_of(area.province),
        "reach": whom_to_ask(area),
        "issues": list(issues_of(held)),
        "activities": activity_page(request, held),
        "methods": methods_of(held),
        "as_of": clock.now(),
        "sites": list(sites_of(found)),
        "named": list(named_in(found)),
        "stories": list(StoryPage.objects.readable().about(area).latest().with_place()[:STORIES]),
    }
    return render(request, "public/team.html", context)


def named_in(found: Team) -> QuerySet:
    """Persons of today's roster who agreed that their name stands here, each once."""
    on_roster = Enrolment.objects.on().filter(team=found).values("person")
    return Person.objects.named_in_public().filter(pk__in=on_roster).by_name()


def activity_page(request: HttpRequest, held: ActivityQuerySet) -> Page:
    """Verified activities, the latest first, each with the method of its first session."""
    latest = held.order_by("-starts_on", "-pk").prefetch_related("sessions__method")
    return Paginator(latest, ACTIVITIES).get_page(request.GET.get("page"))


@dataclass(frozen=True)
class Methods:
    """Main methods, the most used first; how many were used, further ones too; how many there are."""

    main: list[MethodUse]
    used: int
    in_all: int


def methods_of(held: ActivityQuerySet) -> Methods:
    """The methods of a team's activities."""
    sessions = Session.objects.filter(activity__in=held).order_by()
    counted = dict(
        sessions.exclude(method=None).values_list("method").annotate(n=Count("activity", distinct=True))
    )
    further = sessions.exclude(further_methods=None).values_list("further_methods", flat=True).distinct()
    known = list(Method.objects.all())
    main = [MethodUse(method.name, counted[method.pk]) for method in known if method.pk in counted]
    return Methods(
        main=sorted(main, key=lambda use: -use.activities),
        used=len(counted.keys() | set(further)),
        in_all=len(known),
    )


def issues_of(held: ActivityQuerySet) -> QuerySet:
    """What the team works on most."""
    counted = IssueArea.objects.filter(activities__in=held).annotate(n=Count("activities"))
    return counted.order_by("-n", "order")[:ISSUES]


def sites_of(found: Team) -> QuerySet:
    """Published learning sites of the team's subdistrict."""
    return LearningSite.objects.published().within(found.subdistrict).order_by(thai_order("name_th"), "pk")
