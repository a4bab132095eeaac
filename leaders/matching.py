"""Likely the same person: asked about, never decided by the program."""

from collections.abc import Iterable

from thai.names import name_key, name_similarity

from .models import Person
from .querysets import PersonQuerySet

# Below this likeness (0–100, thai.names.name_similarity) names are taken for different persons.
LIKELY = 88


def likely_same(
    among: PersonQuerySet, given_name: str, family_name: str, phone: str = "", limit: int = 5
) -> list[Person]:
    """Persons in ``among`` who may be the one named, the likeliest first, at most ``limit``.

    Somebody with the same phone counts as likely whatever the name. ``among`` is what the user may see,
    usually one team or one subdistrict: it is compared row by row.
    """
    return likeliest(among.unmerged(), given_name, family_name, phone, limit)


def likeliest(
    persons: Iterable[Person], given_name: str, family_name: str, phone: str = "", limit: int = 5
) -> list[Person]:
    """The same among rows at hand: a sheet compares each of its rows with one and the same roster."""
    full, key = f"{given_name} {family_name}".strip(), name_key(given_name, family_name)
    scored = []
    for person in persons:
        score = 100.0 if person.name_key == key else name_similarity(full, person.full_name)
        if phone and person.phone == phone:
            score = max(score, 99.0)
        if score >= LIKELY:
            scored.append((-score, person.pk, person))
    return [person for _, _, person in sorted(scored, key=lambda row: row[:2])[:limit]]
