"""Who came to an activity, group by group, with three answers a person: unknown is not absent."""

from collections import defaultdict
from dataclasses import dataclass, field

from leaders.models import Person

from ..choices import Presence
from ..models import Activity, Attendance, Enrolment, LearnerGroup


@dataclass
class Answer:
    """One person over all sessions: present if at one at least, absent if at none and known of one."""

    enrolment: Enrolment
    sessions: int
    presences: list[Presence] = field(default_factory=list)

    @property
    def person(self) -> Person:
        """Whose answer it is."""
        return self.enrolment.person

    @property
    def presence(self) -> Presence:
        """The answer for the activity as a whole."""
        for answer in (Presence.PRESENT, Presence.ABSENT):
            if answer in self.presences:
                return answer
        return Presence.UNKNOWN

    @property
    def attended(self) -> int:
        """At how many sessions the person was present."""
        return self.presences.count(Presence.PRESENT)


@dataclass
class GroupRoll:
    """A learner group and its people, in dictionary order."""

    group: LearnerGroup
    answers: list[Answer] = field(default_factory=list)

    def count(self, presence: Presence) -> int:
        """How many gave this answer."""
        return sum(answer.presence == presence for answer in self.answers)

    @property
    def present(self) -> int:
        """How many came."""
        return self.count(Presence.PRESENT)

    @property
    def absent(self) -> int:
        """How many did not come."""
        return self.count(Presence.ABSENT)

    @property
    def unknown(self) -> int:
        """Of how many it is not known."""
        return self.count(Presence.UNKNOWN)


def who_came(activity: Activity) -> list[GroupRoll]:
    """The roster of the activity's days and whoever was ticked, by group; three queries whatever the size."""
    sessions = [session.pk for session in activity.sessions.all()]
    ticked: dict[int, list[Presence]] = defaultdict(list)
    attendances = Attendance.objects.filter(session__in=sessions)
    for enrolment, presence in attendances.values_list("enrolment", "presence"):
        ticked[enrolment].append(Presence(presence))
    roster = Enrolment.objects.during(activity.starts_on, activity.ends_on).filter(
        team=activity.team_id, programme=activity.programme_id
    )
    listed = Enrolment.objects.filter(pk__in=ticked) | roster
    rolls: dict[int, GroupRoll] = {}
    for enrolment in listed.select_related("person", "group").by_group():
        roll = rolls.setdefault(enrolment.group_id, GroupRoll(enrolment.group))
        roll.answers.append(Answer(enrolment, len(sessions), ticked.get(enrolment.pk, [])))
    return list(rolls.values())
