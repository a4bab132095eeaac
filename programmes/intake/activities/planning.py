"""From activity lists to a plan: every row read, compared, and given a verdict."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.models import User
from geo.choices import Level
from geo.models import IssueArea
from thai.dates import format_range

from ...choices import ActivityStatus as Status
from ...models import Method, ProgrammeYear
from ..grid import Sheet
from ..grounds import Grounds
from ..known import why_closed
from ..listing import ListReading, ListRow, read_list
from ..places import Places
from ..questions import Asking, Choice, QuestionKind
from ..unread import tell_unread
from ..verdicts import Plan, RowResult, Verdict
from ..vocabulary import Words
from .columns import LAYOUT, LOOSE_LAYOUT, TELLING
from .comparing import compare, plain_baht, said_count
from .context import Context
from .days import SKIP, read_days, shown_days
from .drafts import Draft
from .numbers import BUDGET, PLANNED, SPENT, read_hours, read_money
from .partners import Partners
from .people import read_people
from .places import read_place, text_of_place, wide_areas
from .record import OnRecord
from .states import read_state
from .teams import areas_of_team, place_of_team, read_named_team, read_team
from .words import METHOD, choices_of, read_issues_of, read_methods

MOST_TITLE = 200


def read_lists(sheets: Iterable[Sheet]) -> list[ListReading]:
    """The activity list of each sheet that holds one."""
    read = (_read_table(sheet, number) for number, sheet in enumerate(sheets, start=1))
    return [reading for reading in read if reading is not None]


def _read_table(sheet: Sheet, number: int) -> ListReading | None:
    reading = read_list(sheet, number, LAYOUT)
    if reading is None:
        reading = read_list(sheet, number, LOOSE_LAYOUT)
        if reading is None or TELLING.isdisjoint(reading.columns):
            return None
    return reading


def make_plan(sheets: Iterable[Sheet], *, by: User, answers: Mapping[str, str], digest: str = "") -> Plan:
    """Read all activity lists of a file against what ``by`` may see; nothing is written."""
    readings = read_lists(sheets)
    context = _context(readings, by, answers)
    drafts = [_begin(reading, row) for reading in readings for row in reading.rows]
    grounds = Grounds()
    by_key = {draft.row.key: draft for draft in drafts}
    plan = Plan("activities", details=(by_key, context), grounds=grounds)
    partners = _read(drafts, context, grounds)
    OnRecord(drafts, digest=digest, context=context, grounds=grounds).settle()
    partners.settle(drafts)
    for draft in drafts:
        _judge(draft, context)
        _hold_up(draft.result)
    plan.rows = [draft.result for draft in drafts]
    if any(not draft.refused for draft in drafts):
        plan.questions = [asked for asked in (context.method, context.budget) if asked is not None]
    areas = {draft.area.pk: draft.area for draft in drafts if draft.area and not draft.refused}
    plan.areas = list(areas.values())
    plan.facts = _facts(drafts)
    plan.notes = tell_unread(head for reading in readings for head in reading.unread)
    return plan


def _context(readings: list[ListReading], by: User, answers: Mapping[str, str]) -> Context:
    asking = Asking(answers)
    places = Places()
    rows = [row for reading in readings for row in reading.rows]
    texts = {text for row in rows for text in (text_of_place(row), place_of_team(row["team"]))}
    places.learn({*texts, *(text for reading in readings for text in reading.titles.places)})
    context = Context(
        by=by,
        asking=asking,
        places=places,
        methods=Words(Method.objects.all()),
        issues=Words(IssueArea.objects.all()),
        years=list(ProgrammeYear.objects.select_related("programme")),
        wide_areas=wide_areas(),
    )
    if readings and not any(reading.label("method") for reading in readings):
        context.method = asking.ask(
            METHOD,
            QuestionKind.METHOD,
            _("เรียนรู้ด้วยวิธีไหน"),
            choices_of(context.methods),
            hint=_("ยังไม่ตอบก็นำเข้าได้ ผู้ตรวจจะเห็นว่ายังไม่ได้บอกวิธี"),
            optional=True,
        )
    label = next(filter(None, (reading.label("budget") for reading in readings)), "")
    if label and any(row["budget"] for reading in readings for row in reading.rows):
        context.budget = asking.ask(
            BUDGET,
            QuestionKind.BUDGET,
            _("ช่อง %(label)s เป็นงบที่วางไว้ หรืองบที่ใช้") % {"label": label},
            [Choice(PLANNED, _("งบที่วางไว้")), Choice(SPENT, _("งบที่ใช้"))],
            hint=_("ยังไม่ตอบ จะเก็บเป็นงบที่วางไว้"),
            optional=True,
        )
    return context


def _begin(reading: ListReading, row: ListRow) -> Draft:
    label = row["title"] or _("(ไม่มีชื่อ)")
    return Draft(row, reading, RowResult(row.key, row.sheet, row.row, values={}, label=label))


def _read(drafts: list[Draft], context: Context, grounds: Grounds) -> Partners:
    """Read the cells of all rows; what takes queries is done for all of them together."""
    for draft in drafts:
        _check_title(draft)
        read_days(draft, context)
    context.learn_teams(area for draft in drafts for area in areas_of_team(draft.row["team"], context))
    for draft in drafts:
        read_named_team(draft, context)
        read_place(draft, context)
    context.learn_teams(
        draft.area for draft in drafts if draft.area and draft.area.level == Level.SUBDISTRICT
    )
    partners = Partners(drafts, context, grounds)
    for draft in drafts:
        read_team(draft, context)
        read_methods(draft, context)
        read_issues_of(draft, context)
        read_people(draft, context)
        partners.read(draft)
        read_money(draft, context)
        read_hours(draft, context)
        read_state(draft, context)
        for name, first in draft.row.told.items():
            problem = _("นับรวมกับแถว %(row)s") % {"row": first}
            draft.note(_("ช่อง %(label)s: %(problem)s") % {"label": draft.label(name), "problem": problem})
        if draft.row.hidden:
            draft.note(_("มีเลข 13 หลักในแถวนี้ เราไม่เก็บเลขบัตรประชาชน จึงเว้นไว้"))
    return partners


def _check_title(draft: Draft) -> None:
    if not draft.title:
        draft.result.refuse(
            _("ช่อง %(label)s: ไม่มีชื่อกิจกรรม เติมในไฟล์แล้วนำเข้าใหม่") % {"label": draft.label("title")}
        )
    elif len(draft.title) > MOST_TITLE:
        draft.refuse("title", _("ชื่อยาวเกิน %(most)s ตัวอักษร") % {"most": MOST_TITLE})


def _judge(draft: Draft, context: Context) -> None:
    result = draft.result
    result.values, result.facts = _values(draft), _shown(draft, context)
    if draft.refused:
        return
    if draft.merged:
        result.verdict = Verdict.SAME
        return
    if result.waits:
        result.verdict = Verdict.QUESTION
        return
    if draft.activity is None:
        result.verdict = Verdict.NEW
        return
    draft.changes = compare(draft, context)
    result.verdict = Verdict.CHANGE if draft.changes.words else Verdict.SAME
    result.reasons.extend(draft.changes.words)
    closed = draft.activity.status in (Status.VERIFIED, Status.CANCELLED)
    if draft.changes.words and closed:
        result.refuse(why_closed(draft.activity))


def _hold_up(result: RowResult) -> None:
    """Answers that would not help are not asked for; what is open is said first."""
    if result.verdict == Verdict.REFUSED:
        result.questions = [question for question in result.questions if question.answer == SKIP]
    elif result.verdict == Verdict.QUESTION:
        waiting = [asked.text for asked in result.questions if asked.is_open and not asked.optional]
        result.reasons = [*waiting, *result.reasons]


def _values(draft: Draft) -> dict:
    """What was read, as codes and ISO dates."""
    came, days = draft.came, draft.days
    return {
        "starts_on": days[0].isoformat() if days else None,
        "ends_on": days[-1].isoformat() if days else None,
        "days": [day.isoformat() for day in days],
        "title": draft.title,
        "method": draft.methods[0] if draft.methods else None,
        "further_methods": list(draft.methods[1:]),
        "issues": list(draft.issues),
        "area": draft.area.code if draft.area else None,
        "team": draft.team.subdistrict.code if draft.team else None,
        "planned": draft.planned.number if draft.planned else None,
        "came": came.number if came else None,
        "women": came.women if came else None,
        "estimated": bool(came and came.estimated),
        "partners": [{"name": item.name, "kind": item.kind and item.kind.value} for item in draft.partners],
        "budget_planned": _plain(draft.budget_planned),
        "budget_spent": _plain(draft.budget_spent),
        **{name: draft.report.get(name, "") for name in ("outputs", "outcomes", "obstacles")},
        "status": draft.status.value,
        "postponed_to": draft.postponed_to.isoformat() if draft.postponed_to else None,
        "hours": _plain(draft.hours),
    }


def _plain(number: Decimal | None) -> str | None:
    """ "15000", "15000.5"; never "1.5E+4"."""
    return None if number is None else f"{number.normalize():f}"


def _shown(draft: Draft, context: Context) -> list[str]:
    """Days, method, people and money in few words."""
    methods = [context.methods.by_key[key].name for key in draft.methods]
    facts = [shown_days(draft.days) if draft.days else "", ", ".join(methods)]
    if draft.came:
        count = said_count(draft.came.number, draft.came.women, draft.came.estimated)
        facts.append(_("มา %(count)s คน") % {"count": count})
    elif draft.planned:
        count = said_count(draft.planned.number, None, draft.planned.estimated)
        facts.append(_("เป้า %(count)s คน") % {"count": count})
    if draft.budget_planned is not None or draft.budget_spent is not None:
        amount = draft.budget_planned if draft.budget_spent is None else draft.budget_spent
        facts.append(_("%(amount)s บาท") % {"amount": plain_baht(amount)})
    if draft.status != Status.SUBMITTED:
        facts.append(str(draft.status.label))
    return list(filter(None, facts))


def _facts(drafts: list[Draft]) -> list[tuple[str, str]]:
    """What was understood of the list as a whole."""
    days = [day for draft in drafts for day in draft.days]
    if not days:
        return []
    span = format_range(min(days), max(days), get_language() or "th", "day")
    teams = {draft.team.pk: draft.team.name for draft in drafts if draft.team}
    said = next(iter(teams.values())) if len(teams) == 1 else _("%(n)s ทีม") % {"n": f"{len(teams):,}"}
    return [(_("วันที่"), span), *([(_("ทีม"), said)] if teams else [])]
