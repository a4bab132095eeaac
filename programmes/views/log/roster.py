"""What is changed on a roster away from a log, the same on a person's page and on the team's."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest

from accounts.models import User

from ...forms.log_people import LeaveForm, RegroupForm
from ...models import Enrolment, LearnerGroup
from ...services.enrolments import enrol, leave, set_issues


def roster_forms(request: HttpRequest, enrolment: Enrolment) -> dict[str, Any]:
    """Forms to change group and to leave; only the one whose button was pressed is bound."""
    groups = list(LearnerGroup.objects.filter(programmes=enrolment.programme_id))
    action = request.POST.get("action") if request.method == "POST" else None
    data = {name: request.POST if name == action else None for name in ROSTER_CHANGES}
    return {
        "regroup": RegroupForm(enrolment, groups, data["regroup"]),
        "leave": LeaveForm(enrolment, data["leave"]),
    }


def _regroup(enrolment: Enrolment, form: RegroupForm, by: User) -> None:
    given = form.cleaned_data
    if given["group"] == enrolment.group:
        set_issues(enrolment, given["issues"], by=by)
        return
    enrol(
        enrolment.person, team=enrolment.team, programme=enrolment.programme, group=given["group"],
        issues=given["issues"], starts_on=given["starts_on"], by=by,
    )  # fmt: skip


def _leave(enrolment: Enrolment, form: LeaveForm, by: User) -> None:
    leave(enrolment, last_day=form.cleaned_data["last_day"], by=by)


ROSTER_CHANGES: dict[str, Callable[[Enrolment, Any, User], None]] = {"regroup": _regroup, "leave": _leave}
