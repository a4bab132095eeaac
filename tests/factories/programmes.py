"""Programme, rosters and activities of tests, in the years and with the words of the letter."""

import uuid
from collections.abc import Iterable
from datetime import date
from typing import Any

import factory
from factory.django import DjangoModelFactory

from programmes.choices import ActivityStatus, Presence
from programmes.models import (
    Activity,
    ActivityPartner,
    ActivityReport,
    Attendance,
    Enrolment,
    Headcount,
    LearnerGroup,
    Method,
    Programme,
    Session,
    StatusChange,
    Submission,
)
from programmes.services.founding import PROGRAMME_KEY, found_programme
from thai.clock import now

from .leaders import PartnerFactory, PersonFactory, TeamFactory


def the_programme() -> Programme:
    """The programme of 2561–2563 with its years, groups and methods; made on first use."""
    return Programme.objects.filter(key=PROGRAMME_KEY).first() or found_programme()


def group(key: str = "member") -> LearnerGroup:
    """A learner group of the letter: change-leader, issue-specialist, member."""
    the_programme()
    return LearnerGroup.objects.get(key=key)


def method(key: str = "forum") -> Method:
    """A method by its key."""
    the_programme()
    return Method.objects.get(key=key)


class EnrolmentFactory(DjangoModelFactory):
    """Somebody on a team's roster, with nobody's end in sight."""

    class Meta:
        model = Enrolment

    team = factory.SubFactory(TeamFactory)
    person = factory.SubFactory(PersonFactory, team=factory.SelfAttribute("..team"))
    programme = factory.LazyFunction(the_programme)
    group = factory.LazyFunction(group)
    starts_on = date(2018, 1, 1)


class ActivityFactory(DjangoModelFactory):
    """A draft of a team; ``status`` is written as it is, with the times that its constraints ask for."""

    class Meta:
        model = Activity
        skip_postgeneration_save = True

    class Params:
        by = None

    programme = factory.LazyFunction(the_programme)
    title = factory.Sequence(lambda n: f"กิจกรรมที่ {n + 1000}")
    team = factory.SubFactory(TeamFactory)
    area = factory.LazyAttribute(lambda made: made.team.subdistrict)
    starts_on = date(2019, 2, 13)
    ends_on = factory.SelfAttribute("starts_on")
    status = ActivityStatus.DRAFT
    created_at = factory.LazyFunction(now)
    created_by = factory.SelfAttribute("by")
    changed_by = factory.SelfAttribute("by")
    submitted_at = factory.LazyAttribute(
        lambda made: now() if made.status in {"submitted", "verified", "returned"} else None
    )
    verified_at = factory.LazyAttribute(lambda made: now() if made.status == "verified" else None)

    @factory.post_generation
    def authors(self, create: bool, extracted: Any, **kwargs: Any) -> None:
        """Its maker is its author."""
        self.authors.add(*(extracted or filter(None, [self.created_by])))


class SessionFactory(DjangoModelFactory):
    """A session on the activity's first day; ``method=None`` leaves the method open."""

    class Meta:
        model = Session

    activity = factory.SubFactory(ActivityFactory)
    date = factory.SelfAttribute("activity.starts_on")
    method = factory.LazyFunction(method)


class AttendanceFactory(DjangoModelFactory):
    """Somebody who came."""

    class Meta:
        model = Attendance

    session = factory.SubFactory(SessionFactory)
    enrolment = factory.SubFactory(EnrolmentFactory, team=factory.SelfAttribute("..session.activity.team"))
    presence = Presence.PRESENT


class SubmissionFactory(DjangoModelFactory):
    """What a phone sent of an activity, kept as a conflict unless told otherwise."""

    class Meta:
        model = Submission

    uid = factory.LazyFunction(uuid.uuid4)
    digest = factory.Sequence(lambda n: f"{n:064d}")
    activity = factory.SubFactory(ActivityFactory)
    log_uid = factory.LazyAttribute(lambda made: made.activity.uid if made.activity else uuid.uuid4())
    team = factory.LazyAttribute(lambda made: made.activity.team)
    account = factory.LazyAttribute(lambda made: made.activity.created_by)
    phone = factory.LazyFunction(uuid.uuid4)
    body = factory.LazyFunction(lambda: {"format": 1, "fields": [["title", "จากเครื่อง"]]})
    received_at = factory.LazyFunction(now)
    outcome = "conflict"


class HeadcountFactory(DjangoModelFactory):
    """People without names."""

    class Meta:
        model = Headcount

    activity = factory.SubFactory(ActivityFactory)
    number = 28


class ActivityPartnerFactory(DjangoModelFactory):
    """A partner that took part."""

    class Meta:
        model = ActivityPartner

    activity = factory.SubFactory(ActivityFactory)
    partner = factory.SubFactory(PartnerFactory)


class ReportFactory(DjangoModelFactory):
    """What came of an activity."""

    class Meta:
        model = ActivityReport

    activity = factory.SubFactory(ActivityFactory)
    outputs = "ได้กติกาใช้น้ำร่วมกัน"


def roster(team: Any, number: int, *, key: str = "member", **fields: Any) -> list[Enrolment]:
    """``number`` people on a team's roster in the group with that key."""
    return EnrolmentFactory.create_batch(number, team=team, group=group(key), **fields)


def activity_with(
    status: str = ActivityStatus.SUBMITTED,
    *,
    came: Iterable[Enrolment] = (),
    by: Any = None,
    reason: str = "",
    **fields: Any,
) -> Activity:
    """An activity with one session at which ``came`` were present, in ``status``.

    With ``by`` its status also stands on record, with the ``reason`` that a returned one needs.
    """
    activity = ActivityFactory(status=status, by=by, **fields)
    session = SessionFactory(activity=activity)
    for enrolment in came:
        AttendanceFactory(session=session, enrolment=enrolment)
    if by is not None:
        StatusChange.objects.create(
            activity=activity, from_status="", to_status=status, by=by, at=now(), reason=reason
        )
    return activity
