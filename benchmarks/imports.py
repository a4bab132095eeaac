"""What a long sheet costs: seconds to preview and to write it, memory, and how long others wait meanwhile.

    python -m benchmarks.imports [rows [kind …]]

Each kind is measured in a process of its own, through the pages, on SQLite or on DATABASE_URL's server, while
another process keeps logs of the field. Beside the seconds stand those that the processor was at work for
this process: on a busy machine they tell more. Needs Linux.
"""

import gc
import io
import sys
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

from benchmarks import lists, sheets
from benchmarks.field import FORK, field_logs
from benchmarks.world import World, world

ROWS = 5_000
BOMB = 200 * 1024 * 1024  # bytes, unpacked


def main() -> int:
    """Print a block for each kind."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    failed = False
    for kind in sys.argv[2:] or KINDS:
        process = FORK.Process(target=measure, args=(kind, number))
        process.start()
        process.join()
        failed |= process.exitcode != 0
    return int(failed)


def measure(kind: str, number: int) -> None:
    """Bring, preview, write and bring again one sheet of a kind."""
    with world() as made:
        from django.db import connection
        from django.test import Client

        rows, model = KINDS[kind](number, made)
        files = {"csv": sheets.as_csv(rows), "xlsx": sheets.as_xlsx(rows)}
        del rows
        print(f"{kind}, {number:,} rows, {connection.vendor}", flush=True)
        bare = _bare(model, number, made)
        client = Client()
        client.force_login(made.staff, backend="django.contrib.auth.backends.ModelBackend")
        _refuse_a_bomb(client)
        gc.collect()
        gc.freeze()  # as config.wsgi does
        Path("/proc/self/clear_refs").write_text("5")
        _tell("memory before", f"{_memory('VmRSS'):.0f} MB")
        for suffix, content in files.items():
            page = bring(client, content, suffix)
            if suffix == "csv":
                client.post(f"{page}cancel/")
        _tell("questions answered", f"{answer_all(page, made):,}")
        with field_logs(made) as logs, timed("written", bare):
            client.post(f"{page}confirm/")
        _tell("logs of the field meanwhile", logs)
        _tell_written(page)
        bring(client, files["csv"], "csv", "again ")
        _tell("peak memory", f"{_memory('VmHWM'):.0f} MB")


def signin(number: int, made: World) -> tuple[sheets.Rows, type]:
    """One activity with everybody."""
    from leaders.models import Person

    return sheets.signin(number), Person


def tables(number: int, made: World) -> tuple[sheets.Rows, type]:
    """Tables of 25 people, one below the other: a year of 40 teams."""
    from leaders.models import Person

    return sheets.signin_tables(number, [team.subdistrict.full_name for team in made.teams]), Person


def activities(number: int, made: World) -> tuple[sheets.Rows, type]:
    """Activities of 40 teams within a year."""
    from programmes.models import Activity

    places = [team.subdistrict.full_name for team in made.teams]
    return lists.activities(number, places, last=date(2019, 2, 15)), Activity


def sites(number: int, made: World) -> tuple[sheets.Rows, type]:
    """Learning sites of the whole country."""
    from geo.choices import Level
    from geo.models import Area, LearningSite
    from geo.shapes import province_outlines

    inside = {code: shape.representative_point() for code, shape in province_outlines().items()}
    places = Area.objects.current().level(Level.SUBDISTRICT).with_ancestors().order_by("code")
    spots = [
        (place.full_name, inside[place.province.code].y, inside[place.province.code].x)
        for place in places
        if place.province.code in inside
    ]
    return lists.sites(number, spots), LearningSite


KINDS: dict[str, Callable[[int, World], tuple[sheets.Rows, type]]] = {
    "signin": signin,
    "tables": tables,
    "activities": activities,
    "sites": sites,
}


def bring(client: Any, content: bytes, suffix: str, how: str = "") -> str:
    """Send a file and look at its preview; gives back the preview's address."""
    with timed(f"{how}sent as {suffix}"):
        sent = client.post("/sheets/", {"file": _uploaded(content, suffix)})
    if sent.status_code != 302:
        raise SystemExit(f"not taken: {sent.context['form'].errors.as_text()}")
    with timed(f"{how}shown"):
        shown = client.get(sent.url)
    if shown.status_code != 200:
        raise SystemExit(f"no preview: {shown.status_code}")
    return sent.url


def answer_all(page: str, made: World) -> int:
    """Give every question its first choice; how many there were."""
    from programmes.intake.services import answer_batch, plan_of

    batch = _batch(page)
    plan = plan_of(batch, by=made.staff)
    answers = {question.key: question.choices[0].value for question in plan.every_question()}
    del plan
    answer_batch(batch, answers, by=made.staff)
    return len(answers)


def _refuse_a_bomb(client: Any) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("[Content_Types].xml", b"spreadsheetml")
        made.writestr("xl/worksheets/sheet1.xml", bytes(BOMB))
    with timed("a bomb refused"):
        sent = client.post("/sheets/", {"file": _uploaded(out.getvalue(), "xlsx")})
    if sent.status_code != 200:
        raise SystemExit("the bomb was taken")


def _uploaded(content: bytes, suffix: str) -> Any:
    from django.core.files.uploadedfile import SimpleUploadedFile

    return SimpleUploadedFile(f"sheet.{suffix}", content)


def _tell_written(page: str) -> None:
    """How many rows were written, and what kept the others."""
    result = _batch(page).result
    left = ", ".join(f"{name} {result.get(name, 0)}" for name in ("same", "question", "refused"))
    _tell("rows written", f"{result.get('new', 0) + result.get('change', 0):,}; {left}")


def _batch(page: str) -> Any:
    from geo.models import ImportBatch

    return ImportBatch.objects.get(uid=page.rstrip("/").rsplit("/", 1)[-1])


def _bare(model: Any, number: int, made: World) -> float:
    """Seconds that as many bare rows take, without rules, history or notes."""
    from django.db import transaction

    team, day = made.teams[0], date(2018, 3, 1)
    values = {
        "Person": {"given_name": "ขวัญ", "family_name": "ทดสอบ", "name_key": "x", "team": team},
        "Activity": {
            "programme": made.programme,
            "team": team,
            "area": team.subdistrict,
            "title": "เวที",
            "starts_on": day,
            "ends_on": day,
        },
        "LearningSite": {"subdistrict": team.subdistrict, "name_th": "ศูนย์"},
    }[model.__name__]
    with transaction.atomic():
        started = perf_counter()
        model.objects.bulk_create([model(**values) for _ in range(number)], batch_size=500)
        took = perf_counter() - started
        transaction.set_rollback(True)
    _tell("bare bulk_create", f"{took:.1f} s")
    return took


@contextmanager
def timed(what: str, bare: float = 0) -> Iterator[None]:
    """Print how long it took, and how many times as long as the bare writing."""
    started, worked = perf_counter(), process_time()
    yield
    took, worked = perf_counter() - started, process_time() - worked
    times = f"   {took / bare:.0f} × bare" if bare else ""
    _tell(what, f"{took:5.1f} s   processor {worked:5.1f} s{times}")


def _tell(what: str, told: object) -> None:
    print(f"  {what:<30} {told}", flush=True)


def _memory(name: str) -> float:
    """A figure of /proc/self/status in MB."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{name}:")) / 1024


if __name__ == "__main__":
    sys.exit(main())
