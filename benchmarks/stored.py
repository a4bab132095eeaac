"""What of the logs that phones sent stands in the database: each whole, once, and nothing else."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from benchmarks.phones import Sheet


@dataclass
class Stored:
    """How many logs are whole, which are not and why, and rows that nobody sent."""

    whole: int = 0
    wrong: list[str] = field(default_factory=list)
    twice: int = 0

    @property
    def fine(self) -> bool:
        """Whether each is there, once, and nothing else."""
        return not self.wrong and not self.twice

    def tell(self) -> None:
        """Print it."""
        print(f"  stored whole, each once        {self.whole:,}")
        print(f"  something of it twice          {self.twice}")
        print(f"  otherwise wrong                {len(self.wrong)}", *self.wrong[:5], sep="\n    ")


def look_up(sheets: Sequence[Sheet]) -> Stored:
    """Compare ``sheets`` with the database, into which nothing else was sent."""
    found = Stored()
    for sheet in sheets:
        counts, answers = _counts(sheet), _answers(sheet)
        wanted = sheet.answers | {sheet.walkin: "present"}
        if any(count > 1 for count in counts.values()) or sum(answers.values()) > len(wanted):
            found.twice += 1
        elif set(counts.values()) != {1} or set(answers) != set(wanted.items()):
            missing = ", ".join(f"{name} {count}" for name, count in counts.items() if count != 1)
            found.wrong.append(f"{sheet.body['log']}: {missing or 'other answers'}")
        else:
            found.whole += 1
    found.wrong += _beyond(len(sheets), sum(len(sheet.answers) + 1 for sheet in sheets))
    return found


def _counts(sheet: Sheet) -> dict[str, int]:
    """Of everything that a log must have left once: how often it is there."""
    from leaders.models import Person
    from programmes.models import Activity, Enrolment, Session, StatusChange, Submission

    log = sheet.body["log"]
    steps = StatusChange.objects.filter(activity__uid=log)
    return {
        "log": Activity.objects.filter(uid=log, status="submitted").count(),
        "part": Session.objects.filter(activity__uid=log).count(),
        "draft begun": steps.filter(to_status="draft").count(),
        "sent to the reviewer": steps.filter(to_status="submitted").count(),
        "receipt": Submission.objects.filter(log_uid=log, final=True).count(),
        "newcomer": Person.objects.filter(uid=sheet.walkin).count(),
        "newcomer on the roster": Enrolment.objects.filter(person__uid=sheet.walkin).count(),
    }


def _answers(sheet: Sheet) -> Counter[tuple[int | str, str]]:
    """How often each answer is there; a newcomer goes by uid."""
    from programmes.models import Attendance

    rows = Attendance.objects.filter(session__activity__uid=sheet.body["log"])
    return Counter(
        (sheet.walkin if str(uid) == sheet.walkin else key, presence)
        for key, uid, presence in rows.values_list("enrolment", "enrolment__person__uid", "presence")
    )


def _beyond(logs: int, answers: int) -> list[str]:
    """Rows beyond those of the logs, deleted ones too."""
    from leaders.models import Person
    from programmes.models import Activity, Attendance, Submission

    found = {
        "logs": (Activity.everything.count(), logs),
        "answers": (Attendance.objects.count(), answers),
        "receipts": (Submission.objects.filter(final=True).count(), logs),
        "newcomers": (Person.objects.filter(given_name__startswith="ใหม่").count(), logs),
    }
    return [f"{there:,} {name} instead of {sent:,}" for name, (there, sent) in found.items() if there != sent]


def sound() -> list[str]:
    """What SQLite's own checks find wrong; on PostgreSQL there are none to ask."""
    from django.db import connection

    if connection.vendor != "sqlite":
        return []
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        found = [str(row[0]) for row in cursor.fetchall() if row[0] != "ok"]
        cursor.execute("PRAGMA foreign_key_check")
        return found + [f"foreign key of {row[0]}" for row in cursor.fetchall()]
