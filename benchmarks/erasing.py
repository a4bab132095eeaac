"""One person among many: the file with all their data, the erasure, and what is found of them afterwards.

python -m benchmarks.erasing [persons]
"""

import sys
from collections.abc import Iterable
from datetime import timedelta
from io import BytesIO
from itertools import islice
from typing import Any

from benchmarks.desk import measure
from benchmarks.world import World, world

PERSONS, CAME, LOOKS, LETTERS = 20_000, 300, 200_000, 400
GIVEN, FAMILY, PHONE = "พิกุลแก้ว", "กานดาวสี", "0891234567"
TOLD = f"คุยกับ {GIVEN} {FAMILY} โทร 089-123-4567"


def main() -> int:
    """Print seconds of each step, and rows that still tell of the person; 1 when there are any."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else PERSONS
    with world() as made:
        person = fill(made, number)
        from leaders.services.erasing import Traces, erase
        from leaders.services.erasing.sweeping import telling
        from leaders.services.own_data import write_own_data

        file = BytesIO()
        measure("all data in one file", lambda: write_own_data(person, file))
        print(f"{'':24} {file.tell() / 1024:5.0f} KiB")
        traces = Traces(frozenset({(GIVEN, FAMILY)}), frozenset({PHONE}))
        print(f"{'':24} {len(list(telling(traces))):5} texts tell of the person")
        measure("erased", lambda: erase(person, by=made.staff))
        left = len(list(telling(traces)))
        print(f"{'':24} {left:5} texts tell of the person")
    return bool(left)


def fill(made: World, number: int) -> Any:
    """Persons on rosters, activities with reports, looks; one of them came to many and is told of in all."""
    from accounts.models import AccessLog
    from leaders.models import Person
    from programmes.models import Activity, ActivityReport, Attendance, Enrolment, Session
    from tests.factories.programmes import group
    from thai.clock import now, today

    persons = [
        Person(
            given_name=f"คนที่{place}",
            family_name="ตัวอย่าง",
            name_key=f"{place}",
            team=team,
            phone=f"08{place:08d}",
        )
        for place, team in zip(range(number), made.teams * (number // len(made.teams) + 1), strict=False)
    ]
    _write(Person, persons)
    team = made.teams[0]
    person = Person.objects.create(given_name=GIVEN, family_name=FAMILY, phone=PHONE, team=team)
    member = {"programme": made.programme, "group": group("member"), "starts_on": team.formed_on}
    _write(Enrolment, (Enrolment(person=one, team=one.team, **member) for one in persons))
    mine = Enrolment.objects.create(person=person, team=team, **member)
    days = [today() - timedelta(days=day) for day in range(CAME)]
    held = [
        Activity(
            title=TOLD, team=team, area=team.subdistrict, programme=made.programme, status="verified",
            starts_on=day, ends_on=day, submitted_at=now(), verified_at=now(),
        )
        for day in days
    ]  # fmt: skip
    _write(Activity, held)
    words = "ประชุมวางแผนกับชาวบ้าน " * (LETTERS // 20)
    _write(ActivityReport, (ActivityReport(activity=one, outputs=words, lessons=TOLD) for one in held))
    sessions = [Session(activity=one, date=one.starts_on, hours=3) for one in held]
    _write(Session, sessions)
    _write(Attendance, (Attendance(session=one, enrolment=mine, presence="present") for one in sessions))
    looks = (
        AccessLog(
            user=made.staff, action="seen", noun="roster", number=30, address="/log/people/",
            object_ids=[*range(place % number, place % number + 29), 1 if place % 500 else person.pk],
        )
        for place in range(LOOKS)
    )  # fmt: skip
    _write(AccessLog, looks)
    print(f"{number} persons, {CAME} activities of the one, {LOOKS} looks")
    return person


def _write(model: type, rows: Iterable[Any]) -> None:
    rows = iter(rows)
    while part := list(islice(rows, 2_000)):
        model._base_manager.bulk_create(part)


if __name__ == "__main__":
    sys.exit(main())
