"""The people of the user's teams: today's rosters, one person, somebody new. Whoever looks is noted."""

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import AccessLog
from accounts.services import log_access
from geo.downloads import list_as_file
from geo.models import IssueArea
from leaders.forms import PersonDetailForm
from leaders.models import Consent, LikelySame, Person
from leaders.rules import may_change_person
from leaders.services.people import change_person

from ...filters import RosterFilter
from ...forms.log_people import JoinForm
from ...models import Enrolment, LearnerGroup, Programme
from ...resources import RosterResource
from ...services.deleting import delete_person
from ...services.own import own_teams
from ...services.person_history import history_of_person
from ...services.person_life import life_of
from ...services.rosters import join, known_in
from .access import field_worker
from .roster import ROSTER_CHANGES, roster_forms

PER_PAGE = 60


@field_worker
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Today's rosters, team by team and group by group; phone numbers stand on a person's own page."""
    narrowed = _narrowed(request)
    rows = narrowed.qs.select_related("person", "group", "team__subdistrict").prefetch_related("issues")
    page = Paginator(rows.by_team(), PER_PAGE).get_page(request.GET.get("page"))
    if page.object_list:
        log_access(request, AccessLog.Action.SEEN, "roster", [row.person_id for row in page.object_list])
    context = {
        "page": page,
        "filter": narrowed,
        "blocks": _blocks(list(page.object_list), narrowed),
        "alike": LikelySame.objects.open().visible_to(request.user).count(),
        "people": narrowed.qs.order_by().values("person").distinct().count(),
        "query": request.GET.urlencode(),
        "nav_current": "people",
    }
    return render(request, "log/people.html", context)


@field_worker
@require_safe
def export(request: HttpRequest, kind: str) -> HttpResponseBase:
    """The rosters as a file (csv or xlsx), narrowed as the page is."""
    return list_as_file(request, kind, RosterResource(), _narrowed(request).qs.by_team())


def _narrowed(request: HttpRequest) -> RosterFilter:
    own = Enrolment.objects.visible_to(request.user).on().filter(person__merged_into=None)
    return RosterFilter(request.GET, own, request=request)


def _blocks(rows: list[Enrolment], narrowed: RosterFilter) -> list[dict[str, Any]]:
    """Rows of the page under their team and group, with how many the group has on all pages."""
    counts = narrowed.qs.order_by().values_list("team", "group").annotate(n=Count("person", distinct=True))
    numbers = {(team, group): n for team, group, n in counts}
    blocks: list[dict[str, Any]] = []
    for row in rows:
        if not blocks or blocks[-1]["key"] != (row.team_id, row.group_id):
            key = (row.team_id, row.group_id)
            first = not blocks or blocks[-1]["key"][0] != row.team_id
            blocks.append(
                {
                    "key": key,
                    "team": row.team if first else None,
                    "group": row.group,
                    "n": numbers[key],
                    "rows": [],
                }
            )
        blocks[-1]["rows"].append(row)
    return blocks


@field_worker
@require_http_methods(["GET", "HEAD", "POST"])
def person(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """One person with phone and birth year. POST ``action``: save, regroup or leave."""
    visible = Person.objects.visible_to(request.user)
    who = get_object_or_404(visible.select_related("team__subdistrict", "subdistrict"), uid=uid)
    if who.merged_into_id:
        return redirect("log:person", get_object_or_404(visible, pk=who.now.pk).uid)
    if request.method == "POST" and not may_change_person(request.user, who):
        raise PermissionDenied
    current = _current(who)
    forms = _forms(request, who, current)
    action = request.POST.get("action", "")
    if action == "delete":
        return _delete(request, who)
    if action in forms and forms[action].is_valid():
        try:
            CHANGES[action](request, who, current, forms[action])
        except ValidationError as refused:
            forms[action].add_error(None, " ".join(refused.messages))
        else:
            messages.success(request, _("เก็บแล้ว"))
            return redirect("log:person", who.uid)
    log_access(request, AccessLog.Action.SEEN, "person", [who.pk])
    context = {
        "person": who,
        "current": current,
        "forms": forms,
        "opened": action,
        "enrolments": Enrolment.objects.filter(person=who)
        .select_related("group", "team__subdistrict")
        .order_by("-starts_on"),
        "life": life_of(who, by=request.user),
        "consents": Consent.objects.standing().filter(person=who),
        "history": history_of_person(who),
        "nav_current": "people",
    }
    return render(request, "log/person.html", context)


def _delete(request: HttpRequest, who: Person) -> HttpResponse:
    try:
        delete_person(who, by=request.user)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
        return redirect("log:person", who.uid)
    messages.success(request, _("ลบแล้ว กู้คืนได้จากรายการที่ลบไป"))
    return redirect("log:people")


def _current(who: Person) -> Enrolment | None:
    """Where the person is on the roster today."""
    held = Enrolment.objects.filter(person=who).on().select_related("team__subdistrict", "group", "programme")
    return held.order_by("-starts_on").first()


def _forms(request: HttpRequest, who: Person, current: Enrolment | None) -> dict[str, Any]:
    """The forms of the page; only the one whose button was pressed is bound."""
    sent = request.POST if request.POST.get("action") == "save" else None
    return {"save": PersonDetailForm.of(who, sent)} | (roster_forms(request, current) if current else {})


def _save(request: HttpRequest, who: Person, current: Enrolment | None, form: Any) -> None:
    change_person(who, by=request.user, **form.values())


def _on_roster(request: HttpRequest, who: Person, current: Enrolment, form: Any) -> None:
    ROSTER_CHANGES[request.POST["action"]](current, form, request.user)


CHANGES = {"save": _save} | dict.fromkeys(ROSTER_CHANGES, _on_roster)


@field_worker
@require_http_methods(["GET", "HEAD", "POST"])
def new_person(request: HttpRequest) -> HttpResponse:
    """Somebody joins a roster, that of ``?team=`` at first; who may be known already is shown first.

    ``action=new`` adds unasked.
    """
    programme = Programme.objects.current()
    teams = own_teams(request.user)
    form = JoinForm(
        teams,
        groups=list(LearnerGroup.objects.filter(programmes=programme)),
        issues=list(IssueArea.objects.all()),
        data=request.POST or None,
    )
    form.initial["team"] = request.GET.get("team")
    known: list[Person] = []
    if request.method == "POST" and form.is_valid():
        team, user = form.cleaned_data["team"], request.user
        if request.POST.get("action") != "new":
            known = known_in(team, form.values(), by=user)
        if not known:
            try:
                made = join(
                    team, programme=programme, uid=form.cleaned_data["uid"], values=form.values(),
                    group=form.chosen_group(), issues=form.chosen_issues(),
                    starts_on=form.cleaned_data["starts_on"], by=user,
                )  # fmt: skip
            except ValidationError as refused:
                form.add_error(None, " ".join(refused.messages))
            else:
                messages.success(request, _("เพิ่ม %s แล้ว") % made.person.full_name)
                return redirect("log:person", made.person.uid)
    context = {"form": form, "known": known, "no_team": not teams.exists(), "nav_current": "people"}
    return render(request, "log/new_person.html", context)
