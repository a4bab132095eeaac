"""The site on record that a row speaks of: by code, by name and subdistrict; a likely one is asked about."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _
from rapidfuzz import fuzz

from accounts.models import User
from geo.models import Area, LearningSite
from geo.positions import PositionError, find_positions

from ..grounds import Grounds
from ..headers import label_key
from ..questions import Choice, QuestionKind
from .context import Draft
from .reading import position_of

LIKELY = 85  # of 100, two names in one subdistrict
SAME_CODE = 60  # of 100, two names with one code
METRES_NEAR = 200
CHUNK = 500
OTHER = "new"

_CELL = 0.002  # degrees, some 200 m: who is near lies in a cell or in one beside it


class Records:
    """Sites on record where the rows of a file lie, found with a handful of queries."""

    def __init__(self, drafts: Sequence[Draft], by: User, grounds: Grounds) -> None:
        self.taken: set[int] = set()
        self.hidden_codes: set[str] = set()
        self._issues: dict[int, set[int]] = defaultdict(set)
        self._by_code: dict[str, LearningSite] = {}
        self._by_name: dict[tuple[str, str], list[LearningSite]] = defaultdict(list)
        self._in_place: dict[str, list[LearningSite]] = defaultdict(list)
        self._cells: dict[tuple[int, int], list[LearningSite]] = defaultdict(list)
        for site in self._load(drafts, by, grounds):
            place = site.subdistrict.code
            if site.code:
                self._by_code[label_key(site.code)] = site
            self._by_name[label_key(site.name_th), place].append(site)
            self._in_place[place].append(site)
            if site.lat is not None:
                self._cells[_cell(site.lat, site.lon)].append(site)

    def _load(self, drafts: Sequence[Draft], by: User, grounds: Grounds) -> Iterable[LearningSite]:
        """Sites of the provinces that the rows name, and those with their codes, each once."""
        provinces = {area.province_id for draft in drafts for area in draft.among}
        provinces |= {
            within.province_id for draft in drafts if (within := draft.context.places.within(draft.place))
        }
        codes = sorted({code for draft in drafts if (code := draft.told.get("code"))})
        visible = LearningSite.objects.visible_to(by)
        here = visible.filter(subdistrict__province__in=provinces - {None})
        found = {site.pk: site for site in here}
        grounds.saw(here, found.values())
        for start in range(0, len(codes), CHUNK):
            part = codes[start : start + CHUNK]
            coded = visible.filter(code__in=part)
            seen = list(coded.only("pk", "version", "code"))
            grounds.saw(coded, seen)
            elsewhere = [site.pk for site in seen if site.pk not in found]
            found |= visible.in_bulk(elsewhere)
            held = LearningSite.objects.filter(code__in=part).values_list("code", flat=True)
            self.hidden_codes |= set(held) - {site.code for site in seen}
        self._load_issues(sorted(found))
        wanted = sorted({site.subdistrict_id for site in found.values()})
        areas: dict[int, Area] = {}
        for start in range(0, len(wanted), CHUNK):
            areas |= Area.objects.with_shared_ancestors().in_bulk(wanted[start : start + CHUNK])
        for site in found.values():
            site.subdistrict = areas[site.subdistrict_id]
        return sorted(found.values(), key=lambda site: site.pk)

    def _load_issues(self, sites: Sequence[int]) -> None:
        """Only the keys: of issues themselves there are few, and the lists of the file know them."""
        through = LearningSite.issues.through.objects
        for start in range(0, len(sites), CHUNK):
            rows = through.filter(learningsite__in=sites[start : start + CHUNK])
            for site, issue in rows.values_list("learningsite", "issuearea"):
                self._issues[site].add(issue)

    def match(self, draft: Draft) -> None:
        """Give the row its site on record, or ask which it is. Each site is spoken of by one row."""
        site = self._by_its_code(draft)
        if site is None and not draft.result.waits:
            site = self._by_its_name(draft)
        draft.site = site
        if site:
            self.taken.add(site.pk)
            draft.held = [row for row in draft.context.issues.rows if row.pk in self._issues[site.pk]]
            draft.result.uid = site.uid

    def _by_its_code(self, draft: Draft) -> LearningSite | None:
        code = draft.told.get("code", "")
        site = self._by_code.get(label_key(code)) if code else None
        if site is None or site.pk in self.taken:
            if code and (code in self.hidden_codes or site):
                self._without_code(draft, code)
            return None
        if _alike(draft, site) >= SAME_CODE or site.subdistrict.code in {area.code for area in draft.among}:
            return site
        words = _("รหัส %(code)s เป็นของแหล่งอื่นอยู่แล้ว เป็นแห่งเดียวกันไหม") % {"code": code}
        answer = self._ask(draft, "code", words, [site])
        if answer == OTHER:
            self._without_code(draft, code)
        return site if answer == str(site.uid) else None

    def _by_its_name(self, draft: Draft) -> LearningSite | None:
        if len(draft.among) != 1:
            return None
        place = draft.among[0].code
        exact = self._free(self._by_name.get((label_key(draft.told["name_th"]), place), []))
        if len(exact) == 1 and not self._coded_otherwise(draft, exact[0]):
            return exact[0]
        alike = [site for site in self._free(self._in_place.get(place, [])) if _alike(draft, site) >= LIKELY]
        likely = list({site.pk: site for site in [*exact, *alike, *self._near(draft)]}.values())[:5]
        if not likely:
            return None
        answer = self._ask(draft, "site", _("มีแหล่งเรียนรู้คล้ายกันอยู่แล้ว เป็นแห่งเดียวกันไหม"), likely)
        return next((site for site in likely if str(site.uid) == answer), None)

    def _near(self, draft: Draft) -> list[LearningSite]:
        """Sites within 200 m of the position that the row tells."""
        try:
            positions = find_positions(position_of(draft.row))
        except PositionError:
            return []
        if len(positions) != 1:
            return []
        lat, lon = positions[0].lat, positions[0].lon
        row, column = _cell(lat, lon)
        around = [
            site
            for i in (-1, 0, 1)
            for j in (-1, 0, 1)
            for site in self._cells.get((row + i, column + j), [])
        ]
        return [site for site in self._free(around) if _metres(site, lat, lon) <= METRES_NEAR]

    def _free(self, sites: Iterable[LearningSite]) -> list[LearningSite]:
        return [site for site in sites if site.pk not in self.taken]

    def _coded_otherwise(self, draft: Draft, site: LearningSite) -> bool:
        code = label_key(draft.told.get("code", ""))
        return bool(code and site.code and label_key(site.code) != code)

    def _without_code(self, draft: Draft, code: str) -> None:
        draft.told.pop("code", None)
        draft.note(_("รหัส %(code)s มีแหล่งเรียนรู้อื่นใช้แล้ว จึงเว้นรหัสไว้") % {"code": code})

    def _ask(self, draft: Draft, part: str, words: str, among: list[LearningSite]) -> str:
        described = {str(site.uid): f"{site.name_th} · {site.subdistrict.full_name}" for site in among}
        if len(among) == 1:
            hint = _("ในระบบ: %(site)s") % {"site": next(iter(described.values()))}
            yes = [Choice(uid, _("ใช่ แห่งเดียวกัน")) for uid in described]
        else:
            hint = ""
            yes = [Choice(uid, _("คือ %(site)s") % {"site": text}) for uid, text in described.items()]
        choices = [*yes, Choice(OTHER, _("ไม่ใช่ คนละแห่ง"))]
        return draft.ask(part, QuestionKind.SITE, words, choices, hint=hint).answer


def _alike(draft: Draft, site: LearningSite) -> float:
    return fuzz.ratio(label_key(draft.told["name_th"]), label_key(site.name_th))


def _cell(lat: float, lon: float) -> tuple[int, int]:
    return int(lat / _CELL), int(lon / _CELL)


def _metres(site: LearningSite, lat: float, lon: float) -> float:
    """On a plane; in Thailand a degree is some 110 km to the north and 103–111 km to the east."""
    north, east = (site.lat - lat) * 110_700, (site.lon - lon) * 107_500
    return (north**2 + east**2) ** 0.5
