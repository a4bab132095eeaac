"""The verb, and its repetition after a restore."""

import logging
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.backup.erasures import append_erasure
from accounts.models import User

from ... import rules
from ...models import Erasure, Person
from .filenames import rename_files
from .registry import Erasing, afterwards, handlers
from .sweeping import sweep
from .traces import SHORTEST, Traces

logger = logging.getLogger(__name__)


@transaction.atomic
def erase(person: Person, *, by: User | None, asked: str = "") -> Erasure:
    """Erase a person and everybody merged into it, everywhere; the blank rows stay, so counts stay right.

    ``asked`` says who asked for it and how, without a name; ``by`` is None for the operator's commands. The
    erasure is on the disk beside the backups before it is committed, so that no restore brings the person
    back. Raises PermissionDenied for all but national staff, ValidationError for who was erased before.
    """
    if by is not None and not rules.may_erase(by):
        raise PermissionDenied
    person = Person.everything.select_for_update(of=("self",)).get(pk=person.pk)
    if person.erased_at:
        raise ValidationError(_("ลบข้อมูลคนนี้ไปแล้ว"), code="erased")
    done = _erase(person.now, by, timezone.now(), asked)
    for uid in Person.everything.records_of(person.now).values_list("uid", flat=True):
        append_erasure(uid, done.at)
    transaction.on_commit(_scrub)
    return done


def erase_again(uid: UUID, at: datetime) -> bool:
    """After a restore: erase once more whom the ledger names; whether there was anything left to erase."""
    with transaction.atomic():
        person = Person.everything.select_for_update(of=("self",)).filter(uid=uid).first()
        if person is None or person.erased_at:
            return False
        _erase(person, None, at, "")
        transaction.on_commit(_scrub)
    return True


def _erase(person: Person, by: User | None, at: datetime, asked: str) -> Erasure:
    records = list(Person.everything.records_of(person))
    traces, shared = _traces_of(records)
    erasing = Erasing(person, records, traces, shared, by, at, teams=_teams_of(records))
    told = erasing.all_traces
    for handler in handlers():
        handler(erasing)
    _sweep(erasing)
    for handler in afterwards():
        handler(erasing)
    left = [told.without(sentence) for sentence in erasing.left]
    # Positive counts only.
    counts = dict(+erasing.counts)
    return Erasure.objects.create(
        person=person, by=by, at=at, asked=told.without(asked), counts=counts, left=left
    )


def _teams_of(records: Iterable[Person]) -> set[int]:
    """Teams that ever kept a record of the person."""
    keys = [record.pk for record in records]
    before = Person.history.filter(id__in=keys).values_list("team_id", flat=True)
    return ({record.team_id for record in records} | set(before)) - {None}


def _traces_of(records: Iterable[Person]) -> tuple[Traces, Traces]:
    """All names and numbers that the records ever had: the person's alone, and names of others too.

    A number that others have as well is no trace; a name of others that only holds the person's is told to
    the traces, so that it is not taken for it.
    """
    keys = [record.pk for record in records]
    lines = [*records, *Person.history.filter(id__in=keys)]
    names = {(line.given_name, line.family_name) for line in lines if line.given_name and line.family_name}
    phones = {line.phone for line in lines if len(line.phone) > SHORTEST}
    others = Person.everything.exclude(pk__in=keys).filter(erased_at=None)
    holding = {
        pair
        for given, family in names
        for pair in others.filter(given_name__endswith=given, family_name__startswith=family).values_list(
            "given_name", "family_name"
        )
    }
    shared = names & holding
    phones -= set(others.filter(phone__in=phones).values_list("phone", flat=True))
    apart = frozenset(holding - shared)
    return (
        Traces(frozenset(names - shared), frozenset(phones), others=apart),
        Traces(frozenset(shared), others=apart),
    )


def _sweep(erasing: Erasing) -> None:
    """What tells nobody else goes everywhere; what somebody else has too only where the teams worked."""

    def note(model: type[models.Model], key: object) -> None:
        erasing.counts[model._meta.label] += 1

    rename_files(erasing.all_traces, note)
    sweep(erasing.traces, note)
    if erasing.shared:
        sweep(erasing.shared, note, only=lambda model: _near(model, erasing.teams))
        erasing.left.append(_("มีคนอื่นชื่อเดียวกัน ข้อความนอกทีมของคนนี้อาจหมายถึงคนนั้น จึงยังอยู่ ค้นชื่อแล้วดูทีละแห่ง"))
    if any(not record.family_name for record in erasing.unchanged):
        erasing.left.append(_("มีแต่ชื่อ ไม่มีนามสกุล ระบบจึงไม่ได้ลบชื่อนี้ออกจากข้อความ ดูบันทึกของทีมเอง"))
    if {record.phone for record in erasing.unchanged} - erasing.all_traces.phones - {""}:
        erasing.left.append(_("คนอื่นใช้เบอร์เดียวกัน เบอร์นี้ในข้อความจึงยังอยู่"))


def _near(model: type[models.Model], teams: set[int]) -> models.QuerySet | None:
    """Rows of what the teams did, told by their links; None for tables that are nobody's work."""
    links = {field.name for field in model._meta.get_fields() if field.is_relation}
    if "team" in links:
        return model._base_manager.filter(team__in=teams)
    if "activity" in links:
        return model._base_manager.filter(activity__team__in=teams)
    if "areas" in links:
        return model._base_manager.filter(areas__teams__in=teams)
    return None


def _scrub() -> None:
    """SQLite: what was written lately lies in a journal too, until that is written back and cut off.

    A reader who is just then at work holds it open; whoever closes the database last cuts it off.
    """
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            (held, *_pages) = cursor.fetchone()
        if held:
            logger.warning("The journal of the database could not be cut off after an erasure: it is in use.")
