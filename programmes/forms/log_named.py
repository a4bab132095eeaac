"""Whom two copies of a log name, for the record of who looked at them."""

import re

from django.db.models import Q

from ..choices import Presence
from ..models import Attendance, Enrolment, Submission
from .log_sent import fields_of
from .log_uids import sent_uids

# The name of a field that holds an answer about somebody on the roster.
ANSWER = re.compile(r"s[0-9a-f]{8}-a([0-9]{1,15})")
KNOWN = {Presence.PRESENT, Presence.ABSENT}


def people_named(submission: Submission) -> set[int]:
    """Ids of the persons of whom one copy says that they came or did not; two queries whatever the size.

    Whom a copy brings along is no person before that copy is taken in.
    """
    data = fields_of(submission.body)
    found = ((ANSWER.fullmatch(name), value) for name, value in data.items())
    answered = {int(name[1]) for name, value in found if name and value in KNOWN}
    there = Q(pk__in=answered) | Q(person__uid__in=sent_uids(data, "walkin"))
    sent = Enrolment.objects.filter(there, team=submission.team_id)
    kept = Attendance.objects.filter(session__activity=submission.activity_id, session__deleted_at=None)
    on_record = kept.filter(presence__in=KNOWN).values_list("enrolment__person", flat=True)
    return {*sent.values_list("person", flat=True), *on_record}
