"""Partners as a list names them: of what kind they are, and which one on record each of them is."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from geo.models import Area
from leaders.choices import PartnerKind
from leaders.models import Partner
from leaders.partner_names import is_institute, is_own, kind_of, place_partner, read_partners
from leaders.services.partners import Key, PartnerInput, met_again
from thai.errors import excerpt
from thai.text import search_key

from ..grounds import Grounds
from ..questions import Choice, QuestionKind
from .context import CHUNK, Context
from .drafts import Draft


@dataclass(frozen=True)
class Said:
    """A partner of a row: its name, the code of the area that the name puts it in, "" for the nation."""

    name: str
    area: str
    kind: PartnerKind | None
    brought: str


class Partners:
    """The partners of all rows. Those of the same names on record are looked up once, when it is made."""

    def __init__(self, drafts: Iterable[Draft], context: Context, grounds: Grounds) -> None:
        self.context = context
        self.notes: dict[str, list[str]] = defaultdict(list)
        self.said = {draft.row.key: self._read(draft) for draft in drafts}
        self.by_name: dict[str, list[Partner]] = defaultdict(list)
        keys = sorted({search_key(item.name) for items in self.said.values() for item in items})
        for start in range(0, len(keys), CHUNK):
            rows = Partner.objects.filter(name_key__in=keys[start : start + CHUNK]).select_related("area")
            found = list(rows.order_by("pk"))
            grounds.saw(rows, found)
            for partner in found:
                self.by_name[partner.name_key].append(partner)

    def read(self, draft: Draft) -> None:
        """Tell who is no partner; ask for kinds that neither a name nor the partner on record tells.

        A kind that is left open holds nothing up.
        """
        draft.result.reasons.extend(self.notes[draft.row.key])
        items = self.said[draft.row.key]
        for at, item in enumerate(items):
            if item.kind or self._is_told(item, draft.area):
                continue
            if kind := _ask_kind(item.name, draft, self.context):
                items[at] = replace(item, kind=kind, area=place_partner(item.name, kind, draft.area).area)

    def settle(self, drafts: Iterable[Draft]) -> None:
        """Give each row its partners, once it is known which activity it speaks of."""
        areas = _areas({item.area for items in self.said.values() for item in items if item.area})
        for draft in drafts:
            found: dict[Key, PartnerInput] = {}
            if _says_what_is_kept(draft):
                continue
            for item in self.said[draft.row.key]:
                known = self._met(item, draft)
                area = known.area if known else areas.get(item.area)
                partner = PartnerInput(item.name, area, item.kind, item.brought)
                found.setdefault(partner.key, partner)
            draft.partners = list(found.values())

    def _read(self, draft: Draft) -> list[Said]:
        """The partners of a row; the institute and the team's own organisations are none."""
        text, area, notes = draft.row["partners"], draft.area, self.notes[draft.row.key]
        if not text or area is None:
            return []
        found: dict[tuple[str, str], Said] = {}
        for named in self.context.once("partners", text, read_partners):
            if is_institute(named.name):
                notes.append(_("พอช. ไม่ใช่ภาคี ไม่ได้นับ “%(name)s”") % {"name": named.name})
            elif is_own(named.name, area):
                notes.append(_("“%(name)s” เป็นองค์กรของทีมเอง ไม่ได้นับเป็นภาคี") % {"name": named.name})
            else:
                kind = kind_of(named.name)
                name, code = _placed(named.name, kind, area, self.context)
                found.setdefault((name, code), Said(name, code, kind, named.brought))
        return list(found.values())

    def _is_told(self, item: Said, area: Area) -> bool:
        known = met_again(self.by_name[search_key(item.name)], area, item.area)
        return known is not None and bool(known.kind)

    def _met(self, item: Said, draft: Draft) -> Partner | None:
        """The partner on record: one that the activity names already, else the nearest of that name."""
        among = self.by_name[search_key(item.name)]
        named = draft.kept.partners if draft.kept else {}
        mine = [partner for partner in among if (partner.area_id, partner.name_key) in named]
        nearest = (met_again(partners, draft.area, item.area) for partners in (mine, among))
        return next(nearest) or next(iter(mine), None) or next(nearest)


def said_partners(partners: Iterable[tuple[str, str]]) -> str:
    """Partners as one text, each with what it brought: "อบต.ท่าขอนยาง (รถ), มมส."."""
    return ", ".join(f"{name} ({brought})" if brought else name for name, brought in partners)


def _says_what_is_kept(draft: Draft) -> bool:
    """Whether the row says of partners what is on record, whatever signs their names are written with."""
    kept = draft.kept.partners.values() if draft.kept else ()
    return draft.row["partners"] == said_partners((one.name, one.brought) for one in kept)


def _placed(name: str, kind: PartnerKind | None, area: Area, context: Context) -> tuple[str, str]:
    placed = context.once(f"placed:{kind}:{area.pk}", name, lambda said: place_partner(said, kind, area))
    return placed.name, placed.area


def _ask_kind(name: str, draft: Draft, context: Context) -> PartnerKind | None:
    question = draft.ask(
        context,
        f"partner:{excerpt(name)}",
        QuestionKind.PARTNER,
        _("ช่อง %(label)s: “%(name)s” เป็นภาคีประเภทไหน")
        % {"label": draft.label("partners"), "name": excerpt(name)},
        [Choice(kind.value, str(kind.label)) for kind in PartnerKind],
        about=name,
        optional=True,
    )
    return PartnerKind(question.answer) if question.answer else None


def _areas(codes: set[str]) -> dict[str, Area]:
    listed = sorted(codes)
    return {
        area.code: area
        for start in range(0, len(listed), CHUNK)
        for area in Area.objects.filter(code__in=listed[start : start + CHUNK])
    }
