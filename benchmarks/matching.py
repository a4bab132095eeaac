"""How well records of one person are found: certainty that holds, what is found, how much is asked.

.venv/bin/python -m benchmarks.matching [--seeds 1 2 3] [--pairs 5000]
"""

import argparse
import statistics
import time
from collections import Counter
from collections.abc import Sequence

from . import world  # noqa: F401  (names the settings)
from .likeness import MEN, Pair, Written, labelled, population

SUBDISTRICTS, SIZE = 80, 50


def main() -> None:
    """Print a line for each seed, then the mean and the worst of them."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--seeds", type=int, nargs="+", default=list(range(1, 11)))
    parser.add_argument("--pairs", type=int, default=5000)
    options = parser.parse_args()
    import django

    django.setup()
    rows = [_one(seed, options.pairs) for seed in options.seeds]
    head = list(rows[0])
    print("  ".join(f"{name:>12}" for name in head))
    for row in rows:
        print("  ".join(f"{row[name]:12.2f}" for name in head))
    for words, of in (("mean", statistics.mean), ("least", min), ("most", max)):
        print(words, {name: round(of(row[name] for row in rows), 2) for name in head[1:]})


def _one(seed: int, number: int) -> dict[str, float]:
    pairs = list(labelled(number, seed))
    told = _judged(pairs)
    same = [pair for pair, verdict in zip(pairs, told, strict=True) if verdict == "same"]
    true = [(pair, verdict) for pair, verdict in zip(pairs, told, strict=True) if pair.same]
    found = sum(verdict != "no" for _, verdict in true)
    return {
        "seed": seed,
        "sure %": 100 * sum(pair.same for pair in same) / len(same),
        "sure": len(same),
        "found %": 100 * found / len(true),
        "found sure %": 100 * sum(verdict == "same" for _, verdict in true) / len(true),
        "near asked %": 100 * sum(v == "ask" and not p.same for p, v in zip(pairs, told, strict=True))
        / (len(pairs) - len(true)),
        **_among_people(seed),
    }  # fmt: skip


def _traits(key: int, written: Written, *, team: bool = True) -> object:
    from leaders.choices import Sex
    from leaders.pairing import traits

    sex = Sex.UNKNOWN if not written.prefix else Sex.MALE if written.prefix == MEN else Sex.FEMALE
    return traits(
        key, written.given, written.family, nickname=written.nickname, phone=written.phone,
        birth_year=written.birth_year, sex=sex, places=[written.subdistrict], address=written.address,
        team=int(written.subdistrict) if team else None,
    )  # fmt: skip


def _judged(pairs: Sequence[Pair]) -> list[str]:
    """The verdict of each pair, "no" also where the two would never have been compared."""
    from leaders.pairing import keys, weigh

    told = []
    for pair in pairs:
        one, two = _traits(1, pair.one), _traits(2, pair.two)
        compared = set(keys(one)) & set(keys(two))
        told.append(str(weigh(one, two).verdict) if compared else "no")
    return told


def _among_people(seed: int) -> dict[str, float]:
    from leaders.pairing import pairs

    records = population(SUBDISTRICTS, SIZE, seed)
    people = [_traits(key, written) for key, (_, written) in enumerate(records)]
    whose = [number for number, _ in records]
    began = time.perf_counter()
    found = [
        (str(likeness.verdict), whose[one.key] == whose[two.key]) for one, two, likeness in pairs(people)
    ]
    spent = time.perf_counter() - began
    told = Counter(found)
    doubles = len(records) - len(set(whose))
    sure = told["same", True] + told["same", False]
    return {
        "asked /100": 100 * (told["ask", True] + told["ask", False]) / len(records),
        "p sure %": 100 * told["same", True] / max(1, sure),
        "p sure": sure,
        "p found %": 100 * (told["same", True] + told["ask", True]) / max(1, doubles),
        "ms/100": 100_000 * spent / len(records),
    }


if __name__ == "__main__":
    main()
