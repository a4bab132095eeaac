"""What a long list costs as a file: memory beyond what the process held before, and seconds.

    python -m benchmarks.exports [persons]

Needs Linux, which tells the peak of a process and forgets it when asked.
"""

import gc
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any

from benchmarks.world import World, world

PERSONS = 50_000
KINDS = ("csv", "xlsx")


def main() -> int:
    """Print a line for each way to make the file."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else PERSONS
    with world() as made:
        fill(made, number)
        print(f"{number:,} persons with phone, group and place")
        for kind in KINDS:
            measure(f"streamed as {kind}", lambda kind=kind: streamed(made, kind))
        measure("import-export's own export() and CSV", in_one_piece)
    return 0


def fill(made: World, number: int) -> None:
    """Persons on the rosters of the world's teams."""
    from leaders.models import Person
    from programmes.models import Enrolment, LearnerGroup
    from thai.names import name_key

    group = LearnerGroup.objects.get(key="member")
    persons = Person.objects.bulk_create(
        [
            Person(
                prefix="นาง",
                given_name=f"ขวัญ{place}",
                family_name="ทดสอบ",
                name_key=name_key(f"ขวัญ{place}", "ทดสอบ"),
                phone=f"08{place:08d}",
                position="กลุ่มออมทรัพย์",
                team=(team := made.teams[place % len(made.teams)]),
                subdistrict=team.subdistrict,
            )
            for place in range(number)
        ],
        batch_size=1_000,
    )
    enrolments = (
        Enrolment(
            person=person,
            team_id=person.team_id,
            programme=made.programme,
            group=group,
            starts_on="2018-01-01",
        )
        for person in persons
    )
    Enrolment.objects.bulk_create(enrolments, batch_size=1_000)


def streamed(made: World, kind: str) -> int:
    """Bytes of the reviewers' list of people as it is served."""
    from django.test import RequestFactory

    from accounts.factors import PASSED
    from geo.downloads import list_as_file
    from leaders.models import Person
    from programmes.resources import LearnerResource

    request = RequestFactory().get("/review/people/export/")
    request.user = made.staff
    request.session = {PASSED: True}
    answer = list_as_file(request, kind, LearnerResource(), Person.objects.visible_to(made.staff).by_name())
    size = sum(len(part) for part in answer.streaming_content)
    answer.close()
    return size


def in_one_piece() -> int:
    """Bytes of the same rows, all of them held at once."""
    from leaders.models import Person
    from programmes.resources import LearnerResource

    resource = LearnerResource()
    return len(resource.export(queryset=resource.dressed(Person.objects.by_name())).csv.encode())


def measure(what: str, make: Callable[[], Any]) -> None:
    """Print what making it took."""
    gc.collect()
    Path("/proc/self/clear_refs").write_text("5")
    before, started = _memory("VmRSS"), perf_counter()
    size = make()
    took = perf_counter() - started
    more = _memory("VmHWM") - before
    print(f"  {what:<38} {more:7.1f} MB more  {took:6.1f} s  {size / 1e6:6.1f} MB")


def _memory(name: str) -> float:
    """A figure of /proc/self/status in MB."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{name}:")) / 1024


if __name__ == "__main__":
    sys.exit(main())
