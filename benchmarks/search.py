"""What a search costs among 10,000 things, and how much of what it should find it finds.

Times are told twice: by the clock, and by what this process computed, which says more on a machine that
others use too (SQLite's work is within it, PostgreSQL's is not).
"""

import gc
import os
import random
import statistics
import time
from collections import defaultdict
from collections.abc import Callable
from datetime import date, timedelta
from unittest import mock

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import setup_databases, setup_test_environment, teardown_databases  # noqa: E402
from django.utils import translation  # noqa: E402

from benchmarks.search_texts import TOPICS, told, told_in_english  # noqa: E402
from cms.choices import Found  # noqa: E402
from cms.models import OpenHouseIndexPage, OpenHousePage, SearchDocument, StoryIndexPage, StoryPage  # noqa: E402
from cms.search.lookup import ON_A_PAGE, Hits, results, search  # noqa: E402
from cms.search.query import read_query  # noqa: E402
from cms.search.synonyms import synonyms  # noqa: E402
from cms.services.search import rebuild  # noqa: E402
from geo.choices import Level, SiteStatus  # noqa: E402
from geo.models import Area, LearningSite  # noqa: E402
from leaders.choices import TeamStatus  # noqa: E402
from leaders.models import Team  # noqa: E402

TEAMS, SITES, STORIES, OPEN_HOUSES = 5_000, 3_000, 1_300, 700
ROUNDS = 15
QUERIES = (
    ("th", "one common word", "ชุมชน"),
    ("th", "one word", "สวัสดิการ"),
    ("th", "a short word", "ยา"),
    ("th", "two words", "ขยะ น้ำ"),
    ("th", "unspaced words", "กองทุนสวัสดิการ"),
    ("th", "a place", "ต.ท่าขอนยาง"),
    ("th", "a province", "น่าน"),
    ("th", "a nickname", "โคราช"),
    ("th", "everywhere", "ตำบล"),
    ("th", "quoted", '"การพัฒนาตลาด"'),
    ("th", "five words", "ป่าชายเลน ออมทรัพย์ ตลาด ข้าว น้ำ"),
    ("th", "inside words", "แม่ฮ่อง สวัสดิ"),
    ("th", "nothing", "กขคงจฉ"),
    ("en", "one word", "welfare"),
    ("en", "two words", "crab housing"),
)  # fmt: skip

Truth = dict[str, set[tuple[str, int]]]


def fill() -> Truth:
    """10,000 things; which of them tell of each topic."""
    rng, truth = random.Random(2562), defaultdict(set)

    def note(kind: str, key: int, topics: set[str]) -> None:
        for topic in topics:
            truth[topic].add((kind, key))

    areas = list(Area.objects.current().level(Level.SUBDISTRICT).order_by("code"))
    rng.shuffle(areas)
    Team.objects.bulk_create(
        Team(subdistrict=area, formed_on=date(2018, 1, 1), status=TeamStatus.APPROVED)
        for area in areas[:TEAMS]
    )
    made = [_site(rng, rng.choice(areas)) for _number in range(SITES)]
    for site, (_row, topics) in zip(
        LearningSite.objects.bulk_create(row for row, _topics in made), made, strict=True
    ):
        note("site", site.pk, topics)
    for model, kind, number, above in (
        (StoryPage, "story", STORIES, StoryIndexPage),
        (OpenHousePage, "open_house", OPEN_HOUSES, OpenHouseIndexPage),
    ):
        parent = above.objects.get(locale__language_code="th")
        for place in range(number):
            page, topics = _page(rng, model, place, rng.choice(areas))
            parent.add_child(instance=page)
            note(kind, page.pk, topics)
    return truth


def _site(rng: random.Random, area: Area) -> tuple[LearningSite, set[str]]:
    name, named = told(rng, 1)
    text, topics = told(rng, 4)
    topics |= named
    english = told_in_english(topics)
    row = LearningSite(
        name_th=name, name_en=english, summary=text, subdistrict=area, status=SiteStatus.PUBLISHED
    )
    return row, topics


def _page(
    rng: random.Random, model: type, place: int, area: Area
) -> tuple[StoryPage | OpenHousePage, set[str]]:
    title, titled = told(rng, 1)
    lead, led = told(rng, 2)
    text, topics = told(rng, 40)
    day = date(2018, 1, 1) + timedelta(days=place % 700)
    when = {"told_on": day} if model is StoryPage else {"starts_on": day, "contact": "-"}
    body = [("paragraph", f"<p>{text}</p>")]
    page = model(title=title, slug=f"made-{place}", lead=lead, body=body, area=area, **when)
    return page, topics | titled | led


def ask(text: str, **options: object) -> Hits:
    """All that a reader's question costs but the page around it."""
    found = search(read_query(text, synonyms()), **options)
    results(found)
    return found


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Milliseconds by the clock, and computed."""
    clock, computed = time.perf_counter(), time.process_time()
    work()
    return (time.perf_counter() - clock) * 1000, (time.process_time() - computed) * 1000


def tell_times() -> None:
    """Median and worst of each query and of all, of the search alone and of the whole page."""
    client = Client()
    print(f"\n{'':<18} {'':>6}   {'search, ms':^25}   {'page, ms':^25}")
    print(f"{'query':<18} {'hits':>6}" + 2 * f"   {'median':>8} {'worst':>7} {'(cpu)':>8}")
    everything: tuple[list, list] = ([], [])
    for language, label, text in QUERIES:
        with translation.override(language):
            hits = ask(text).number
            address = f"/{language}/search/"
            client.get(address, {"q": text})
            times = (
                [timed(lambda text=text: ask(text)) for _round in range(ROUNDS)],
                [timed(lambda a=address, text=text: client.get(a, {"q": text})) for _round in range(ROUNDS)],
            )
        for all_of, some in zip(everything, times, strict=True):
            all_of.extend(some)
        print(f"{label + ' ' + language:<18} {hits:>6}" + "".join(map(_columns, times)))
    print(f"{'all':<18} {'':>6}" + "".join(map(_columns, everything)))


def _columns(times: list[tuple[float, float]]) -> str:
    clock, computed = zip(*times, strict=True)
    return f"   {statistics.median(clock):>8.1f} {max(clock):>7.1f} {f'({max(computed):.0f})':>8}"


def tell_quality(truth: Truth) -> None:
    """Recall and precision of each topic, against where it was told."""
    print(f"\n{'topic':<14} {'should':>7} {'found':>7} {'recall':>8} {'precision':>10}")
    recalls, precisions = [], []
    with translation.override("th"):
        for topic in TOPICS:
            found = {
                (hit.kind.value, hit.object_id)
                for kind in ("site", "story", "open_house")
                for page in range(1, 1 + -(-ask(topic, kind=kind).numbers.get(Found(kind), 0) // ON_A_PAGE))
                for hit in search(read_query(topic, synonyms()), kind=kind, page=page).hits
            }
            right = len(found & truth[topic])
            recalls.append(right / len(truth[topic]))
            precisions.append(right / len(found) if found else 0)
            counted = f"{len(truth[topic]):>7} {len(found):>7}"
            print(f"{topic:<14} {counted} {recalls[-1]:>8.1%} {precisions[-1]:>10.1%}")
    print(
        f"{'mean':<14} {'':>7} {'':>7} {statistics.mean(recalls):>8.1%} {statistics.mean(precisions):>10.1%}"
    )


def main() -> None:
    """Fill, index, ask."""
    setup_test_environment()
    old = setup_databases(verbosity=0, interactive=False)
    try:
        call_command("load_gazetteer", verbosity=0)
        # Written down all at once below.
        with mock.patch("cms.services.freshness._later"):
            truth = fill()
        print(f"{connection.vendor}: {TEAMS + SITES + STORIES + OPEN_HOUSES:,} things")
        spent, _computed = timed(rebuild)
        rows = SearchDocument.objects.count()
        print(f"writing the index down: {rows:,} rows in {spent / 1000:.1f} s, {spent / rows:.2f} ms each")
        gc.collect()
        gc.freeze()  # as config.wsgi does
        tell_times()
        tell_quality(truth)
    finally:
        teardown_databases(old, verbosity=0)


if __name__ == "__main__":
    main()
