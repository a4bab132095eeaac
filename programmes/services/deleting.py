"""Deleting what was added by mistake: who came nowhere, a site that nothing was held at; and back."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import ngettext

from accounts.models import User
from geo.models import LearningSite
from geo.models.base import BIN_FIELDS
from geo.services import sites
from leaders.models import Person
from leaders.services import people
from leaders.services.contacts import bin_contacts, restore_contacts

from ..choices import Presence
from ..models import Activity, Attendance, Enrolment


@transaction.atomic
def delete_person(person: Person, *, by: User) -> Person:
    """Put somebody into the bin, off every roster, with the answers "unknown" about them.

    Raises PermissionDenied, and ValidationError for whoever is on record as present or absent anywhere: who
    was there is taken off the roster, or merged, but stays on record.
    """
    ticks = Attendance.objects.filter(enrolment__person=person, session__deleted_at=None)
    answers = ticks.exclude(presence=Presence.UNKNOWN).filter(session__activity__deleted_at=None)
    if number := answers.values("session__activity").distinct().count():
        words = ngettext(
            "ลบไม่ได้ มีชื่อในกิจกรรม %(n)s รายการแล้ว ให้ออกจากรายชื่อแทน ถ้าซ้ำกับอีกคน บอกผู้ตรวจให้รวม",
            "ลบไม่ได้ มีชื่อในกิจกรรม %(n)s รายการแล้ว ให้ออกจากรายชื่อแทน ถ้าซ้ำกับอีกคน บอกผู้ตรวจให้รวม",
            number,
        )
        raise ValidationError(words, params={"n": number}, code="attended")
    gone = people.remove_person(person, by=by)
    ticks.filter(presence=Presence.UNKNOWN).update(deleted_at=gone.deleted_at)
    for row in Enrolment.objects.filter(person=gone):
        row.stamp(by)
        row.deleted_at = gone.deleted_at
        row.save(update_fields=BIN_FIELDS)
    return gone


@transaction.atomic
def restore_person(person: Person, *, by: User) -> Person:
    """Take somebody out of the bin, back on the rosters; raises what ``people.restore_person`` does."""
    at = person.deleted_at
    back = people.restore_person(person, by=by)
    if at is not None:
        rows = Enrolment.everything.filter(person=back, deleted_at=at)
        Attendance.everything.filter(enrolment__in=rows, deleted_at=at).update(deleted_at=None)
        for row in rows:
            row.take_out_of_bin(by)
    return back


@transaction.atomic
def delete_site(site: LearningSite, *, by: User) -> LearningSite:
    """Put a draft or proposed site into the bin, its contacts with it.

    Raises PermissionDenied, and ValidationError for one that is published or that an activity was held at.
    """
    if number := Activity.objects.filter(site=site).count():
        words = ngettext("ลบไม่ได้ มีกิจกรรมจัดที่นี่ %(n)s รายการ", "ลบไม่ได้ มีกิจกรรมจัดที่นี่ %(n)s รายการ", number)
        raise ValidationError(words, params={"n": number}, code="used")
    gone = sites.remove_site(site, by=by)
    bin_contacts(gone, by=by)
    return gone


@transaction.atomic
def restore_site(site: LearningSite, *, by: User) -> LearningSite:
    """Take a site out of the bin, with its contacts; raises what ``sites.restore_site`` does."""
    at = site.deleted_at
    back = sites.restore_site(site, by=by)
    if at is not None:
        restore_contacts(back, at, by=by)
    return back
