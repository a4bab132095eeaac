"""Steps of an activity's life that are taken with a button: which there are, what each asks, what it says."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import User
from thai.dates import format_date
from thai.widgets import active_language

from ...choices import ActivityStatus
from ...forms.log_steps import CancelForm, PlanAgainForm, PostponeForm, StepForm
from ...models import Activity
from ...services import planning, transitions
from ...services.activities import discard_draft


@dataclass(frozen=True)
class Step:
    """One step: ``do`` takes it (with the valid form, if it asks something) and answers what to say."""

    do: Callable[[Activity, User, Any], str]
    form: type[StepForm] | None = None


def _discard(found: Activity, user: User, form: None) -> str:
    discard_draft(found, by=user)
    return _("ทิ้งร่างแล้ว กู้คืนได้จากรายการที่ลบไป")


def _withdraw(found: Activity, user: User, form: None) -> str:
    transitions.withdraw(found, by=user)
    return _("คืนมาแก้แล้ว แก้เสร็จส่งใหม่ได้เลย")


def _start(found: Activity, user: User, form: None) -> str:
    planning.begin(found, by=user)
    return _("เริ่มบันทึกได้เลย")


def _postpone(found: Activity, user: User, form: PostponeForm) -> str:
    given = form.cleaned_data
    rows = planning.postpone(
        found, reason=given["reason"], to=given["to"], following=form.takes_following, by=user
    )
    if len(rows) > 1:
        return _("เลื่อนแล้ว %s ครั้ง") % len(rows)
    if found.postponed_to:
        return _("เลื่อนเป็น %s แล้ว") % format_date(found.postponed_to, active_language(), "day")
    return _("เลื่อนแล้ว")


def _plan_again(found: Activity, user: User, form: PlanAgainForm) -> str:
    planning.plan_again(found, day=form.cleaned_data["day"], by=user)
    return _("กลับมาอยู่ในแผนแล้ว")


def _cancel(found: Activity, user: User, form: CancelForm) -> str:
    rows = planning.cancel(found, reason=form.cleaned_data["reason"], following=form.takes_following, by=user)
    return _("ยกเลิกแล้ว %s ครั้ง") % len(rows) if len(rows) > 1 else _("ยกเลิกแล้ว")


STEPS: dict[str, Step] = {
    "discard": Step(_discard),
    "withdraw": Step(_withdraw),
    "start": Step(_start),
    "plan_again": Step(_plan_again, PlanAgainForm),
    "postpone": Step(_postpone, PostponeForm),
    "cancel": Step(_cancel, CancelForm),
}


def form_of(step: Step, found: Activity, data: Any = None) -> StepForm | None:
    """What the step asks, if anything."""
    return step.form(found, data, following=len(planning.following_of(found))) if step.form else None


def possible(found: Activity) -> set[str]:
    """The steps that the status allows; what was put off to a day can be begun from there."""
    steps = transitions.possible(found) & STEPS.keys()
    awaited = found.status == ActivityStatus.POSTPONED and found.postponed_to
    return steps | {"start"} if awaited else steps


def forms_of(found: Activity, steps: set[str], sent: tuple[str, StepForm] | None) -> dict[str, StepForm]:
    """The forms of those steps by name; the one that was sent stands as it came."""
    forms = {name: form_of(STEPS[name], found) for name in steps if STEPS[name].form}
    return forms | ({sent[0]: sent[1]} if sent else {})
