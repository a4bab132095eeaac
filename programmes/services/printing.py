"""Sign-in sheets on paper: who stands in which row, the same for the roll call and for the file."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import reduce
from operator import or_

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.models import User
from thai.clock import now

from .. import rules
from ..choices import ActivityStatus
from ..models import Activity, Attendance, Enrolment, LearnerGroup, PrintedSheet
from .activities.guard import lock

# Before its log is sent; afterwards nobody signs any more.
PRINTABLE = frozenset({ActivityStatus.PLANNED, ActivityStatus.DRAFT, ActivityStatus.RETURNED})
USUAL_EMPTY_ROWS, MOST_EMPTY_ROWS = 10, 60


@dataclass(frozen=True)
class SheetRow:
    """A numbered row; ``enrolment`` is None where somebody has been taken off the records since."""

    number: int
    enrolment: Enrolment | None

    @property
    def name(self) -> str:
        """The name as it is written, with prefix."""
        return self.enrolment.person.formal_name if self.enrolment else ""

    @property
    def detail(self) -> str:
        """What tells two people of one name apart."""
        if self.enrolment is None:
            return ""
        person = self.enrolment.person
        return " · ".join(filter(None, [person.address, person.position]))


@dataclass
class SheetGroup:
    """Rows of one learner group, in the order of the sheet; ``group`` is None when nobody can tell it."""

    group: LearnerGroup | None
    rows: list[SheetRow] = field(default_factory=list)


@transaction.atomic
def print_sheet(activity: Activity, *, by: User, empty_rows: int = USUAL_EMPTY_ROWS) -> PrintedSheet:
    """Number the roster of the activity's days, group by group; the same roster gives the same sheet again.

    Raises PermissionDenied for whoever does not log for the activity, ValidationError once its log was sent.
    """
    if not rules.may_log(by, activity):
        raise PermissionDenied
    fresh = lock(activity)
    if fresh.status not in PRINTABLE:
        raise ValidationError(
            _("ทำใบลงชื่อใหม่ไม่ได้ ตอนนี้กิจกรรมนี้อยู่ในสถานะ “%(status)s”"),
            code="not_printable",
            params={"status": fresh.get_status_display()},
        )
    rows = whose_rows(fresh)
    latest = PrintedSheet.objects.latest_of(fresh)
    if latest and (latest.rows, latest.empty_rows) == (rows, empty_rows):
        return latest
    return PrintedSheet.objects.create(
        activity=fresh, printed_by=by, printed_at=now(), rows=rows, empty_rows=empty_rows
    )


def row_numbers(activity: Activity) -> dict[int, int]:
    """Numbers of the rows of the latest sheet by the enrolment's id; empty while there is no sheet."""
    sheet = PrintedSheet.objects.latest_of(activity)
    return sheet.numbers if sheet else {}


def days_of(activity: Activity) -> list[date]:
    """The days people sign in on, each once, in order."""
    days = activity.sessions.order_by("date").values_list("date", flat=True)
    return list(dict.fromkeys(days)) or sorted({activity.starts_on, activity.ends_on})


def whose_rows(activity: Activity) -> list[int]:
    """Ids of the enrolments that a sheet made now lists, in its order.

    The team's roster on one of the days at least, and whoever was ticked from elsewhere, as on the roll.
    """
    ticked = Attendance.objects.filter(session__activity=activity, session__deleted_at=None)
    listed = Q(pk__in=ticked.values("enrolment"))
    if activity.team_id:
        listed |= Q(team=activity.team_id, programme=activity.programme_id)
    valid = [Q(starts_on__lte=day) & (Q(ends_on=None) | Q(ends_on__gte=day)) for day in days_of(activity)]
    found = Enrolment.objects.filter(listed).filter(reduce(or_, valid))
    return list(found.by_group().values_list("pk", flat=True))


def people_on(sheet: PrintedSheet) -> list[SheetRow]:
    """The rows of a sheet with the people who stand in them, empty rows left out."""
    known = Enrolment.objects.select_related("person", "group").in_bulk(sheet.rows)
    return [SheetRow(number, known.get(pk)) for number, pk in enumerate(sheet.rows, start=1)]


def by_group(rows: Sequence[SheetRow]) -> list[SheetGroup]:
    """The rows under their groups; a row without a person stays where it stands."""
    found: list[SheetGroup] = []
    for row in rows:
        group = row.enrolment.group if row.enrolment else (found[-1].group if found else None)
        if not found or (found[-1].group != group and found[-1].group is not None):
            found.append(SheetGroup(group))
        found[-1].group = found[-1].group or group
        found[-1].rows.append(row)
    return found
