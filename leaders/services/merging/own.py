"""The rows of this app that point to a person: consents, contacts of sites, pairs that may be one, merges."""

from django.utils.timezone import localdate

from ...models import Consent, LikelySame, Person, SiteContact
from ..consents.publishing import take_off
from .registry import Handler, Moving, register


def _move_contacts(moving: Moving) -> None:
    """Whoever was to be called is still called; a site that has both keeps one of them."""
    held = set(SiteContact.objects.filter(person=moving.kept).values_list("site", flat=True))
    for contact in SiteContact.objects.select_for_update().filter(person=moving.gone).order_by("pk"):
        if contact.site_id in held:
            moving.notes.change(contact, deleted_at=moving.merge_time)
        else:
            moving.notes.change(contact, person=moving.kept)


def _move_consents(moving: Moving) -> None:
    """All are kept. What one took back after the other gave it is taken back: the last word counts."""
    of_both = Consent.objects.select_for_update(of=("self",)).filter(person__in=[moving.kept, moving.gone])
    consents = list(of_both.order_by("pk"))
    for consent in consents:
        later = [
            other
            for other in consents
            if (other.use, other.purpose) == (consent.use, consent.purpose)
            and other.withdrawn_at
            and localdate(other.withdrawn_at) >= consent.given_on
        ]
        if consent.withdrawn_at is None and later:
            last = max(later, key=lambda other: other.withdrawn_at)
            moving.notes.change(
                consent, person=moving.kept, withdrawn_at=last.withdrawn_at, withdrawn_by=last.withdrawn_by,
                withdrawn_way=last.withdrawn_way,
            )  # fmt: skip
            take_off([consent])
        else:
            moving.notes.change(consent, person=moving.kept)


def _move_pairs(moving: Moving) -> None:
    """What was answered about the one holds for the other: nobody is asked again.

    A pair that both have in common keeps the answer that was given, "no" before "yes".
    """
    pairs = LikelySame.objects.select_for_update()
    mine = {_other(pair, moving.kept): pair for pair in _of(pairs, moving.kept)}
    for pair in _of(pairs, moving.gone):
        other = _other(pair, moving.gone)
        if other == moving.kept.pk:
            answer = {"same": True, "answered_at": moving.merge_time, "answered_by": moving.by}
            moving.notes.change(pair, **answer if pair.same is not True else {})
        elif other not in mine:
            side = "person" if pair.person_id == moving.gone.pk else "other"
            moving.notes.change(pair, **{side: moving.kept})
        elif pair.same is False or (pair.same and mine[other].same is None):
            answer = {"same": pair.same, "answered_at": pair.answered_at, "answered_by": pair.answered_by}
            moving.notes.change(mine[other], **answer)


def _of(pairs: object, person: Person) -> list[LikelySame]:
    return [*pairs.filter(person=person).order_by("pk"), *pairs.filter(other=person).order_by("pk")]


def _other(pair: LikelySame, person: Person) -> int:
    return pair.other_id if pair.person_id == person.pk else pair.person_id


def _move(moving: Moving) -> None:
    _move_consents(moving)
    _move_contacts(moving)
    _move_pairs(moving)


def register_own() -> None:
    """Called when the app is ready. Persons merged before stay with whom they were merged into.

    Merges tell what was done and stay as they are; so do erasures, and nobody merges who was erased.
    """
    register(
        Handler(
            links=frozenset(
                {
                    "leaders.Consent.person",
                    "leaders.SiteContact.person",
                    "leaders.LikelySame.person",
                    "leaders.LikelySame.other",
                    "leaders.Person.merged_into",
                    "leaders.Merge.kept",
                    "leaders.Merge.gone",
                    "leaders.MergedRow.merge",
                    "leaders.Erasure.person",
                }
            ),
            move=_move,
        )
    )
