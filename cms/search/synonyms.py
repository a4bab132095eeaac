"""Other names: what people call a province, an issue, a method, a month or an office, and its full name."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from geo.choices import Level
from geo.models import Area, IssueArea
from geo.resolver import nicknames
from programmes.models import Method
from thai.dates.words import OTHER_MONTHS, THAI_MONTHS
from thai.text import search_key
from thai.words import is_word, letter_key, undotted

# Words for the same thing, each of which finds the others.
SAME: tuple[tuple[str, ...], ...] = (
    ("พอช.", "สถาบันพัฒนาองค์กรชุมชน", "CODI"),
    ("อบต.", "องค์การบริหารส่วนตำบล"),
    ("อบจ.", "องค์การบริหารส่วนจังหวัด"),
    ("อปท.", "องค์กรปกครองส่วนท้องถิ่น"),
    ("ผอ.", "ผู้อำนวยการ", "director"),
    ("อสม.", "อาสาสมัครสาธารณสุข"),
    ("รพ.สต.", "โรงพยาบาลส่งเสริมสุขภาพตำบล"),
    ("พ.ร.บ.", "พระราชบัญญัติ"),
    ("ส.ป.ก.", "สปก.", "ปฏิรูปที่ดิน"),
    ("กทม.", "กรุงเทพมหานคร", "Bangkok"),
    ("อีสาน", "ภาคตะวันออกเฉียงเหนือ"),
    ("เปิดบ้าน", "เปิดพื้นที่", "open house"),
    *((*months, *others) for months, others in zip(THAI_MONTHS, OTHER_MONTHS, strict=True)),
)


@dataclass(frozen=True)
class Synonyms:
    """Search keys of full names, by the search key of what people say."""

    names: dict[str, tuple[str, ...]]

    def official(self, key: str) -> tuple[str, ...]:
        """Full names other than ``key`` itself; empty for what has no other name."""
        return tuple(dict.fromkeys(name for name in self.names.get(key, ()) if name != key))


def synonyms() -> Synonyms:
    """The vocabularies as staff keep them now, nicknames of provinces, and abbreviations. Three queries."""
    names = dict(_always())
    for name_th, name_en, aliases in chain(
        IssueArea.objects.values_list("name_th", "name_en", "aliases"),
        Method.objects.values_list("name_th", "name_en", "aliases"),
    ):
        # What stands in brackets explains: "บ้านมั่นคงชนบท (ที่ดิน ส.ป.ก.)".
        official = _keys(name_th.split("(")[0], name_en.split("(")[0])
        for key in _keys(name_th, name_en, *aliases):
            names[key] = (*names.get(key, ()), *official)
    provinces = {
        code: _keys(name_th, name_en)
        for code, name_th, name_en in Area.objects.current()
        .level(Level.PROVINCE)
        .values_list("code", "name_th", "name_en")
    }
    for code, nickname in spoken_names():
        if code in provinces:
            names[nickname] = (*names.get(nickname, ()), *provinces[code])
    names.pop("", None)
    return Synonyms(names)


@lru_cache(maxsize=1)
def _always() -> dict[str, tuple[str, ...]]:
    groups = [_keys(*group) for group in SAME]
    return {key: group for group in groups for key in group}


@lru_cache(maxsize=1_024)
def _keys(*names: str) -> tuple[str, ...]:
    keys = (search_key(undotted(letter_key(name))) for name in names)
    return tuple(dict.fromkeys(key for key in keys if key))


@lru_cache(maxsize=1)
def spoken_names() -> tuple[tuple[str, str], ...]:
    """Codes of provinces with the search key of a nickname each; นม is milk before it is a province."""
    keys = ((code, search_key(word), kind) for code, word, kind in nicknames())
    return tuple((code, key) for code, key, kind in keys if kind != "abbreviation" or not is_word(key))
