"""The eight directions in the words and numbers of a card and of a table."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from programmes.figures import Direction, Measure
from programmes.templatetags.figures import figure, percent


@dataclass(frozen=True)
class Card:
    """What ``components/direction.html`` shows of one direction; ``actual`` is a whole percentage or None."""

    number: int
    title: str
    sentence: str
    pace: str
    measure: str
    actual: int | None
    percent_text: str
    base_text: str
    label: str
    note: str
    # Plans and targets are set in a later programme year; until then there is nothing to compare with.
    plan: None = None
    target: None = None


def cards(directions: list[Direction]) -> list[Card]:
    """A card per direction: its leading measure large, the others in a line below."""
    return [_card(direction) for direction in directions]


def _card(direction: Direction) -> Card:
    leading = direction.leading
    said = " ".join(part for part in (percent(leading.percent), base_text(leading)) if part)
    others = [measure for measure in direction.measures if measure is not leading]
    notes = [leading.note if leading.measurable else leading.why_not, people_text(leading)]
    notes += [measure_text(measure) for measure in others if measure.measurable]
    notes += sorted({measure.why_not for measure in others if not measure.measurable} - {leading.why_not})
    return Card(
        number=direction.number,
        title=direction.title,
        sentence=direction.sentence,
        pace="" if direction.measurable else "unmeasured",
        measure=leading.label,
        actual=leading.percent,
        percent_text=percent(leading.percent),
        base_text=base_text(leading),
        label=f"{leading.label}: {said if leading.measurable else leading.why_not}",
        note=" · ".join(str(note) for note in notes if note),
    )


def base_text(measure: Measure) -> str:
    """Numerator, denominator and unit: "874 จาก 1,431 ทีม"; "" for what cannot be measured."""
    if not measure.measurable or measure.numerator is None:
        return ""
    words = {"n": figure(_whole(measure.numerator)), "unit": measure.unit.label}
    if measure.denominator is None:
        return f"{words['n']} {words['unit']}"
    words["all"] = figure(_whole(measure.denominator))
    return _("%(n)s จาก %(all)s %(unit)s") % words


def measure_text(measure: Measure) -> str:
    """A further measure in one line: "96,600 จาก 311,600 ชั่วโมงเรียนรู้ (31%) อบรม"."""
    share = f" ({percent(measure.percent)})" if measure.percent is not None else ""
    return f"{measure.label} {base_text(measure)}{share}"


def people_text(measure: Measure) -> str:
    """People per group: "คน: ผู้นำการเปลี่ยนแปลง 3,965 · …"; "" where the measure counts none."""
    if not measure.people:
        return ""
    groups = " · ".join(f"{group} {figure(number)}" for group, number in measure.people)
    return _("คน: %(groups)s") % {"groups": groups}


def _whole(number: object) -> object:
    return number.quantize(Decimal(1)) if isinstance(number, Decimal) else number
