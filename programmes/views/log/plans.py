"""Planning ahead: one activity or a series, and changing what is planned."""

import uuid
from datetime import date

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thai.dates import format_date
from thai.text import fold
from thai.widgets import active_language

from ... import rules
from ...choices import ActivityStatus
from ...forms.log_plan import MOST_TEAMS, EditPlanForm, PlanForm
from ...forms.log_steps import FOLLOWING
from ...models import Activity
from ...services.own import own_teams
from ...services.planning import change_plan, following_of, plan_activities, plan_of
from .access import field_worker


@field_worker
@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: HttpRequest) -> HttpResponse:
    """Plan ahead. The days of a repetition are shown first, and planned when they come back as shown.

    ``?q=`` searches many teams, ``?day=`` (an ISO date) begins with a day.
    """
    teams = own_teams(request.user)
    words = fold(request.GET.get("q", "")[:100])
    found = list(teams.filter(subdistrict__name_th__icontains=words)[: MOST_TEAMS + 1])
    form = PlanForm(teams, request.POST or None, found=found, day=_day(request.GET.get("day", "")))
    context = {
        "form": form,
        "search": words,
        "searchable": bool(words) or len(found) > MOST_TEAMS,
        "no_team": not found and not words,
        "nav_current": "home",
    }
    if request.method == "POST" and form.is_valid():
        as_shown = form.was_shown() and "again" not in request.POST
        if not form.repeats_chosen() or (as_shown and form.wanted()):
            return _planned(request, form)
        # Shown for the first time, changed since it was shown, or everything unticked.
        context |= {"days": form.days, "shown": form.shown(), "skipped": form.skipped()}
        context |= {"none_ticked": as_shown, "changed": "shown" in request.POST and not form.was_shown()}
    return render(request, "log/plan.html", context)


def _planned(request: HttpRequest, form: PlanForm) -> HttpResponse:
    """Make what the form says, and lead to the month it begins in."""
    given = form.cleaned_data
    made = plan_activities(
        uid=given["uid"],
        team=given["team"],
        programme=form.programme(),
        days=form.wanted(),
        plan=form.plan(),
        repeats=form.repeats_chosen(),
        by=request.user,
    )
    first = made[0].starts_on
    if len(made) == 1:
        messages.success(request, _("วางแผนไว้แล้ว %s") % format_date(first, active_language()))
    else:
        messages.success(request, _("วางแผนไว้แล้ว %s ครั้ง") % len(made))
    return redirect(f"{reverse('log:calendar')}?month={first:%Y-%m}")


@field_worker
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Change an activity that is planned, or it and those that follow in its series."""
    visible = Activity.objects.visible_to(request.user).with_place().select_related("programme")
    found = get_object_or_404(visible, uid=uid)
    if not rules.may_log(request.user, found):
        raise PermissionDenied
    if found.status != ActivityStatus.PLANNED:
        messages.info(request, _("แก้แผนไม่ได้แล้ว ตอนนี้อยู่ในสถานะ “%s”") % found.get_status_display())
        return redirect("log:activity", found.uid)
    following = len(following_of(found))
    form = EditPlanForm(found, plan_of(found), request.POST or None, following=following)
    if request.method == "POST" and form.is_valid() and _changed(request, found, form):
        messages.success(request, _("แก้แผนแล้ว"))
        return redirect("log:activity", found.uid)
    context = {"activity": found, "form": form, "following": following, "nav_current": "home"}
    return render(request, "log/plan_edit.html", context)


def _changed(request: HttpRequest, found: Activity, form: EditPlanForm) -> bool:
    """Whether it could be changed; if not, the form says why."""
    given = form.cleaned_data
    try:
        change_plan(
            found,
            form.plan(),
            day=given["date"],
            seen=given["version"],
            following=given.get("scope") == FOLLOWING,
            by=request.user,
        )
    except ValidationError as refused:
        form.add_error(None, refused)
        return False
    return True


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
