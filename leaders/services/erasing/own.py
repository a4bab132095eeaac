"""The rows of this app about a person who is erased."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.backup.aside import asides
from geo.models import ImportedRow
from thai.dates import format_datetime

from ...models import Consent, LikelySame, Merge, MergedRow, Person, SiteContact
from ..consents.publishing import take_off
from .registry import Erasing, register

BLANK = {
    "prefix": "",
    "title": "",
    "given_name": "",
    "family_name": "",
    "nickname": "",
    "name_key": "",
    "position": "",
    "birth_year": None,
    "phone": "",
    "address": "",
}


def _erase_own(erasing: Erasing) -> None:
    _end_consents(erasing)
    _forget_contacts(erasing)
    _forget_merges(erasing)
    keys = erasing.keys
    _delete(erasing, LikelySame, models.Q(person__in=keys) | models.Q(other__in=keys))
    _delete(erasing, ImportedRow, models.Q(label=Person._meta.label_lower, object_id__in=keys))
    _blank_person(erasing)


def _blank_person(erasing: Erasing) -> None:
    """Place, team and sex stay, for counts; the lines of history go, and one says that it was erased."""
    _delete(erasing, Person.history.model, models.Q(id__in=erasing.keys))
    for record in erasing.records:
        record.stamp(erasing.by)
        for name, value in BLANK.items():
            setattr(record, name, value)
        record.erased_at = erasing.at
        record.save()
        erasing.counts[Person._meta.label] += 1


def _end_consents(erasing: Erasing) -> None:
    consents = list(Consent.everything.filter(person__in=erasing.keys).select_related("person"))
    take_off(consents)
    of_person = models.Q(person__in=erasing.keys)
    _delete(erasing, Consent.history.model, of_person)
    # Ties to what was published go with them.
    erasing.counts[Consent._meta.label] += Consent.everything.filter(of_person).delete()[0]


def _forget_contacts(erasing: Erasing) -> None:
    """Whom to call at a site: the person, or a bare number that is the person's."""
    traces = erasing.all_traces
    bare = models.Q(person=None, phone__in=traces.phones) & ~models.Q(phone="")
    keys = [
        contact.pk
        for contact in SiteContact.everything.filter(models.Q(person__in=erasing.keys) | bare)
        if contact.person_id or not contact.name or traces.found_in(contact.name)
    ]
    _delete(erasing, SiteContact.history.model, models.Q(id__in=keys))
    _delete(erasing, ImportedRow, models.Q(label=SiteContact._meta.label_lower, object_id__in=keys))
    _delete(erasing, SiteContact, models.Q(pk__in=keys))


def _forget_merges(erasing: Erasing) -> None:
    """Merges can no longer be taken apart: their notes hold what both records said."""
    merges = Merge.objects.filter(models.Q(kept__in=erasing.keys) | models.Q(gone__in=erasing.keys))
    keys = list(merges.values_list("pk", flat=True))
    _delete(erasing, MergedRow, models.Q(merge__in=keys))
    _delete(erasing, Merge, models.Q(pk__in=keys))


def _delete(erasing: Erasing, model: type[models.Model], condition: models.Q) -> None:
    """Rows go without signals, which would write history about them."""
    rows = model._base_manager.filter(condition)
    if number := rows.count():
        rows._raw_delete(rows.db)
        erasing.counts[model._meta.label] += number


def _tell_what_is_aside(erasing: Erasing) -> None:
    """What a restore moved aside is a database of its own, which no erasure reaches."""
    for kept in asides():
        told = {"when": format_datetime(kept.at, get_language())}
        erasing.left.append(
            _("ข้อมูลก่อนกู้คืนเมื่อ %(when)s ยังเก็บแยกไว้ บอกผู้ดูแลระบบให้สั่ง manage.py remove_before_restore") % told
        )


def register_own() -> None:
    """Called when the app is ready."""
    register(_erase_own)
    register(_tell_what_is_aside)
