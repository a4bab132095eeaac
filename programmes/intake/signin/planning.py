"""From sheets to a plan: every row read, compared, and given a verdict."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.models import User
from leaders.models import Team
from thai.dates import format_days, format_range
from thai.names import name_key

from ..grid import Sheet
from ..places import Places
from ..questions import Choice, QuestionKind
from ..unread import tell_unread
from ..verdicts import Plan, RowResult, Verdict
from .activities import find_roll, roll_of, strongest
from .comparing import judge
from .context import METHOD, Context
from .days import lay_out
from .drafts import Draft, read_draft
from .paper import find_paper
from .people import NEW_PERSON, SAME_PERSON, Match, People
from .reading import read_tables
from .shared import Shared
from .table import SheetReading
from .teams import find_team


def make_plan(sheets: Iterable[Sheet], *, by: User, answers: Mapping[str, str], digest: str = "") -> Plan:
    """Read all sign-in sheets of a file against what ``by`` may see; nothing is written."""
    numbered = enumerate(sheets, start=1)
    readings = [table for number, sheet in numbered for table in read_tables(sheet, number)]
    shared = Shared.of(readings, by=by, answers=answers, digest=digest)
    contexts: dict[str, Context] = {}
    plan = Plan("signin", details=contexts, grounds=shared.grounds)
    plan.notes = tell_unread(head for reading in readings for head in reading.unread)
    _ask_method(shared)
    for reading in readings:
        context = contexts[reading.number] = _context(reading, shared)
        plan.rows.extend(_plan_table(context))
        plan.problems.extend([context.problem] if context.problem else [])
        plan.facts.extend(_facts(context))
        if context.owner.subdistrict:
            plan.areas.append(context.owner.subdistrict)
    needed = {question.key for row in plan.rows for question in row.questions}
    to_write = {Verdict.NEW, Verdict.CHANGE, Verdict.QUESTION}
    parts = {row.part for row in plan.rows if row.verdict in to_write}
    if any(not contexts[part].paper.knows_methods for part in parts):
        needed.add(METHOD)
    asked = shared.asking.asked.values()
    plan.questions = [question for question in asked if question.row is None and question.key in needed]
    return plan


def plan_again(plan: Plan, part: str, written: Mapping[str, list[RowResult]]) -> list[RowResult] | None:
    """The rows of one table against what was ``written`` of earlier ones; None when that changes nothing.

    Persons that were written are read again; a table is touched when it looks for people where one of them
    is or was.
    """
    contexts: dict[str, Context] = plan.details
    for number, rows in written.items():
        if contexts[number].touched is None:
            register, team = contexts[number].shared.register, contexts[number].owner.team
            contexts[number].touched = {team.subdistrict_id} | register.learn(row.uid for row in rows)
    old = contexts[part]
    touched = set().union(*(contexts[number].touched for number in written))
    if old.people is None or old.people.places.isdisjoint(touched):
        return None
    shared = old.shared.asking_anew()
    _ask_method(shared)
    contexts[part] = _context(old.reading, shared)
    return _plan_table(contexts[part])


def _ask_method(shared: Shared) -> None:
    """Once per file. It holds nothing up: left open, the reviewer sees that the method is missing."""
    shared.asking.ask(
        METHOD,
        QuestionKind.METHOD,
        _("เรียนรู้ด้วยวิธีไหน"),
        [Choice(method.key, method.name) for method in shared.methods],
        hint=_("ยังไม่ตอบก็นำเข้าได้ ผู้ตรวจจะเห็นว่ายังไม่ได้บอกวิธี"),
        optional=True,
    )


def _context(reading: SheetReading, shared: Shared) -> Context:
    asking = shared.asking
    days = lay_out(reading, asking, shared.years)
    places = Places(shared.places)
    paper = find_paper(reading, days, shared)
    owner = paper.owner or find_team(reading, days, places, by=shared.by, asking=asking)
    if paper.activity:
        places.near, days.programme = owner.subdistrict, paper.activity.programme
    context = Context(
        reading=reading,
        shared=shared,
        days=days,
        owner=owner,
        places=places,
        groups=shared.groups(days.programme),
        issues=shared.issues,
        title=_title(reading, days.all),
        paper=paper,
    )
    if owner.team and days.programme and not days.problem:
        shared.grounds.must_hold(Team.objects.filter(pk=owner.team.pk))
        context.roll = (
            roll_of(paper.activity)
            if paper.activity
            else find_roll(owner.team, days.all, context.title, number=reading.number, shared=shared)
        )
    return context


def _title(reading: SheetReading, days: tuple) -> str:
    if reading.titles.title or not days:
        return reading.titles.title
    return _("กิจกรรม %(days)s") % {"days": format_range(days[0], days[-1], get_language() or "th", "day")}


def _plan_table(context: Context) -> list[RowResult]:
    """Rows of one table, in its order."""
    drafts = [read_draft(entry, context) for entry in context.reading.entries]
    problem, owner, programme = context.problem, context.owner, context.days.programme
    if owner.team and programme and not problem:
        lived_in = {draft.subdistrict for draft in drafts if draft.subdistrict}
        lived_in = {area.pk for area in lived_in} | context.paper.places
        context.people = People(context.shared.register, owner.team, lived_in, programme)
    _settle_namesakes(drafts, context)
    taken: dict[int, RowResult] = {}
    for draft in drafts:
        if not draft.merged:
            _settle(draft, taken, context)
        _hold_up(draft.result, problem, context)
    return [draft.result for draft in drafts]


def _settle(draft: Draft, taken: dict[int, RowResult], context: Context) -> None:
    match = Match()
    if context.people and draft.result.verdict != Verdict.REFUSED:
        listed = context.paper.enrolment(draft.entry)
        if listed and not context.people.sees(listed.person):
            draft.result.refuse(
                _("%(name)s มาจากทีมที่คุณไม่ได้ดูแล เช็กชื่อในบันทึกกิจกรรมแทน") % {"name": listed.person.full_name}
            )
        else:
            match = context.people.match(
                draft.entry, draft.phone, taken, context.asking, listed=listed and listed.person
            )
    judge(draft, match, context)
    if match.person:
        taken[match.person.pk] = draft.result


def _settle_namesakes(drafts: list[Draft], context: Context) -> None:
    """Two rows with one name: one person twice, or two? Asked, unless as many are on record already."""
    by_name: dict[str, list[Draft]] = defaultdict(list)
    for draft in drafts:
        name = draft.entry.name
        if draft.result.verdict != Verdict.REFUSED:
            by_name[name_key(name.given_name, name.family_name)].append(draft)
    for first, *others in by_name.values():
        on_record = len(context.people.namesakes(first.entry.name)) if context.people else 0
        for draft in others if on_record <= len(others) else []:
            _ask_namesake(draft, first, context)


def _ask_namesake(draft: Draft, first: Draft, context: Context) -> None:
    question = context.asking.ask(
        f"{draft.entry.key}:twice",
        QuestionKind.PERSON,
        _("ชื่อเดียวกับแถว %(row)s เป็นคนเดียวกันไหม") % {"row": first.entry.row},
        [Choice(SAME_PERSON, _("ใช่ คนเดียวกัน")), Choice(NEW_PERSON, _("ไม่ใช่ คนละคน"))],
        sheet=draft.entry.sheet,
        row=draft.entry.row,
    )
    draft.result.questions.append(question)
    if question.answer == SAME_PERSON:
        draft.merged = True
        first.result.takes.append(draft.result.key)
        first.attendance = {
            day: strongest(answer, draft.attendance.get(day, answer))
            for day, answer in first.attendance.items()
        }
        values = draft.result.values
        values["attendance"] = {day.isoformat(): answer.value for day, answer in draft.attendance.items()}
        draft.result.verdict = Verdict.SAME
        draft.result.reasons.append(_("นับรวมกับแถว %(row)s") % {"row": first.entry.row})


def _hold_up(result: RowResult, problem: str, context: Context) -> None:
    """What is wrong or open about the whole sheet holds for each of its rows; then reasons are complete."""
    if problem:
        if result.verdict != Verdict.REFUSED:
            result.refuse(problem)
    elif result.verdict != Verdict.REFUSED and context.waits_for:
        result.verdict = Verdict.QUESTION
        result.questions.extend(context.asking.asked[key] for key in context.waits_for)
    if result.verdict == Verdict.REFUSED:
        result.questions = []  # no answer would help
    elif result.verdict == Verdict.QUESTION:
        result.reasons = [
            *(question.text for question in result.questions if question.is_open),
            *result.reasons,
        ]


def _facts(context: Context) -> list[tuple[str, str]]:
    """What was understood of the sheet as a whole, for the user to check."""
    reading, days = context.reading, context.days.all
    facts = [
        (_("กิจกรรม"), context.title),
        (_("วันที่"), format_days(days, get_language() or "th")),
        (_("ทีม"), context.owner.team.name if context.owner.team else ""),
        (_("สถานที่"), reading.titles.venue),
    ]
    if context.roll.activity:
        status = context.roll.activity.get_status_display()
        facts.append((_("เพิ่มเข้าในบันทึกเดิม"), f"“{context.roll.activity.title}” · {status}"))
    return [(label, text) for label, text in facts if text]
