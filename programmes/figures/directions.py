"""The eight directions of the letter, measured.

Source (domain.md, the eight directions, measured). Numerator and denominator always stand beside the
percentage; a zero denominator has no percentage. Figures over learners go by the learner's team and count
verified activities wherever held. What cannot be measured yet says why.
"""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import Count, Q, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..choices import MethodKind
from ..models import Method, Programme, ProgrammeYear, Session
from .period import Period
from .sources import Place, activities_in, attendances_in, attendances_of_learners, teams_of


class Unit(models.TextChoices):
    """What a measure counts."""

    TEAMS = "teams", gettext_lazy("ทีม")
    SUBDISTRICTS = "subdistricts", gettext_lazy("ตำบล")
    PEOPLE = "people", gettext_lazy("คน")
    HOURS = "hours", gettext_lazy("ชั่วโมงเรียนรู้")
    ACTIVITIES = "activities", gettext_lazy("กิจกรรม")
    PARTNERS = "partners", gettext_lazy("หน่วยงาน")
    LEVELS = "levels", gettext_lazy("ระดับ")


@dataclass(frozen=True)
class Measure:
    """One measure: ``numerator`` of ``denominator`` ``unit``. Not ``measurable``: ``why_not`` says why."""

    label: str
    unit: Unit
    numerator: int | Decimal | None = None
    denominator: int | Decimal | None = None
    note: str = ""
    measurable: bool = True
    why_not: str = ""
    people: tuple[tuple[object, object], ...] = ()
    lower_is_better: bool = False

    @property
    def percent(self) -> int | None:
        """Whole percent, half up; None where there is no base."""
        if self.numerator is None or not self.denominator:
            return None
        return int(Decimal(self.numerator) * 100 / Decimal(self.denominator) + Decimal("0.5"))

    @property
    def counts_people(self) -> bool:
        """Whether it tells numbers of people, which the public sees rounded."""
        return self.unit == Unit.PEOPLE or bool(self.people)


@dataclass(frozen=True)
class Direction:
    """A direction with its measures, the first of them the one to show large."""

    number: int
    title: str
    sentence: str
    measures: tuple[Measure, ...]

    @property
    def measurable(self) -> bool:
        """Whether anything of it can be measured already."""
        return any(measure.measurable for measure in self.measures)

    @property
    def leading(self) -> Measure:
        """The first measure with a figure, else the first."""
        return next((measure for measure in self.measures if measure.measurable), self.measures[0])


def directions(place: Place, period: Period) -> list[Direction]:
    """All eight, in the letter's order, for an area (None: the nation) and a period."""
    texts = _texts()
    measured = (
        _self_managing,
        _area_first,
        _continuous,
        _practice,
        _many_methods,
        _groups,
        _cooperation,
        _organisations,
    )
    return [
        Direction(number, *texts[number - 1], measures=tuple(measure(place, period)))
        for number, measure in enumerate(measured, start=1)
    ]


def _texts() -> list[tuple[str, str]]:
    """Short title and one sentence after the letter, for each direction."""
    return [
        (_("ยึดเป้าหมายชุมชนท้องถิ่นจัดการตนเอง"), _("เป้าหมายสำคัญของการพัฒนาคน คือชุมชนท้องถิ่นจัดการตนเอง")),
        (_("ใช้พื้นที่เป็นตัวตั้ง"), _("พัฒนาทีมในระดับตำบล เพื่อสร้างเครือข่าย")),
        (_("ทำต่อเนื่อง 3–5 ปี"), _("พัฒนาคนอย่างต่อเนื่อง อย่างน้อย 3–5 ปี และวิเคราะห์สภาพแวดล้อมไปพร้อมกัน")),
        (_("เน้นปฏิบัติการจริง"), _("เรียนรู้จากการปฏิบัติ ทำไป คิดไป เรียนรู้ไป")),
        (_("หลายวิธี ไม่ใช่แค่อบรม"), _("พัฒนาคนด้วยหลายวิธี ไม่ใช่การอบรมเพียงอย่างเดียว")),
        (_("พัฒนาอย่างน้อย 3 กลุ่ม"), _("ผู้นำการเปลี่ยนแปลง ผู้นำที่มีทักษะเชิงประเด็น และสมาชิก")),
        (_("ร่วมมืออย่างกว้างขวาง"), _("ร่วมมือกับหน่วยงานต่าง ๆ อย่างกว้างขวาง และเชื่อมโยงภาคส่วนอื่นเข้ามาร่วม")),
        (_("พัฒนาองค์กรควบคู่กับผู้นำ"), _("พัฒนาองค์กรชุมชนควบคู่ไปกับผู้นำชุมชน")),
    ]


def _not_yet(label: str, unit: Unit, why: str) -> Measure:
    return Measure(label, unit, measurable=False, why_not=why)


def _self_managing(place: Place, period: Period) -> list[Measure]:
    why = _("ยังไม่เริ่มประเมินระดับการจัดการตนเอง")
    return [
        _not_yet(_("ทีมที่จัดการตนเองได้ (ระดับ 4 ขึ้นไป)"), Unit.TEAMS, why),
        _not_yet(_("ระดับที่เพิ่มขึ้นเฉลี่ย"), Unit.LEVELS, why),
    ]


def _area_first(place: Place, period: Period) -> list[Measure]:
    held = activities_in(place, period).filter(team__in=teams_of(place, period))
    return [
        Measure(
            _("ตำบลที่ทีมจัดกิจกรรมแล้ว"),
            Unit.SUBDISTRICTS,
            held.aggregate(n=Count("team__subdistrict", distinct=True))["n"],
            note=_("ยังไม่ได้ตั้งเป้าหมายจำนวนตำบล จึงยังคิดร้อยละไม่ได้"),
        ),
        _not_yet(_("ทีมที่มีเครือข่ายกับทีมอื่น"), Unit.TEAMS, _("ยังไม่เริ่มบันทึกเครือข่ายทีมตำบล")),
    ]


def _learners(place: Place, period: Period) -> set[int]:
    return set(
        attendances_of_learners(place, period)
        .order_by()
        .values_list("enrolment__person", flat=True)
        .distinct()
    )


def _continuous(place: Place, period: Period) -> list[Measure]:
    label, cohort_label = _("คนที่เรียนรู้ต่อเนื่องจากปีก่อน"), _("คนรุ่นแรกที่เรียนรู้ทุกปีจนถึงวันนี้")
    scan = _not_yet(_("ทีมที่วิเคราะห์สภาพแวดล้อมในปีนี้"), Unit.TEAMS, _("ยังไม่เริ่มบันทึกการวิเคราะห์สภาพแวดล้อม"))
    programme = Programme.objects.current(period.last)
    years = ProgrammeYear.objects.filter(
        programme=programme, starts_on__lte=period.last, ends_on__gte=period.first
    )
    attended = [_learners(place, Period(year.starts_on, min(year.ends_on, period.last))) for year in years]
    if len(attended) < 2:
        why = _("ต้องมีงานอย่างน้อย 2 ปี จึงเทียบได้")
        return [_not_yet(label, Unit.PEOPLE, why), _not_yet(cohort_label, Unit.PEOPLE, why), scan]
    before, this_year, cohort = attended[-2], attended[-1], attended[0]
    note = _("ปีนี้ยังไม่จบ ตัวเลขจะเพิ่มได้อีก") if years[len(attended) - 1].ends_on > period.last else ""
    return [
        Measure(label, Unit.PEOPLE, len(before & this_year), len(before), note=note),
        Measure(cohort_label, Unit.PEOPLE, len(set.intersection(*attended)), len(cohort), note=note),
        scan,
    ]


def _hours(place: Place, period: Period, kind: MethodKind) -> tuple[Decimal, Decimal, str]:
    """Learner-hours in methods of ``kind``, learner-hours in all, and "known for x of y sessions"."""
    known = attendances_in(place, period).filter(session__hours__isnull=False)
    spent = Sum(Coalesce("hours", "session__hours"))
    total = known.aggregate(
        of_kind=Sum(Coalesce("hours", "session__hours"), filter=Q(session__method__kind=kind)), all=spent
    )
    sessions = Session.objects.filter(activity__in=activities_in(place, period))
    counts = sessions.aggregate(known=Count("pk", filter=Q(hours__isnull=False)), all=Count("pk"))
    note = _("รู้ชั่วโมง %(known)s จาก %(all)s ช่วง") % {
        "known": f"{counts['known']:,}",
        "all": f"{counts['all']:,}",
    }
    return total["of_kind"] or Decimal(0), total["all"] or Decimal(0), note


def _practice(place: Place, period: Period) -> list[Measure]:
    of_kind, total, note = _hours(place, period, MethodKind.PRACTICE)
    return [
        Measure(_("ชั่วโมงที่ได้ลงมือปฏิบัติ"), Unit.HOURS, of_kind, total, note=note),
        _not_yet(_("คนที่มีหลักฐานว่านำไปใช้จริง"), Unit.PEOPLE, _("ยังไม่เริ่มบันทึกการนำไปใช้จริง")),
    ]


def _many_methods(place: Place, period: Period) -> list[Measure]:
    of_kind, total, note = _hours(place, period, MethodKind.TRAINING)
    used = methods_by_team(place, period)
    training = set(Method.objects.filter(kind=MethodKind.TRAINING).values_list("pk", flat=True))
    wanted = settings.KHABUAN_METHODS_WANTED
    varied = sum(1 for methods in used.values() if len(methods) >= wanted and methods - training)
    return [
        Measure(_("ทีมที่ใช้ %(n)s วิธีขึ้นไป") % {"n": wanted}, Unit.TEAMS, varied, len(used)),
        Measure(
            _("ชั่วโมงที่เป็นการอบรม (ยิ่งน้อยยิ่งดี)"), Unit.HOURS, of_kind, total, note=note, lower_is_better=True
        ),
    ]


def methods_by_team(place: Place, period: Period) -> dict[int, set[int]]:
    """``{team id: ids of methods it used, main or further}`` over teams of T with at least one A."""
    held = activities_in(place, period).filter(team__in=teams_of(place, period))
    used: dict[int, set[int]] = defaultdict(set)
    for team in held.order_by().values_list("team", flat=True).distinct():
        used[team] = set()
    sessions = Session.objects.filter(activity__in=held).order_by()
    for column in ("method", "further_methods"):
        for team, method in sessions.values_list("activity__team", column).distinct():
            if method is not None:
                used[team].add(method)
    return dict(used)


def _groups(place: Place, period: Period) -> list[Measure]:
    programme = Programme.objects.current(period.last)
    groups = list(programme.groups.order_by("order")) if programme else []
    teams = set(teams_of(place, period).values_list("pk", flat=True))
    attending = attendances_of_learners(place, period).order_by()
    present: dict[int, set[int]] = defaultdict(set)
    for team, group in attending.values_list("enrolment__team", "enrolment__group").distinct():
        present[team].add(group)
    wanted = {group.pk for group in groups}
    complete = sum(1 for team in teams if wanted and wanted <= present[team])
    counted = dict(
        attending.values_list("enrolment__group").annotate(n=Count("enrolment__person", distinct=True))
    )
    people = tuple((group, counted.get(group.pk, 0)) for group in groups)
    return [Measure(_("ทีมที่มีคนเรียนรู้ครบทุกกลุ่ม"), Unit.TEAMS, complete, len(teams), people=people)]


def _cooperation(place: Place, period: Period) -> list[Measure]:
    why = _("ยังไม่เริ่มบันทึกภาคีเป็นรายหน่วยงาน")
    return [
        _not_yet(_("กิจกรรมที่มีภาคีร่วม"), Unit.ACTIVITIES, why),
        _not_yet(_("ทีมที่มีภาคี 3 ประเภทขึ้นไป"), Unit.TEAMS, why),
        _not_yet(_("จำนวนภาคี"), Unit.PARTNERS, why),
    ]


def _organisations(place: Place, period: Period) -> list[Measure]:
    why = _("ยังไม่เริ่มบันทึกก้าวการพัฒนาขององค์กรชุมชน")
    return [
        _not_yet(_("ทีมที่ผู้นำได้เรียนรู้ และองค์กรชุมชนก้าวหน้าในช่วงเดียวกัน"), Unit.TEAMS, why),
        _not_yet(_("ทีมที่ผู้นำและองค์กรชุมชนพัฒนาขึ้นทั้งคู่"), Unit.TEAMS, why),
    ]
