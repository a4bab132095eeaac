"""Teams, people and rosters."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from geo.models import Area, IssueArea
from leaders.choices import Sex, TeamStatus
from leaders.models import Person, Team
from programmes.models import Enrolment, LearnerGroup, Programme
from thai.names import name_key

from .accounts import Colleagues
from .calendar import FIRST_DAY, TODAY, at, dice
from .ledger import Ledger, fixed_uid, remember
from .names import NICKNAMES, POSITIONS, NameMaker
from .places import ISSUES_OF_LAND, PROPOSED, TEAMS, land_of

LEADER, SPECIALIST, MEMBER = "change-leader", "issue-specialist", "member"
VILLAGE_HEAD = "ผู้ใหญ่บ้าน"
# The sheets that come with the project use the first numbers.
FIRST_PHONE = 100
FORMED_FIRST = date(2018, 1, 24)
LAST_FORMED = date(2018, 11, 20)
# Some teams have nobody yet who knows an issue, or nobody who leads.
LACKING = {"330908": SPECIALIST, "300203": SPECIALIST, "520901": LEADER, "710301": SPECIALIST,
           "210505": SPECIALIST, "840806": SPECIALIST, "141214": LEADER}  # fmt: skip


@dataclass
class Roster:
    """A team, what it works on, and who is on its roster."""

    team: Team
    land: str
    issues: list[str]
    enrolments: list[Enrolment] = field(default_factory=list)

    @property
    def code(self) -> str:
        """The subdistrict's code."""
        return self.team.subdistrict.code


def make_teams(ledger: Ledger, areas: dict[str, Area], colleagues: Colleagues) -> list[Roster]:
    """A team per subdistrict, formed one after the other through 2018; three wait to be approved."""
    chance = dice("teams")
    rosters = []
    for codes in TEAMS.values():
        for place, code in enumerate(codes):
            proposed = code in PROPOSED
            # The first team of a province is among the first of all, the last one came in autumn.
            formed = FIRST_DAY + timedelta(days=chance.randint(0, 60) + place * chance.randint(30, 75))
            formed = min(formed, LAST_FORMED)
            if proposed:
                formed = date(2018, 12, 3) + timedelta(days=chance.randint(0, 20))
            if code == "440404":
                formed = FORMED_FIRST
            status = TeamStatus.PROPOSED if proposed else TeamStatus.APPROVED
            team = Team(subdistrict=areas[code], formed_on=formed, status=status)
            remember(team, by=colleagues.coordinators[code], at=at(formed, 16))
            land = land_of(code)
            issues = chance.sample(ISSUES_OF_LAND[land], min(3, len(ISSUES_OF_LAND[land])))
            rosters.append(Roster(team, land, [*issues, "community-councils", "integrated"]))
    ledger.make_with_history(Team, [roster.team for roster in rosters])
    return rosters


def make_people(ledger: Ledger, rosters: list[Roster], programme: Programme, colleagues: Colleagues) -> None:
    """Everybody on the rosters, each in one of the three groups; some change group, some leave."""
    chance = dice("people")
    names = NameMaker(chance)
    groups = {group.key: group for group in LearnerGroup.objects.all()}
    persons: list[Person] = []
    enrolments: list[Enrolment] = []
    for roster in rosters:
        size = chance.randint(9, 13) if roster.code in PROPOSED else chance.randint(18, 34)
        for place in range(size):
            key = _group_of(place, size)
            if key == LACKING.get(roster.code):
                key = MEMBER
            person = _person(chance, names, roster.team, key, len(persons))
            joined = _joined(chance, roster.team)
            by = colleagues.coordinators[roster.code]
            persons.append(remember(person, by=by, at=at(joined, 17, chance.randint(0, 59))))
            roster.enrolments += _enrolments(chance, person, roster.team, programme, groups, key, joined)
        for enrolment in roster.enrolments:
            enrolment.uid = fixed_uid("enrolment", len(enrolments))
            enrolments.append(
                remember(enrolment, by=colleagues.coordinators[roster.code], at=at(enrolment.starts_on, 17))
            )
    ledger.make_with_history(Person, persons)
    for enrolment in enrolments:
        enrolment.person_id = enrolment.person.pk
    ledger.make_with_history(Enrolment, enrolments)
    _link_issues(ledger, chance, rosters)


def _group_of(place: int, size: int) -> str:
    """About one in ten leads, one in six knows an issue, the others are members."""
    leaders = max(2, round(size * 0.1))
    if place < leaders:
        return LEADER
    return SPECIALIST if place < leaders + max(2, round(size * 0.15)) else MEMBER


def _person(chance: Random, names: NameMaker, team: Team, key: str, number: int) -> Person:
    sex = Sex.FEMALE if chance.random() < 0.58 else Sex.MALE
    given, family = names.name(sex)
    birth = chance.randint(1944, 1986) if key != MEMBER else chance.randint(1940, 1999)
    position = chance.choice(POSITIONS[key])
    prefix = "นาย" if sex == Sex.MALE else "นางสาว" if birth > 1985 or chance.random() < 0.15 else "นาง"
    title = ""
    if position == VILLAGE_HEAD:
        title, prefix = "ผญ.", ""
    in_bangkok = team.subdistrict.code.startswith("10")
    village = f"ชุมชนที่ {chance.randint(1, 6)}" if in_bangkok else f"หมู่ {chance.randint(1, 12)}"
    return Person(
        uid=fixed_uid("person", number),
        prefix=prefix,
        title=title,
        given_name=given,
        family_name=family,
        name_key=name_key(given, family),
        nickname=chance.choice(NICKNAMES) if chance.random() < 0.3 else "",
        position=position,
        sex=sex,
        birth_year=birth if chance.random() < 0.74 else None,
        phone=f"081000{FIRST_PHONE + number:04}" if chance.random() < 0.62 else "",
        subdistrict=team.subdistrict,
        address=village if chance.random() < 0.9 else "",
        team=team,
    )


def _joined(chance: Random, team: Team) -> date:
    """Most are there from the first day, the others come within the year."""
    if chance.random() < 0.72:
        return team.formed_on
    return min(team.formed_on + timedelta(days=chance.randint(20, 240)), TODAY - timedelta(days=20))


def _enrolments(
    chance: Random,
    person: Person,
    team: Team,
    programme: Programme,
    groups: dict[str, LearnerGroup],
    key: str,
    joined: date,
) -> list[Enrolment]:
    """One, or two where a member grew into another group; some have left."""
    first = Enrolment(person=person, team=team, programme=programme, group=groups[key], starts_on=joined)
    change = TODAY - timedelta(days=chance.randint(12, 120))
    moment = chance.random()
    if change <= joined + timedelta(days=60) or moment > 0.08:
        return [first]
    first.ends_on = change - timedelta(days=1)
    if moment < 0.03:
        return [first]
    grown = {MEMBER: SPECIALIST, SPECIALIST: LEADER, LEADER: LEADER}[key]
    if grown == key:
        first.ends_on = None
        return [first]
    then = Enrolment(person=person, team=team, programme=programme, group=groups[grown], starts_on=change)
    return [first, then]


def _link_issues(ledger: Ledger, chance: Random, rosters: list[Roster]) -> None:
    """What the issue specialists know."""
    issues = {issue.key: issue for issue in IssueArea.objects.all()}
    ledger.link(
        Enrolment.issues.through,
        [
            (enrolment, issues[key])
            for roster in rosters
            for enrolment in roster.enrolments
            if enrolment.group.with_issues
            for key in sorted(chance.sample(roster.issues[:3], chance.choice((1, 1, 2))))
        ],
    )
