"""Moves enrolments, attendances and printed sheets in a merge, and looks after them when it is undone."""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from itertools import combinations

from accounts.models import User
from leaders.models import Merge
from leaders.services.merging import Handler, Moving, register
from leaders.services.merging.notes import changed_since

from ...choices import Presence
from ...models import Attendance, Enrolment, PrintedSheet
from .arranging import Arrangement, Place, arrange, span_of

# The stronger answer of two: who came in one of them came.
_STRENGTH = {Presence.UNKNOWN: 0, Presence.ABSENT: 1, Presence.PRESENT: 2}


def move_work(moving: Moving) -> None:
    """Enrolments of both, programme by programme, become those of the person who is kept."""
    by_programme: dict[int, dict[int, list[Enrolment]]] = defaultdict(lambda: defaultdict(list))
    both = [moving.kept.pk, moving.gone.pk]
    rows = Enrolment.objects.select_for_update(of=("self",)).filter(person__in=both)
    for row in rows.order_by("starts_on", "pk"):
        by_programme[row.programme_id][row.person_id].append(row)
    for held in by_programme.values():
        first, second = held[moving.kept.pk], held[moving.gone.pk]
        if not second:
            continue
        if _attended(second) > _attended(first):
            first, second = second, first
        _write(moving, arrange(first, second))


def _attended(rows: Iterable[Enrolment]) -> int:
    return Attendance.objects.present().filter(enrolment__in=rows).count()


def _write(moving: Moving, found: Arrangement) -> None:
    """Those that give up days first, so that no day is held twice and one roster at most is open."""
    keys = [place.row.pk for place in found.second]
    attendances = list(Attendance.objects.select_related("session").filter(enrolment__in=keys).order_by("pk"))
    holders = [found.holding(_row(found, tick), tick.session.date) for tick in attendances]
    for place in found.second:
        if place.gone:
            moving.notes.change(place.row, deleted_at=moving.merge_time)
        else:
            moving.notes.change(place.row, person=moving.kept, **_days(place))
    for place in found.first:
        moving.notes.change(place.row, person=moving.kept, **_days(place))
    for place in found.further:
        _split_off(moving, place)
    for key, place in found.folded.items():
        _add_issues(moving, key, place.row)
    for tick, holder in zip(attendances, holders, strict=True):
        if holder is not None and holder.row.pk != tick.enrolment_id:
            _move_tick(moving, tick, holder.row)
    for place in found.second:
        if place.gone and (holder := found.holding(place.row, place.row.starts_on)):
            _move_on_paper(moving, place.row, holder.row)


def _row(found: Arrangement, tick: Attendance) -> Enrolment:
    return next(place.row for place in found.second if place.row.pk == tick.enrolment_id)


def _days(place: Place) -> dict[str, object]:
    return {"starts_on": place.span.first, "ends_on": place.span.ends_on}


def _split_off(moving: Moving, place: Place) -> None:
    """Another piece of an enrolment whose middle is held by the other record's."""
    source = place.row
    piece = Enrolment(
        uid=uuid.uuid4(), person=moving.kept, team_id=source.team_id, programme_id=source.programme_id,
        group_id=source.group_id, **_days(place),
    )  # fmt: skip
    moving.notes.make(piece, made_from=source.pk)
    _add_issues(moving, source.pk, piece)
    place.row = piece


def _add_issues(moving: Moving, source: int, row: Enrolment) -> None:
    """What the one worked on, the other one does too."""
    through = Enrolment.issues.through
    has = set(through.objects.filter(enrolment=row).values_list("issuearea", flat=True))
    for issue in through.objects.filter(enrolment=source).order_by("pk").values_list("issuearea", flat=True):
        if issue not in has:
            moving.notes.make(through(enrolment=row, issuearea_id=issue))
            moving.notes.touch(row)


def _move_tick(moving: Moving, tick: Attendance, to: Enrolment) -> None:
    """Two answers about one session become one."""
    there = Attendance.objects.filter(session=tick.session_id, enrolment=to).first()
    if there is None:
        moving.notes.change(tick, enrolment=to)
        return
    moving.notes.change(tick, deleted_at=moving.merge_time)
    presence, hours = stronger((there.presence, there.hours), (tick.presence, tick.hours))
    moving.notes.change(there, presence=presence, hours=hours)


def stronger(
    one: tuple[str, Decimal | None], two: tuple[str, Decimal | None]
) -> tuple[Presence, Decimal | None]:
    """Present over absent over unknown; of two who were present the more hours, None being all of them."""
    presence = max(Presence(one[0]), Presence(two[0]), key=lambda answer: _STRENGTH[answer])
    hours = [hours for answer, hours in (one, two) if answer == presence == Presence.PRESENT]
    return presence, None if None in hours or not hours else max(hours)


def _move_on_paper(moving: Moving, row: Enrolment, to: Enrolment) -> None:
    """A row of a printed sheet is the kept person's now, unless that person has a row there already."""
    ticked = Attendance.everything.filter(enrolment=row).values("session__activity")
    own = PrintedSheet.objects.filter(activity__team=row.team_id, activity__programme=row.programme_id)
    for sheet in own | PrintedSheet.objects.filter(activity__in=ticked):
        if row.pk in sheet.rows and to.pk not in sheet.rows:
            moving.notes.change(sheet, rows=[to.pk if key == row.pk else key for key in sheet.rows])


def before_undo(merge: Merge, by: User) -> None:
    """Ticks made since on a piece that the merge split off go to what it was split from."""
    noted = _noted(merge, Attendance)
    pieces = merge.rows.filter(label=Enrolment._meta.label_lower, before__isnull=True)
    for piece, source in pieces.values_list("object_id", "made_from"):
        for tick in Attendance.objects.filter(enrolment=piece).exclude(pk__in=noted):
            tick.enrolment_id = source
            tick.stamp(by)
            tick.save()


def after_undo(merge: Merge, by: User) -> None:
    """Ticks made since on days that are the other person's again go there; rosters must not overlap."""
    for person in (merge.kept_id, merge.gone_id):
        _must_not_overlap(person)
    theirs = list(Enrolment.objects.filter(person=merge.gone_id))
    mine = _noted(merge, Enrolment)
    ticks = Attendance.objects.select_related("session", "enrolment")
    for tick in ticks.filter(enrolment__in=mine, enrolment__person=merge.kept_id):
        if tick.enrolment.covers(tick.session.date):
            continue
        right = [row for row in theirs if row.covers(tick.session.date)]
        to = next((row for row in right if row.programme_id == tick.enrolment.programme_id), None)
        if to and not Attendance.objects.filter(session=tick.session_id, enrolment=to).exists():
            tick.enrolment = to
            tick.stamp(by)
            tick.save()


def _noted(merge: Merge, model: type) -> list[int]:
    return list(merge.rows.filter(label=model._meta.label_lower).values_list("object_id", flat=True))


def _must_not_overlap(person: int) -> None:
    by_programme: dict[int, list[Enrolment]] = defaultdict(list)
    for row in Enrolment.objects.filter(person=person):
        by_programme[row.programme_id].append(row)
    for rows in by_programme.values():
        if any(span_of(one).overlaps(span_of(two)) for one, two in combinations(rows, 2)):
            raise changed_since()


def register_work() -> None:
    """Called when the app is ready.

    Roll calls tell what was ticked then and stay as they are, and so does what phones sent: an answer about
    an enrolment that went to the bin lands on the person's own (``services.activities.landing``).
    """
    register(
        Handler(
            links=frozenset(
                {
                    "programmes.Enrolment.person",
                    "programmes.Enrolment_issues.enrolment",
                    "programmes.Attendance.enrolment",
                }
            ),
            move=move_work,
            before_undo=before_undo,
            after_undo=after_undo,
        )
    )
