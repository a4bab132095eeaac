"""Field by field: whose value a merged person keeps."""

from collections.abc import Mapping

from ...choices import Sex
from ...models import Person

KEPT, GONE = "kept", "gone"
MERGE_FIELDS = (
    "prefix", "title", "given_name", "family_name", "nickname", "position", "sex", "birth_year", "phone",
    "address", "subdistrict", "team",
)  # fmt: skip


def fuller(kept: Person, gone: Person) -> dict[str, str]:
    """By field "kept" or "gone": whoever has more written there, the one who is kept where both have."""
    return {name: GONE if _weight(gone, name) > _weight(kept, name) else KEPT for name in MERGE_FIELDS}


def _weight(person: Person, name: str) -> int:
    value = getattr(person, f"{name}_id" if name in {"subdistrict", "team"} else name)
    if not value or value == Sex.UNKNOWN:
        return 0
    # Of two names the longer one has its silent letters; of two numbers none says more.
    return len(value) if name in {"given_name", "family_name", "position", "address", "nickname"} else 1


def chosen(kept: Person, gone: Person, choices: Mapping[str, str]) -> dict[str, object]:
    """The values that ``choices`` take over from ``gone``."""
    names = [name for name in MERGE_FIELDS if choices.get(name) == GONE]
    return {name: getattr(gone, name) for name in names}
