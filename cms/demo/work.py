"""Writes activities: their days, who came, what came of it, and every step of their life."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random

from accounts.models import User
from geo.choices import SiteStatus
from geo.models import IssueArea, LearningSite
from programmes.choices import ActivityStatus as Status
from programmes.choices import HeadcountKind, HeadcountStage, LedBy
from programmes.models import (
    Activity,
    ActivityReport,
    Headcount,
    LearnerGroup,
    Method,
    Programme,
    Session,
    StatusChange,
)

from .accounts import Colleagues
from .calendar import TODAY, dice
from .evidence import keep_evidence
from .gatherings import gatherings
from .ledger import Ledger, fixed_uid, remember
from .life import Life, life_of
from .occasions import Occasion, occasions
from .partners import keep_partners
from .people import MEMBER, Roster
from .places import COORDINATOR_WORKS_IN
from .roll import Roll, take_rolls
from .series import plan_series
from .times import starting_time
from .wording import RETURN_REASONS, Words

# More came there than the roster names, which a reviewer asks about.
CROWDED = "440907"
_PROVINCE_HALL = "ห้องประชุมขบวนจังหวัด"
# What was held, whether or not its log has been sent.
HELD = {Status.SUBMITTED, Status.VERIFIED, Status.RETURNED, Status.DRAFT}


class Work:
    """Collects the rows of all activities and writes them in few queries."""

    def __init__(self, ledger: Ledger, programme: Programme, sites: list[LearningSite]) -> None:
        self.ledger = ledger
        self.programme = programme
        self.sites = [site for site in sites if site.status == SiteStatus.PUBLISHED]
        self.issues = {issue.key: issue for issue in IssueArea.objects.all()}
        self.methods = {method.key: method for method in Method.objects.all()}
        self.members = LearnerGroup.objects.get(key=MEMBER)
        self.chance = dice("work")
        self.activities: list[Activity] = []
        self.sessions: list[Session] = []
        self.reports: list[ActivityReport] = []
        self.headcounts: list[Headcount] = []
        self.steps: list[StatusChange] = []
        self.rolls: list[Roll] = []
        self.of_issues: list[tuple[Activity, IssueArea]] = []
        self.of_methods: list[tuple[Session, Method]] = []
        self.authors: list[tuple[Activity, User]] = []

    def add(self, occasion: Occasion, *, by: User, reviewer: User) -> None:
        """One activity with all that belongs to it."""
        chance, roster = self.chance, occasion.roster
        words = Words(chance, roster.team.subdistrict)
        reason = chance.choice(RETURN_REASONS)
        life = life_of(chance, occasion, by=by, reviewer=reviewer, why_returned=reason)
        activity = self._activity(occasion, life, words)
        held = occasion.status in HELD
        keys = [key for key in occasion.kind.issues if key in roster.issues]
        self.of_issues += [(activity, self.issues[key]) for key in keys[: chance.choice((1, 1, 2))]]
        self.authors.append((activity, by))
        self.steps += [
            StatusChange(
                activity=activity, from_status=step.before, to_status=step.after, by=step.by, at=step.at,
                reason=step.reason,
            )
            for step in life.steps
        ]  # fmt: skip
        sessions = self._sessions(occasion, activity, by)
        self._headcounts(occasion, activity, by)
        if held and (occasion.status != Status.DRAFT or chance.random() < 0.5):
            report = ActivityReport(activity=activity, uid=self._uid("report"), **words.report(occasion.kind))
            self.reports.append(remember(report, by=by, at=life.steps[0].at + timedelta(minutes=12)))
        if held:
            self.rolls.append(Roll(occasion, activity, sessions, by, life.steps[0].at + timedelta(minutes=5)))

    def write(self) -> None:
        """Everything that was added, parents before children."""
        ledger = self.ledger
        ledger.make_with_history(Activity, self.activities)
        ledger.make(Session, self.sessions)
        ledger.make_with_history(ActivityReport, self.reports)
        ledger.make(Headcount, self.headcounts)
        ledger.link(Activity.issues.through, self.of_issues)
        ledger.link(Activity.authors.through, self.authors)
        ledger.link(Session.further_methods.through, self.of_methods)
        came = take_rolls(ledger, self.rolls)
        for step in self.steps:
            numbers = {"came": came[step.activity], "more": came[step.activity] + 6}
            step.reason = step.reason.format(**numbers)
        ledger.make(StatusChange, self.steps)
        keep_evidence(ledger, self.rolls)
        keep_partners(ledger, [(roll.activity, roll.by, roll.at) for roll in self.rolls])

    def _uid(self, section: str) -> object:
        """Numbered by the activity it belongs to; sessions and head counts have more than one."""
        rows = {"session": self.sessions, "headcount": self.headcounts, "report": self.reports}
        return fixed_uid(section, len(rows.get(section, self.activities)))

    def _activity(self, occasion: Occasion, life: Life, words: Words) -> Activity:
        chance, team, status = self.chance, occasion.roster.team, occasion.status
        site = self._site(occasion)
        area = team.subdistrict.province if occasion.of_province else team.subdistrict
        planned = Decimal(chance.randint(6, 60) * 500) if chance.random() < 0.55 else None
        spent = status in HELD and planned is not None and chance.random() < 0.8
        later = status == Status.POSTPONED and chance.random() < 0.7
        activity = Activity(
            uid=self._uid("activity"),
            programme=self.programme,
            title=words.title(occasion.kind),
            starts_on=occasion.first,
            ends_on=occasion.last,
            area=site.subdistrict if site else area,
            team=None if occasion.of_province else team,
            status=status,
            submitted_at=life.last(Status.SUBMITTED),
            verified_at=life.last(Status.VERIFIED) if status == Status.VERIFIED else None,
            place_text="" if site else _PROVINCE_HALL if occasion.of_province else words.place(),
            site=site,
            led_by=chance.choices(("", *LedBy.values), weights=(10, 35, 35, 20))[0] if status in HELD else "",
            budget_planned=planned,
            budget_spent=(planned * chance.randint(70, 108) / 100).quantize(Decimal(10)) if spent else None,
            postponed_to=_weeks_after(max(occasion.first, TODAY), chance) if later else None,
            version=len(life.steps),
        )
        remember(activity, by=life.by, at=life.steps[0].at)
        activity.changed_by, activity.changed_at = life.steps[-1].by, life.steps[-1].at
        self.activities.append(activity)
        return activity

    def _site(self, occasion: Occasion) -> LearningSite | None:
        """Another tambon's site in the province for a visit, one's own for an open house."""
        if not occasion.kind.at_site:
            return None
        team = occasion.roster.team
        near = [site for site in self.sites if site.subdistrict.province_id == team.subdistrict.province_id]
        own = [site for site in near if site.subdistrict_id == team.subdistrict_id]
        visiting = occasion.kind.method == "study-visit"
        choice = [site for site in near if site not in own] if visiting else own
        return self.chance.choice(choice) if choice else None

    def _sessions(self, occasion: Occasion, activity: Activity, by: User) -> list[Session]:
        chance, kind = self.chance, occasion.kind
        hours = None if chance.random() < 0.08 else Decimal(chance.choice(kind.hours))
        made = []
        for ahead in range((occasion.last - occasion.first).days + 1):
            session = Session(
                uid=self._uid("session"),
                activity=activity,
                date=occasion.first + timedelta(days=ahead),
                starts_at=starting_time(chance, kind.method, hours),
                method=self.methods[kind.method],
                hours=hours,
            )
            self.sessions.append(remember(session, by=by, at=activity.created_at))
            made.append(session)
            further = kind.further or (("knowledge-management",) if chance.random() < 0.12 else ())
            if chance.random() < 0.6:
                self.of_methods += [(session, self.methods[key]) for key in further if key != kind.method]
        return made

    def _headcounts(self, occasion: Occasion, activity: Activity, by: User) -> None:
        """People expected, or people without names who came."""
        chance = self.chance
        if occasion.status not in HELD:
            if chance.random() < 0.6:
                number = 5 * round(len(occasion.roster.enrolments) * chance.uniform(0.5, 0.9) / 5)
                self._headcount(activity, by, number=max(10, number), stage=HeadcountStage.PLANNED)
        elif occasion.roster.code == CROWDED and occasion.status == Status.SUBMITTED:
            members = {"kind": HeadcountKind.GROUP, "group": self.members}
            self._headcount(activity, by, number=24, estimated=True, **members)
        elif occasion.kind.method == "open-house":
            number = chance.randint(15, 55)
            self._headcount(activity, by, number=number, women=number // 2, kind=HeadcountKind.VISITOR)
        elif chance.random() < 0.28:
            number = chance.randint(3, 24)
            kind = chance.choice((HeadcountKind.VISITOR, HeadcountKind.UNKNOWN))
            women = chance.randint(1, number) if chance.random() < 0.5 else None
            self._headcount(activity, by, number=number, women=women, kind=kind, estimated=women is None)

    def _headcount(self, activity: Activity, by: User, **values: object) -> None:
        row = Headcount(uid=self._uid("headcount"), activity=activity, **values)
        self.headcounts.append(remember(row, by=by, at=activity.created_at))


def _weeks_after(day: date, chance: Random) -> date:
    return day + timedelta(days=chance.randint(10, 45))


def make_work(
    ledger: Ledger,
    programme: Programme,
    rosters: list[Roster],
    sites: list[LearningSite],
    colleagues: Colleagues,
) -> list[Activity]:
    """All activities of the demo."""
    work = Work(ledger, programme, sites)
    for occasion in occasions(rosters):
        code = occasion.roster.code
        by, reviewer = colleagues.coordinators[code], colleagues.reviewers[code[:2]]
        work.add(occasion, by=by, reviewer=reviewer)
    for occasion in gatherings(rosters):
        by = colleagues.organisers[occasion.roster.code[:2]]
        work.add(occasion, by=by, reviewer=colleagues.named["staff"])
    [at_home] = (roster for roster in rosters if roster.code == COORDINATOR_WORKS_IN[0])
    plan_series(work, at_home, by=colleagues.coordinators[at_home.code])
    work.write()
    return work.activities
