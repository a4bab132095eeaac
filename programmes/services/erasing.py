"""What work does when a person is erased: the roster ends, sheets and sendings lose them, ticks stay."""

from collections.abc import Iterable

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from geo.models import ImportBatch
from leaders.services.erasing import Erasing, Traces, register
from thai.clock import today
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
    for row in Enrolment.objects.filter(person__in=erasing.keys):
        if row.starts_on > day:
            row.put_into_bin(erasing.by)
        elif row.ends_on is None or row.ends_on > day:
            row.stamp(erasing.by)
            row.ends_on = day
            row.save()


def _forget_in_sheets(erasing: Erasing) -> None:
    """Uploaded files that are still kept: a copy without the person takes the place of the file."""
    traces = erasing.all_traces
    for batch in ImportBatch.objects.exclude(file="") if traces else ():
        with batch.file.open("rb") as file:
            changed = without_person(file.read(), batch.filename, batch.kind, traces)
        if changed is None:
            continue
        storage, old = batch.file.storage, batch.file.name
        batch.file.save("sheet.xlsx", ContentFile(changed), save=False)
        batch.save(update_fields=["file"])
        erasing.counts["geo.ImportBatch.file"] += 1
        if batch.file.name != old:
            transaction.on_commit(lambda storage=storage, old=old: storage.delete(old))


def _forget_in_sendings(erasing: Erasing) -> None:
    """What phones sent keeps the boxes of a name apart: the whole entry goes, not only a part of it."""
    traces = erasing.all_traces
    if not traces.names:
        return
    teams = {record.team_id for record in erasing.records}
    for sending in Submission.objects.filter(team__in=teams).exclude(body={}).iterator(chunk_size=200):
        fields = sending.body.get("fields")
        if isinstance(fields, list) and (gone := set(_entries(fields, traces))):
            sending.body["fields"] = [
                [name, "" if _entry(name) in gone and not name.endswith(KEPT_BOXES) else value]
                for name, value in fields
            ]
            sending.save(update_fields=["body"])
            erasing.counts[Submission._meta.label] += 1


def _entries(fields: Iterable[list[str]], traces: Traces) -> Iterable[str]:
    """What the boxes of one newcomer begin with, of those who are the person."""
    boxes = {str(name): fold(str(value)) for name, value in fields}
    for name, given in boxes.items():
        if name.endswith("given_name"):
            family = boxes.get(f"{_entry(name)}family_name", "")
            if traces.found_in(f"{given} {family}"):
                yield _entry(name)


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
