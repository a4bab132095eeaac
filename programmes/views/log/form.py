"""The log form: shown, saved, and answered for every button it has."""

import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from leaders.models import Person
from thai.clock import today

from ...choices import EvidenceKind
from ...forms.log import LogForm
from ...forms.log_uids import as_uid
from ...models import Activity, Submission
from ...services import transitions
from ...services.activities import Beginning, save_log
from ...services.completeness import missing_before_submission
from ...services.evidence import MOST_PHOTOS, AlreadyThere, add_evidence, remove_evidence
from ...services.newcomers import add_newcomer, welcome
from ...services.rosters import known_in

UPLOADS = {"photos": EvidenceKind.PHOTO, "sheet": EvidenceKind.SHEET}


class Answer:
    """One POST to the log: its form, what came of it, and the page that says so."""

    def __init__(self, request: HttpRequest, activity: Activity) -> None:
        self.request, self.activity = request, activity
        self.form = LogForm(activity, request.user, request.POST)
        self.extra: dict[str, Any] = {"file_errors": []}

    def page(self) -> HttpResponse:
        """The form again, with everything typed still in it."""
        return show_form(self.request, self.activity, form=self.form, **self.extra)

    def again(self, anchor: str = "") -> HttpResponse:
        """The page as it is now kept."""
        where = reverse("log:activity", args=[self.activity.uid])
        return redirect(f"{where}#{anchor}" if anchor else where)


def gone(activity: Activity) -> HttpResponse:
    """The form is no longer one: lead to what stands there now."""
    return redirect("log:activity", activity.uid)


def show_form(
    request: HttpRequest,
    activity: Activity,
    *,
    form: LogForm | None = None,
    beginning: Beginning | None = None,
    **extra: Any,
) -> HttpResponse:
    """The log as a form; ``beginning`` is one that is not kept yet."""
    form = form or LogForm(activity, request.user, beginning=beginning)
    evidence = list(activity.evidence.all()) if activity.pk else []
    context = {
        "activity": activity,
        "form": form,
        "roll": form.roll,
        "team_key": activity.team_id or "",
        "has_team": activity.team_id is not None,
        "photos": [kept for kept in evidence if kept.kind == EvidenceKind.PHOTO],
        "sheets": [kept for kept in evidence if kept.kind != EvidenceKind.PHOTO],
        "most_photos": MOST_PHOTOS,
        "returned": activity.status_changes.filter(to_status="returned").last()
        if activity.status == "returned"
        else None,
        "two_copies": activity.pk and Submission.objects.filter(activity=activity).unsettled().exists(),
        "today": today(),
        "nav_current": "new",
    }
    return render(request, "log/activity.html", context | extra)


def answer_post(request: HttpRequest, activity: Activity, action: str) -> HttpResponse:
    """Save the draft, then do what the button says. ``action`` is a word, some with an id behind a colon."""
    answer = Answer(request, activity)
    if _changed_by_somebody_else(answer):
        return show_form(request, activity, form=answer.form, conflict=True)
    verb, _colon, what = action.partition(":")
    if verb == "everyone":
        answer.form.roll.mark_all_present()
    try:
        answer.activity = answer.form.save()
    except ValidationError as refused:
        # Sent, or changed by somebody else, between the page and this moment.
        messages.error(request, " ".join(refused.messages))
        return gone(activity)
    for name, kind in UPLOADS.items():
        for upload in request.FILES.getlist(name):
            _keep_file(answer, name, upload, kind)
    return ACTIONS.get(verb, _save)(answer, what)


def _changed_by_somebody_else(answer: Answer) -> bool:
    seen, found = answer.form.version_sent, answer.activity
    return seen is not None and found.version > seen and found.changed_by_id != answer.request.user.pk


def _keep_file(answer: Answer, name: str, upload: Any, kind: EvidenceKind) -> None:
    """Keep an uploaded file; why one was not kept is said beside the field."""
    try:
        add_evidence(answer.activity, upload, kind, by=answer.request.user)
    except AlreadyThere as twice:
        messages.info(answer.request, f"{upload.name}: {twice.messages[0]}")
    except ValidationError as refused:
        answer.extra["file_errors"].append((name, f"{upload.name}: {' '.join(refused.messages)}"))


def _save(answer: Answer, what: str) -> HttpResponse:
    """Keep the draft. What could not be read stays on the page."""
    if not answer.form.is_valid() or answer.extra["file_errors"]:
        return answer.page()
    messages.success(answer.request, _("เก็บร่างแล้ว"))
    return answer.again()


def _submit(answer: Answer, what: str) -> HttpResponse:
    """Send it to the reviewer, or say everything that is still to be mended."""
    form, activity = answer.form, answer.activity
    answer.extra["submitting"] = True
    newcomer_begun = form.newcomer.is_bound
    if form.is_valid() and not answer.extra["file_errors"] and not newcomer_begun:
        try:
            transitions.submit(activity, by=answer.request.user)
        except transitions.TransitionRefused as refused:
            messages.error(answer.request, " ".join(refused.messages))
            return answer.again()
        except ValidationError as refused:
            form.add_missing(refused.message_dict)
            return answer.page()
        came = _("ส่งบันทึกแล้ว มา %s คน ผู้ตรวจจะดูให้") % form.roll.came
        messages.success(answer.request, came)
        return redirect("log:home")
    form.add_missing(missing_before_submission(activity))
    if newcomer_begun:
        answer.extra["newcomer_open"] = True
        form.add_unfinished_newcomer()
    return answer.page()


def _everyone(answer: Answer, what: str) -> HttpResponse:
    return answer.again("who") if answer.form.is_valid() else answer.page()


def _add_session(answer: Answer, what: str) -> HttpResponse:
    """One more part like the last, on the day after it if that has come."""
    form = answer.form
    latest = max((session.to_input() for session in form.sessions), key=lambda item: item.date)
    day = min(latest.date + timedelta(days=1), max(today(), latest.date))
    added = replace(latest, date=day, uid=uuid.uuid4())
    save_log(answer.activity, form.to_input(extra=(added,)), by=answer.request.user)
    if form.is_valid():
        return answer.again(f"s{added.uid.hex[:8]}")
    answer.form = LogForm(answer.activity, answer.request.user, answer.request.POST)
    return answer.page()


def _remove_session(answer: Answer, what: str) -> HttpResponse:
    """Take a part out; the last one stays, since an activity has a day."""
    form = answer.form
    if len(form.sessions) > 1:
        save_log(answer.activity, form.to_input(without=what), by=answer.request.user)
    return answer.again("when")


def _add_count(answer: Answer, what: str) -> HttpResponse:
    answer.form.add_count()
    return answer.page()


def _remove_file(answer: Answer, what: str) -> HttpResponse:
    kept = answer.activity.evidence.filter(uid=as_uid(what)).first()
    if kept:
        remove_evidence(kept, by=answer.request.user)
    return answer.again("evidence")


def _add_person(answer: Answer, what: str, *, surely_new: bool = False) -> HttpResponse:
    """Add who is not on the roster; who may be known already is shown first."""
    form, user = answer.form, answer.request.user
    newcomer = form.newcomer = form.newcomer_form(answer.request.POST)
    answer.extra["newcomer_open"] = True
    if answer.activity.team is None or not newcomer.is_valid():
        return answer.page()
    if not surely_new:
        answer.extra["known"] = known_in(answer.activity.team, newcomer.values(), by=user)
        if answer.extra["known"]:
            return answer.page()
    return _welcomed(
        answer,
        lambda: add_newcomer(
            answer.activity,
            uid=newcomer.cleaned_data["uid"],
            values=newcomer.values(),
            group=newcomer.chosen_group(),
            issues=newcomer.chosen_issues(),
            by=user,
        ),
    )


def _new_person(answer: Answer, what: str) -> HttpResponse:
    return _add_person(answer, what, surely_new=True)


def _same_person(answer: Answer, what: str) -> HttpResponse:
    """It is somebody known: ticked, and put on the roster if need be."""
    form, user = answer.form, answer.request.user
    newcomer = form.newcomer = form.newcomer_form(answer.request.POST)
    answer.extra["newcomer_open"] = True
    person = Person.objects.visible_to(user).unmerged().filter(uid=as_uid(what)).first()
    if person is None or not newcomer.is_valid():
        return answer.page()
    group, issues = newcomer.chosen_group(), newcomer.chosen_issues()
    return _welcomed(answer, lambda: welcome(answer.activity, person, group=group, issues=issues, by=user))


def _welcomed(answer: Answer, add: Callable[[], Any]) -> HttpResponse:
    try:
        enrolment = add()
    except ValidationError as refused:
        answer.form.newcomer.add_error(None, " ".join(refused.messages))
        return answer.page()
    messages.success(answer.request, _("เพิ่ม %s แล้ว") % enrolment.person.full_name)
    return answer.again("who")


ACTIONS: dict[str, Callable[[Answer, str], HttpResponse]] = {
    "save": _save,
    "submit": _submit,
    "everyone": _everyone,
    "add_session": _add_session,
    "remove_session": _remove_session,
    "add_count": _add_count,
    "add_person": _add_person,
    "new_person": _new_person,
    "same_person": _same_person,
    "remove_file": _remove_file,
}
