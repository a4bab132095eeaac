"""What stands on the public map: learning sites by the groups they serve, teams, provinces by a figure."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from geo.choices import Level
from geo.models import Area
from geo.querysets import LearningSiteQuerySet
from leaders.querysets import TeamQuerySet

from .figures import HIDDEN, Period, by_province, rounded

MANY, TEAM = "many", "team"
# lat, lon, shape, name, address, then lines of text: the order static/map/map.js reads.
Row = list[float | str]


class Figure(models.TextChoices):
    """Figures that provinces may be coloured by."""

    ACTIVITIES = "activities", gettext_lazy("กิจกรรมที่ยืนยันแล้ว")
    TEAMS = "teams", gettext_lazy("ทีมตำบล")
    SITES = "sites", gettext_lazy("แหล่งเรียนรู้")
    PEOPLE = "people", gettext_lazy("คนที่ได้เรียนรู้")


PEOPLE_FIGURES = {Figure.PEOPLE}


def shape_of(groups: Iterable[str]) -> str:
    """The shape of a site's mark: its one group's, else the drop that says "several groups"."""
    shapes = set(groups)
    return shapes.pop() if len(shapes) == 1 else MANY


def site_rows(sites: LearningSiteQuerySet) -> list[Row]:
    """A row per learning site with a position."""
    mapped = sites.mapped().with_place().prefetch_related("site_groups__group", "issues")
    return [
        [
            round(site.lat, 5),
            round(site.lon, 5),
            shape_of(link.group.shape for link in site.site_groups.all()),
            site.name,
            site.get_absolute_url(),
            site.subdistrict.full_name,
            " · ".join(str(issue) for issue in site.issues.all()),
            site.get_state_display(),
        ]
        for site in mapped
    ]


def team_rows(teams: TeamQuerySet) -> list[Row]:
    """A row per team whose subdistrict has a position; the others as one row per province."""
    rows: list[Row] = []
    without: Counter[Area] = Counter()
    for team in teams.with_place():
        area = team.subdistrict
        if area.lat is not None:
            rows.append([area.lat, area.lon, TEAM, team.name, team.get_absolute_url(), area.full_name])
        else:
            without[area.province] += 1
    for province, number in without.items():
        if province.lat is not None:
            name = _("%(n)s ทีม ใน%(province)s") % {"n": number, "province": province.short_name}
            href = reverse("public:province", args=[province.code])
            rows.append([province.lat, province.lon, TEAM, name, href, _("ยังไม่มีพิกัดของตำบล แสดงที่กลางจังหวัด")])
    return rows


@dataclass(frozen=True)
class Shading:
    """Provinces by five steps: classes, words and addresses by province code, and the legend's labels."""

    steps: dict[str, str]
    words: dict[str, str]
    links: dict[str, str]
    labels: list[str]


def shading(figure: Figure, period: Period | None) -> Shading:
    """Five steps of about as many provinces each; people are rounded as on every public page."""
    counted = by_province(figure, period) if period else {}
    if figure in PEOPLE_FIGURES:
        counted = {code: shown for code, n in counted.items() if (shown := rounded(n)) is not HIDDEN}
    bounds = _upper_bounds([n for n in counted.values() if n])
    steps, words, links = {}, {}, {}
    for area in Area.objects.current().level(Level.PROVINCE):
        number = counted.get(area.code, 0)
        if number:
            steps[area.code] = f"m{1 + sum(number > bound for bound in bounds[:-1])}"
        words[area.code] = f"{area.short_name} · {figure.label} {number:,}"
        links[area.code] = reverse("public:province", args=[area.code])
    return Shading(steps, words, links, _labels(bounds))


def _upper_bounds(numbers: list[int]) -> list[int]:
    """Upper bounds of up to five steps with about as many numbers in each, rising strictly."""
    ordered = sorted(numbers)
    if not ordered:
        return []
    quantiles = [ordered[max(0, -(-len(ordered) * part // 5) - 1)] for part in range(1, 6)]
    return sorted(set(quantiles))


def _labels(bounds: list[int]) -> list[str]:
    """What the legend says of each step: "1–5", "6–12" …; a single number where a step holds one."""
    labels, low = [], 1
    for bound in bounds:
        labels.append(f"{low:,}–{bound:,}" if low < bound else f"{bound:,}")
        low = bound + 1
    return labels
