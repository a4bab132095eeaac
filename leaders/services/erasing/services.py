"""The verb, and its repetition after a restore."""

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
from ...models import Erasure, Person, SiteContact
from .registry import Erasing, afterwards, handlers
from .sweeping import sweep
from .traces import SHORTEST, Traces


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
    erasing = Erasing(person, records, traces, shared, by, at)
    for handler in handlers():
        handler(erasing)
    _sweep(erasing)
    for handler in afterwards():
        handler(erasing)
    return Erasure.objects.create(
        person=person, by=by, at=at, asked=asked, counts=dict(erasing.counts), left=erasing.left
    )


def _traces_of(records: Iterable[Person]) -> tuple[Traces, Traces]:
    """All names and numbers that the records ever had: the person's alone, and those of others too."""
    keys = [record.pk for record in records]
    lines = [*records, *Person.history.filter(id__in=keys)]
    names = {(line.given_name, line.family_name) for line in lines if line.given_name and line.family_name}
    phones = {line.phone for line in lines if len(line.phone) > SHORTEST}
    others = Person.everything.exclude(pk__in=keys).filter(erased_at=None)
    same_names = {pair for pair in names if others.filter(given_name=pair[0], family_name=pair[1]).exists()}
    elsewhere = SiteContact.objects.exclude(person=None).exclude(person__in=keys)
    same_phones = set(others.filter(phone__in=phones).values_list("phone", flat=True))
    same_phones |= set(elsewhere.filter(person__phone__in=phones).values_list("person__phone", flat=True))
    return (
        Traces(frozenset(names - same_names), frozenset(phones - same_phones)),
        Traces(frozenset(same_names), frozenset(same_phones)),
    )


def _sweep(erasing: Erasing) -> None:
    """What tells nobody else goes everywhere; what somebody else has too only where the teams worked."""

    def note(model: type[models.Model], key: object) -> None:
        erasing.counts[model._meta.label] += 1

    sweep(erasing.traces.with_those_of(Traces(words=frozenset(erasing.words))), note)
    if not erasing.shared:
        return
    teams = {record.team_id for record in erasing.records} - {None}
    sweep(erasing.shared, note, only=lambda model: _near(model, teams))
    erasing.left.append(_("มีคนอื่นชื่อหรือเบอร์เดียวกัน ข้อความนอกทีมของคนนี้อาจหมายถึงคนนั้น จึงยังอยู่ ค้นชื่อแล้วดูทีละแห่ง"))


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
    """SQLite: what was written lately lies in a journal too, until that is written back and cut off."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
