"""The eight directions of the letter, measured.

Source (domain.md, the eight directions, measured). Numerator and denominator always stand beside the
percentage; a zero denominator has no percentage. Figures over learners go by the learner's team and count
verified activities wherever held. What cannot be measured yet says why.
"""

from dataclasses import dataclass
from decimal import Decimal

from django.conf import settings
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from ..choices import MethodKind
from ..models import Programme
from .facts import Facts
from .period import Period
from .sources import Place

KINDS_WANTED = 3  # kinds of partner that make cooperation broad


class Unit(models.TextChoices):
    """What a measure counts."""

    TEAMS = "teams", pgettext_lazy("unit", "ทีม")
    SUBDISTRICTS = "subdistricts", pgettext_lazy("unit", "ตำบล")
    PEOPLE = "people", pgettext_lazy("unit", "คน")
    HOURS = "hours", pgettext_lazy("unit", "ชั่วโมงเรียนรู้")
    ACTIVITIES = "activities", pgettext_lazy("unit", "กิจกรรม")
    PARTNERS = "partners", pgettext_lazy("unit", "หน่วยงาน")
    LEVELS = "levels", pgettext_lazy("unit", "ระดับ")


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


def directions(place: Place, period: Period, programme: Programme | None = None) -> list[Direction]:
    """All eight, in the letter's order, for an area (None: the nation) and a period.

    ``programme``: the one that runs at the period's end, when the caller has it at hand.
    """
    texts, facts = direction_texts(), Facts(place, period, programme)
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
        Direction(number, *texts[number - 1], measures=tuple(measure(facts)))
        for number, measure in enumerate(measured, start=1)
    ]


def direction_texts() -> list[tuple[str, str]]:
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


def _self_managing(facts: Facts) -> list[Measure]:
    why = _("ยังไม่เริ่มประเมินระดับการจัดการตนเอง")
    return [
        _not_yet(_("ทีมที่จัดการตนเองได้ (ระดับ 4 ขึ้นไป)"), Unit.TEAMS, why),
        _not_yet(_("ระดับที่เพิ่มขึ้นเฉลี่ย"), Unit.LEVELS, why),
    ]


def _area_first(facts: Facts) -> list[Measure]:
    busy = {subdistrict for subdistrict, held in facts.teams.values() if held}
    return [
        Measure(
            _("ตำบลที่ทีมจัดกิจกรรมแล้ว"),
            Unit.SUBDISTRICTS,
            len(busy),
            note=_("ยังไม่ได้ตั้งเป้าหมายจำนวนตำบล จึงยังคิดร้อยละไม่ได้"),
        ),
        _not_yet(_("ทีมที่มีเครือข่ายกับทีมอื่น"), Unit.TEAMS, _("ยังไม่เริ่มบันทึกเครือข่ายทีมตำบล")),
    ]


def _continuous(facts: Facts) -> list[Measure]:
    label, cohort_label = _("คนที่เรียนรู้ต่อเนื่องจากปีก่อน"), _("คนรุ่นแรกที่เรียนรู้ทุกปีจนถึงวันนี้")
    scan = _not_yet(_("ทีมที่วิเคราะห์สภาพแวดล้อมในปีนี้"), Unit.TEAMS, _("ยังไม่เริ่มบันทึกการวิเคราะห์สภาพแวดล้อม"))
    if len(facts.years) < 2:
        why = _("ต้องมีงานอย่างน้อย 2 ปี จึงเทียบได้")
        return [_not_yet(label, Unit.PEOPLE, why), _not_yet(cohort_label, Unit.PEOPLE, why), scan]
    attended = facts.learners.by_year
    before, this_year, cohort = attended[-2], attended[-1], attended[0]
    note = _("ปีนี้ยังไม่จบ ตัวเลขจะเพิ่มได้อีก") if facts.year_goes_on else ""
    return [
        Measure(label, Unit.PEOPLE, len(before & this_year), len(before), note=note),
        Measure(cohort_label, Unit.PEOPLE, len(set.intersection(*attended)), len(cohort), note=note),
        scan,
    ]


def _hours_note(facts: Facts) -> str:
    return _("รู้ชั่วโมง %(known)s จาก %(all)s ช่วง") % {
        "known": f"{facts.counts.sessions_known:,}",
        "all": f"{facts.counts.sessions:,}",
    }


def _practice(facts: Facts) -> list[Measure]:
    hours = facts.hours
    return [
        Measure(_("ชั่วโมงที่ได้ลงมือปฏิบัติ"), Unit.HOURS, hours.practice, hours.total, note=_hours_note(facts)),
        _not_yet(_("คนที่มีหลักฐานว่านำไปใช้จริง"), Unit.PEOPLE, _("ยังไม่เริ่มบันทึกการนำไปใช้จริง")),
    ]


def _many_methods(facts: Facts) -> list[Measure]:
    hours, used, wanted = facts.hours, facts.methods_by_team, settings.KHABUAN_METHODS_WANTED
    varied = [
        methods
        for methods in used.values()
        if len(methods) >= wanted and any(kind != MethodKind.TRAINING for kind in methods.values())
    ]
    return [
        Measure(_("ทีมที่ใช้ %(n)s วิธีขึ้นไป") % {"n": wanted}, Unit.TEAMS, len(varied), len(used)),
        Measure(
            _("ชั่วโมงที่เป็นการอบรม (ยิ่งน้อยยิ่งดี)"),
            Unit.HOURS,
            hours.training,
            hours.total,
            note=_hours_note(facts),
            lower_is_better=True,
        ),
    ]


def _groups(facts: Facts) -> list[Measure]:
    wanted = {group.pk for group in facts.groups}
    came = facts.learners.groups_of_team
    complete = [team for team in facts.teams if wanted and wanted <= came.get(team, set())]
    people = tuple((group, len(facts.learners.by_group.get(group.pk, ()))) for group in facts.groups)
    label = _("ทีมที่มีคนเรียนรู้ครบทุกกลุ่ม")
    return [Measure(label, Unit.TEAMS, len(complete), len(facts.teams), people=people)]


def _cooperation(facts: Facts) -> list[Measure]:
    found, counts = facts.partners, facts.counts
    varied = [team for team in facts.teams if len(found.kinds_of_team.get(team, ())) >= KINDS_WANTED]
    return [
        Measure(_("กิจกรรมที่มีภาคีร่วม"), Unit.ACTIVITIES, counts.activities_with_partner, counts.activities),
        Measure(_("ทีมที่มีภาคี 3 ประเภทขึ้นไป"), Unit.TEAMS, len(varied), len(facts.teams)),
        Measure(_("จำนวนภาคี"), Unit.PARTNERS, found.partners),
    ]


def _organisations(facts: Facts) -> list[Measure]:
    why = _("ยังไม่เริ่มบันทึกก้าวการพัฒนาขององค์กรชุมชน")
    return [
        _not_yet(_("ทีมที่ผู้นำได้เรียนรู้ และองค์กรชุมชนก้าวหน้าในช่วงเดียวกัน"), Unit.TEAMS, why),
        _not_yet(_("ทีมที่ผู้นำและองค์กรชุมชนพัฒนาขึ้นทั้งคู่"), Unit.TEAMS, why),
    ]
