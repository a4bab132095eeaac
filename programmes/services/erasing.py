"""What work does when a person is erased: the roster ends, sheets and sendings lose them, ticks stay."""

from collections.abc import Container, Iterable, Iterator

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from geo.models import ImportBatch
from leaders.models import Person
from leaders.services.erasing import Erasing, Traces, register
from thai.clock import today
from thai.names import parse_name
from thai.text import fold

from ..intake.forgetting import without_person
from ..models import Attendance, Enrolment, Evidence, Submission

# Of somebody new in a log's form, what stays: with whom the answers belong together.
KEPT_BOXES = ("uid", "group", "issues", "team")


def register_work() -> None:
    """Called when the app is ready."""
    register(_end_rosters)
    register(_forget_in_sheets)
    register(_forget_in_sendings)
    register(_tell_files)


def _end_rosters(erasing: Erasing) -> None:
    """Nobody is asked again whether they came; the past of the roster stays, with the ticks."""
    day = today()
    learnt = Enrolment.everything.filter(person__in=erasing.keys)
    erasing.teams |= set(learnt.values_list("team_id", flat=True))
    for row in Enrolment.objects.filter(person__in=erasing.keys):
        if row.starts_on > day:
            row.put_into_bin(erasing.by)
        elif row.ends_on is None or row.ends_on > day:
            row.stamp(erasing.by)
            row.ends_on = day
            row.save()


def _forget_in_sheets(erasing: Erasing) -> None:
    """Uploaded files that are still kept: a copy without the person takes the place of the file.

    A name that somebody else has too is looked for in sheets of the own teams' places only.
    """
    near = set(ImportBatch.objects.filter(areas__teams__in=erasing.teams).values_list("pk", flat=True))
    missing = 0
    for batch in ImportBatch.objects.exclude(file="") if erasing.all_traces else ():
        traces = erasing.all_traces if batch.pk in near else erasing.traces
        try:
            with batch.file.open("rb") as file:
                changed = without_person(file.read(), batch.filename, batch.kind, traces)
        except FileNotFoundError:
            missing += 1
            continue
        if changed is not None:
            _replace(batch, changed)
            erasing.counts["geo.ImportBatch.file"] += 1
    if missing:
        erasing.left.append(_("ไฟล์นำเข้า %(n)s ไฟล์หายไปจากที่เก็บ จึงไม่ได้เปิดดู ถ้ามีสำเนาที่อื่น ดูเอง") % {"n": missing})


def _replace(batch: ImportBatch, content: bytes) -> None:
    """The former file goes once the erasure is committed."""
    storage, old = batch.file.storage, batch.file.name
    batch.file.save("sheet.xlsx", ContentFile(content), save=False)
    batch.save(update_fields=["file"])
    if batch.file.name != old:
        transaction.on_commit(lambda: storage.delete(old))


def _forget_in_sendings(erasing: Erasing) -> None:
    """What phones sent keeps the boxes of a name apart: the whole entry goes, not only a part of it.

    Looked through is what was sent by every team that ever had the person, and what belongs to no team.
    """
    lines = Person.history.filter(id__in=erasing.keys)
    givens = {fold(line.given_name) for line in (*erasing.records, *lines)} - {""}
    for sending in sendings_near(erasing.records).exclude(body={}).iterator(chunk_size=200):
        traces = erasing.all_traces if sending.team_id else erasing.traces
        fields = sending.body.get("fields")
        if isinstance(fields, list) and (gone := set(entries_of(fields, traces, givens))):
            sending.body["fields"] = [
                [name, "" if _entry(name) in gone and not name.endswith(KEPT_BOXES) else value]
                for name, value in fields
            ]
            sending.save(update_fields=["body"])
            erasing.counts[Submission._meta.label] += 1


def sendings_near(records: Iterable[Person]) -> QuerySet[Submission]:
    """What phones sent of the teams that ever had one of ``records``, or of no team."""
    records = list(records)
    keys = [record.pk for record in records]
    teams = {record.team_id for record in records}
    teams |= set(Person.history.filter(id__in=keys).values_list("team_id", flat=True))
    teams |= set(Enrolment.everything.filter(person__in=keys).values_list("team_id", flat=True))
    return Submission.objects.filter(Q(team__in=teams - {None}) | Q(team=None))


def entries_of(fields: Iterable[list[str]], traces: Traces, givens: Container[str]) -> Iterator[str]:
    """What the boxes of one newcomer begin with, of those who are the person.

    That is by the full name, or by one of ``givens`` beside the person's number.
    """
    boxes = {str(name): fold(str(value)) for name, value in fields}
    numbers = Traces(phones=traces.phones)
    for name, given in boxes.items():
        if given and name.endswith("given_name"):
            entry = _entry(name)
            read = parse_name(f"{given} {boxes.get(f'{entry}family_name', '')}")
            known = read.given_name in givens and numbers.found_in(boxes.get(f"{entry}phone", ""))
            if known or traces.found_in(f"{read.given_name} {read.family_name}"):
                yield entry


def _entry(name: str) -> str:
    """The beginning that the boxes of one newcomer share: "new-2-given_name" → "new-2-"."""
    return name[: name.rfind("-") + 1]


def _tell_files(erasing: Erasing) -> None:
    """Photos and scans show what no program reads."""
    came = Attendance.objects.present().filter(enrolment__person__in=erasing.keys)
    activities = came.values("session__activity")
    if number := Evidence.objects.filter(activity__in=activities).values("activity").distinct().count():
        erasing.left.append(
            _("รูปและใบลงชื่อของ %(n)s กิจกรรมที่คนนี้มา อาจเห็นหน้าหรือลายมือ ดูแล้วเอาออกเอง") % {"n": number}
        )
