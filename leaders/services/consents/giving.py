"""The two verbs: a consent is given, and taken back as easily."""

import secrets
from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.backup.erasures import Kind, append_erasure
from accounts.models import User
from accounts.services.codes import ALPHABET
from thai.clock import now, today
from thai.names import Prefix

from ... import rules
from ...choices import ConsentUse, ConsentWay
from ...models import Consent, ConsentWording, Person
from .publishing import take_off

# Civil and Commercial Code, section 19: of age with twenty years.
OF_AGE = 20
CODE_SIGNS = 8
CHILDREN = {Prefix.BOY, Prefix.GIRL}


def is_minor(person: Person, day: date) -> bool:
    """Whether a guardian has to agree too, by the year of birth, else by the prefix."""
    if person.birth_year:
        return day.year - person.birth_year < OF_AGE
    return person.prefix in CHILDREN


def may_be_minor(person: Person, day: date) -> bool:
    """Whether to ask for a guardian: minors, and who turns twenty in the year of ``day``."""
    return is_minor(person, day) or (bool(person.birth_year) and day.year - person.birth_year == OF_AGE)


@transaction.atomic
def give(
    person: Person,
    *,
    by: User,
    uses: Iterable[str],
    way: str,
    given_on: date | None = None,
    guardian: str = "",
    purpose: str = "",
    read: Iterable[ConsentWording] | None = None,
) -> list[Consent]:
    """Note that ``person`` agreed to ``uses``; what stands already is left as it is.

    ``read`` are the sentences that were on the screen; without it they are those in force on the day. They
    are kept in the language of the screen. Raises PermissionDenied outside the areas where ``by`` works;
    ValidationError by field: a minor without guardian, passing on without an occasion, a day to come or
    before the first sentence, a sentence that was not read, no use at all; and for whoever is no longer on
    record.
    """
    person = _still_there(person)
    if not rules.may_change_person(by, person):
        raise PermissionDenied
    day, wanted = given_on or today(), [use for use in ConsentUse.values if use in set(uses)]
    _must_hold_together(person, day, wanted, guardian, purpose)
    wordings = _sentences(day, wanted, read)
    held = set(Consent.objects.standing().filter(person=person).values_list("use", "purpose"))
    given = []
    for use in wanted:
        occasion = purpose if use == ConsentUse.PASS_ON else ""
        if (use, occasion) in held:
            continue
        consent = Consent(
            person=person, use=use, purpose=occasion, way=ConsentWay(way), given_on=day, guardian=guardian,
            wording=wordings[use], read_text=wordings[use].text, code=_new_code(),
        )  # fmt: skip
        consent.stamp(by)
        consent.save()
        given.append(consent)
    return given


def _still_there(person: Person) -> Person:
    """The person as it stands in the database, locked; meanwhile somebody may have erased or merged it."""
    rows = Person.everything.select_for_update(of=("self",)).with_place()
    fresh = rows.filter(pk=person.pk, deleted_at=None, erased_at=None, merged_into=None).first()
    if fresh is None:
        raise ValidationError(_("คนนี้ไม่อยู่ในรายชื่อแล้ว กลับไปดูรายชื่ออีกครั้ง"), code="gone")
    return fresh


def _sentences(
    day: date, uses: Iterable[str], read: Iterable[ConsentWording] | None
) -> dict[str, ConsentWording]:
    """By use, what was read: in force on ``day``, or an older version that was still on the screen."""
    on_day = {wording.use: wording for wording in ConsentWording.objects.current(day)}
    if any(use not in on_day for use in uses):
        raise ValidationError({"given_on": _("วันนั้นยังไม่มีข้อความให้อ่าน ตรวจปีอีกครั้ง")})
    if read is None:
        return on_day
    shown = {wording.use: wording for wording in read if wording.starts_on <= day}
    if any(use not in shown for use in uses):
        raise ValidationError({"uses": _("ข้อความเปลี่ยนไปแล้ว อ่านใหม่อีกครั้ง")})
    return shown


def _must_hold_together(person: Person, day: date, uses: list[str], guardian: str, purpose: str) -> None:
    wrong: dict[str, str] = {}
    if not uses:
        wrong["uses"] = _("ยังไม่ได้เลือก เลือกอย่างน้อย 1 ข้อ")
    if day > today():
        wrong["given_on"] = _("วันนี้ยังมาไม่ถึง ใส่วันที่ให้ความยินยอมจริง")
    if is_minor(person, day) and not guardian:
        wrong["guardian"] = _("อายุไม่ถึง 20 ปี ใส่ชื่อผู้ปกครองที่ยินยอมด้วย")
    if ConsentUse.PASS_ON in uses and not purpose:
        wrong["purpose"] = _("บอกด้วยว่าใช้กับงานไหน เช่น งานเปิดบ้านบ้านโคก 23 ก.พ. 2562")
    if wrong:
        raise ValidationError(wrong)


def _new_code() -> str:
    """Not guessed, and easy to read out: an editor, who sees no person, writes it beside a picture."""
    return "".join(secrets.choice(ALPHABET) for _number in range(CODE_SIGNS))


@transaction.atomic
def withdraw(consent: Consent, *, by: User, way: str = ConsentWay.SPOKEN) -> Consent:
    """Take a consent back, and off the public site what rests on it; taken back before: nothing happens.

    All that stand for the same use (and occasion) of the person end with it. It is on the disk beside the
    backups before it is committed, so that no restore brings them back. Raises PermissionDenied outside the
    areas where ``by`` works.
    """
    if not rules.may_change_person(by, consent.person):
        raise PermissionDenied
    same = Consent.objects.select_for_update(of=("self",)).standing()
    same = same.filter(person=consent.person_id, use=consent.use, purpose=consent.purpose)
    ended = list(same.select_related("person"))
    for held in ended:
        held.stamp(by)
        held.withdrawn_at, held.withdrawn_by, held.withdrawn_way = now(), by, ConsentWay(way)
        held.save()
    take_off(ended)
    for held in ended:
        append_erasure(held.uid, held.withdrawn_at, kind=Kind.CONSENT)
    consent.refresh_from_db()
    return consent


@transaction.atomic
def withdraw_again(uid: UUID, at: datetime) -> bool:
    """After a restore: take back once more the consent that the ledger names; whether it stood."""
    consent = Consent.objects.select_for_update(of=("self",)).standing().filter(uid=uid).first()
    if consent is None:
        return False
    consent.withdrawn_at = at
    consent.save()
    take_off([consent])
    return True
