"""Who publishes what rests on a consent. The apps above register how they tell of it and take it off."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ...models import Consent


@dataclass(frozen=True)
class Place:
    """Where something stands that rests on a consent: its title and its public address."""

    title: str
    url: str


@dataclass(frozen=True)
class Publisher:
    """``places`` tells by a consent's key what rests on it now; ``take_off`` ends that at once."""

    places: Callable[[Sequence[Consent]], dict[int, list[Place]]]
    take_off: Callable[[Sequence[Consent]], None]


_publishers: list[Publisher] = []


def register(publisher: Publisher) -> None:
    """Have ``publisher`` asked about every consent from now on."""
    if publisher not in _publishers:
        _publishers.append(publisher)


def places_of(consents: Sequence[Consent]) -> dict[int, list[Place]]:
    """Where what rests on each consent stands, by its key; consents with nothing are left out."""
    found: dict[int, list[Place]] = {}
    for publisher in _publishers:
        for key, places in publisher.places(consents).items():
            found.setdefault(key, []).extend(places)
    return found


def take_off(consents: Sequence[Consent]) -> None:
    """Nothing that rests on one of ``consents`` stays where the public reads it."""
    for publisher in _publishers:
        publisher.take_off(consents)
