"""A row against what is on record: new, the same, a change, or in the way of something."""

from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from leaders.models import Person
from thai.dates import format_date
from thai.phones import format_phone

from ...choices import Presence
from ...models import Attendance, Enrolment
from ..verdicts import Verdict
from .context import Context
from .drafts import Draft
from .groups import settle_group
from .people import Match

NOTHING = "–"


def judge(draft: Draft, match: Match, context: Context) -> None:
    """Give the row its verdict and the reasons for it."""
    result, person = draft.result, match.person
    if match.question:
        result.questions.append(match.question)
    result.uid = person.uid if person else None
    if person and person.subdistrict and draft.place_of_sheet:
        draft.live_in(person.subdistrict)  # where an activity was moves nobody's home
    held = _held(person, context) or _listed(draft, person, context)
    settle_group(draft, held, context)
    result.values["attendance"] = {day.isoformat(): answer.value for day, answer in draft.attendance.items()}
    if result.verdict == Verdict.REFUSED:
        return
    if result.waits:
        result.verdict = Verdict.QUESTION
        return
    changes = _changes(draft, person, held, context) if person else []
    ticks = _new_ticks(draft, person, context)
    _decide(draft, person, held, changes, ticks, context)


def _decide(
    draft: Draft,
    person: Person | None,
    held: Enrolment | None,
    changes: list[str],
    ticks: list[str],
    context: Context,
) -> None:
    result = draft.result
    on_roll = bool(person and context.roll.came.get(person.pk))
    if person is None or (ticks and not on_roll):
        result.verdict = Verdict.NEW
        if person:
            result.reasons.append(_("อยู่ในรายชื่อแล้ว เพิ่มเฉพาะการเข้าร่วม"))
    elif ticks or changes or held is None:
        result.verdict = Verdict.CHANGE
        if on_roll:
            result.reasons.extend(ticks)
        if held is None:
            result.reasons.append(_("เพิ่มเข้ารายชื่อทีม"))
    else:
        result.verdict = Verdict.SAME
    result.reasons.extend(changes)
    if (person is None or ticks) and context.roll.closed:
        result.refuse(context.roll.closed)
    elif person and result.verdict != Verdict.SAME and (problem := _in_the_way(draft, person, held, context)):
        result.refuse(problem)


def _held(person: Person | None, context: Context) -> Enrolment | None:
    """The enrolment valid on the first day, in whatever team: learners visit each other's activities."""
    if person is None or context.people is None:
        return None
    return next((row for row in context.people.enrolments(person) if row.covers(context.days.all[0])), None)


def _listed(draft: Draft, person: Person | None, context: Context) -> Enrolment | None:
    """The enrolment that the sheet was made with, for a row where nothing was filled in.

    Who joins on a later day stands there too, and begins no earlier for that.
    """
    if any(answer != Presence.UNKNOWN for answer in draft.attendance.values()):
        return None
    held = context.paper.enrolment(draft.entry)
    return held if held and person and held.person_id == person.pk else None


def _changes(draft: Draft, person: Person, held: Enrolment | None, context: Context) -> list[str]:
    """What the sheet says otherwise. A blank says nothing, so nothing is ever emptied."""
    values, found = draft.result.values, []
    for name, label in field_labels().items():
        old, new = getattr(person, name), values[name] or ""
        if new and old != new:
            shown = format_phone if name == "phone" else str
            found.append(_change(label, shown(old), shown(new)))
    if draft.subdistrict and person.subdistrict_id != draft.subdistrict.pk:
        old_place = person.subdistrict.full_name if person.subdistrict else ""
        found.append(_change(_("พื้นที่"), old_place, draft.subdistrict.full_name))
    if held is None or held.team_id != context.owner.team.pk:
        return found  # a guest's group is the business of the team at home
    if values["group"] and values["group"] != held.group.key:
        found.append(_change(_("กลุ่ม"), held.group.name, context.groups.by_key[values["group"]].name))
    elif added := new_issues(values["issues"], held):
        names = [context.issues.by_key[key].name for key in added]
        had = [issue.name for issue in held.issues.all()]
        found.append(_change(_("ประเด็น"), ", ".join(had), ", ".join([*had, *names])))
    return found


def field_labels() -> dict[str, str]:
    """Fields of a person that a sheet may change, as their column is called."""
    return {
        "prefix": _("คำนำหน้า"),
        "title": _("ตำแหน่งนำหน้าชื่อ"),
        "position": _("องค์กร/ตำแหน่ง"),
        "phone": _("เบอร์โทร"),
    }


def new_issues(keys: list[str], held: Enrolment) -> list[str]:
    """Issues of the sheet that the enrolment does not have yet."""
    had = {issue.key for issue in held.issues.all()}
    return [key for key in keys if key not in had]


def _new_ticks(draft: Draft, person: Person | None, context: Context) -> list[str]:
    """Answers of the sheet that the roll does not have; an unknown never replaces an answer."""
    came = context.roll.came.get(person.pk, {}) if person else {}
    return [
        _change(_day(day), str(came.get(day, Presence.UNKNOWN).label), str(answer.label))
        for day, answer in draft.attendance.items()
        if answer != Presence.UNKNOWN and came.get(day, Presence.UNKNOWN) != answer
    ]


def _in_the_way(draft: Draft, person: Person, held: Enrolment | None, context: Context) -> str:
    """Why the roster does not allow it: the past stays as it was. "" when nothing stands against it."""
    group, first = draft.result.values["group"], context.days.all[0]
    if held is None:
        after = [row for row in context.people.enrolments(person) if row.starts_on > first]
        later = min(after, key=lambda row: row.starts_on, default=None)
        if later and (later.team_id, later.group.key) != (context.owner.team.pk, group):
            return _("%(name)s อยู่ใน%(team)s กลุ่ม%(group)s ตั้งแต่ %(day)s แล้ว แก้กลุ่มในไฟล์ หรือแก้ในหน้าคนในทีมก่อน") % {
                "name": person.full_name,
                "team": later.team.name,
                "group": later.group.name,
                "day": _day(later.starts_on),
            }
        return ""
    came = [day for day, answer in draft.attendance.items() if answer != Presence.UNKNOWN]
    if held.ends_on and came and max(came) > held.ends_on:
        return _("%(name)s ออกจากรายชื่อตั้งแต่ %(day)s แก้ในหน้าคนในทีมก่อน") % {
            "name": person.full_name,
            "day": _day(held.ends_on),
        }
    if group == held.group.key or held.team_id != context.owner.team.pk:
        return ""
    if Attendance.objects.filter(enrolment=held, session__date__gte=first, session__deleted_at=None).exists():
        return _("ในรายชื่อเป็น%(old)s และเช็กชื่อในกลุ่มนี้ไปแล้ว แก้กลุ่มในไฟล์ หรือย้ายกลุ่มในหน้าคนในทีมก่อน") % {
            "old": held.group.name
        }
    return ""


def _change(label: str, old: str, new: str) -> str:
    return _("ช่อง %(label)s: เดิม %(old)s ใหม่ %(new)s") % {"label": label, "old": old or NOTHING, "new": new}


def _day(day: date) -> str:
    return format_date(day, get_language() or "th", "day")
