"""What waits for whom: told to those whose work it is, to nobody beside them, and gone once it is done."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from geo.choices import SiteStatus
from geo.services.sites import publish_site
from leaders.choices import TeamStatus
from leaders.models import LikelySame
from leaders.services.likeness import answer_likeness
from leaders.services.teams import approve_team
from programmes.choices import Waits
from programmes.services import transitions
from programmes.services.activities import discard_draft
from programmes.services.inbox import desk_inbox, field_inbox, inbox_of
from programmes.services.submissions import settle
from tests.factories.geo import LearningSiteFactory, coordinator_of, reviewer_of, staff
from tests.factories.leaders import PersonFactory, TeamFactory
from tests.factories.programmes import ActivityFactory, SubmissionFactory, activity_with, roster
from thai.clock import now, today

pytestmark = pytest.mark.django_db
HERE, SIBLING = "440501", "440503"
YESTERDAY = date(2019, 2, 19)


@pytest.fixture
def team():
    return TeamFactory(code=HERE)


@pytest.fixture
def owner():
    return coordinator_of(HERE)


@pytest.fixture
def reviewer():
    return reviewer_of(HERE[:2])


def numbers(items):
    return {item.kind: item.number for item in items}


def everything_of_the_field(team, by):
    """One of each kind that waits for a coordinator; the team sent no log for long."""
    returned = activity_with("returned", by=by, reason="แก้", team=team, came=roster(team, 1))
    planned = activity_with("planned", by=by, team=team, starts_on=YESTERDAY)
    draft = activity_with("draft", by=by, team=team)
    copy = SubmissionFactory(activity=draft, account=by)
    return returned, planned, draft, copy


class TestForACoordinator:
    def test_each_kind_is_told_and_gone_when_it_is_done(self, owner, team):
        returned, planned, draft, copy = everything_of_the_field(team, owner)
        assert numbers(field_inbox(owner)) == {
            Waits.COPIES: 1, Waits.RETURNED: 1, Waits.OVERDUE: 1, Waits.DRAFTS: 1, Waits.QUIET: 1,
        }  # fmt: skip
        settle(copy, by=owner, used=False)
        discard_draft(draft, by=owner)
        transitions.cancel(planned, by=owner, reason="ฝน")
        transitions.submit(returned, by=owner)
        assert field_inbox(owner) == []

    def test_what_is_ahead_or_waits_for_others_does_not_wait_for_the_owner(self, owner, team):
        activity_with("planned", by=owner, team=team, starts_on=today())
        activity_with("submitted", by=owner, team=team)
        activity_with("verified", by=owner, team=team)
        assert field_inbox(owner) == []

    def test_the_team_sees_it_and_neighbours_do_not(self, owner, team, reviewer):
        everything_of_the_field(team, owner)
        assert numbers(field_inbox(coordinator_of(HERE))) == numbers(field_inbox(owner))
        assert inbox_of(coordinator_of(SIBLING)) == []
        assert inbox_of(reviewer_of("45")) == []
        assert numbers(field_inbox(reviewer)) == {Waits.COPIES: 1}, "others' logs are theirs to write"

    def test_a_guests_log_is_not_for_the_coordinator_of_the_place(self, owner, team):
        guest = TeamFactory(code=SIBLING)
        activity_with("returned", by=owner, reason="แก้", team=guest, area=team.subdistrict)
        assert Waits.RETURNED not in numbers(field_inbox(owner))
        assert numbers(field_inbox(coordinator_of(SIBLING)))[Waits.RETURNED] == 1

    def test_lines_tell_team_and_days_and_never_a_title(self, owner, team):
        activity_with("planned", by=owner, team=team, title="เยี่ยมนางสมหญิง", starts_on=YESTERDAY)
        late = field_inbox(owner, shown=3)[0]
        assert (late.words, late.href) == ("เลยวันแล้ว ยังไม่ได้บันทึก 1 รายการ", "/log/#overdue")
        assert [line.text for line in late.lines] == [f"{team.name} อังคาร 19 ก.พ. 2562"]


class TestForAReviewer:
    def test_each_kind_is_told_and_gone_when_it_is_done(self, owner, reviewer, team):
        log = activity_with("submitted", by=owner, team=team, came=roster(team, 1))
        draft = ActivityFactory(team=team, by=owner)
        conflict = SubmissionFactory(activity=draft, account=owner)
        held = SubmissionFactory(activity=None, team=team, account=owner, outcome="held")
        silent = TeamFactory(code=SIBLING)
        proposed = TeamFactory(code="440504", status=TeamStatus.PROPOSED)
        site = LearningSiteFactory(status=SiteStatus.PROPOSED)
        pair = LikelySame.objects.create(
            person=PersonFactory(team=team), other=PersonFactory(team=team), found_at=now()
        )
        assert numbers(desk_inbox(reviewer)) == {
            Waits.REVIEW: 1, Waits.COPIES: 1, Waits.HELD: 1, Waits.TEAMS: 1, Waits.SITES: 1, Waits.ALIKE: 1,
            Waits.QUIET: 1,
        }  # fmt: skip
        assert desk_inbox(reviewer_of("45")) == []
        assert desk_inbox(owner) == [], "a coordinator reviews nothing"
        transitions.verify(log, by=reviewer)
        for copy in (conflict, held):
            settle(copy, by=reviewer, used=False)
        approve_team(proposed, by=reviewer)
        publish_site(site, by=reviewer)
        answer_likeness(pair, same=False, by=reviewer)
        for quiet in (silent, proposed):
            activity_with("submitted", by=reviewer, team=quiet)
        assert desk_inbox(reviewer) == [], "one's own logs wait for somebody else"

    def test_the_oldest_is_told(self, owner, reviewer, team):
        for days in (9, 2):
            activity_with("submitted", by=owner, team=team)
            log = activity_with("submitted", by=owner, team=team)
            log.submitted_at = now() - timedelta(days=days)
            log.save(update_fields=["submitted_at"])
        assert desk_inbox(reviewer)[0].since == today() - timedelta(days=9)


def test_more_rows_ask_no_more_queries(owner, team):
    """3 for a coordinator, 6 for a reviewer, one for each kind with lines, and one for the roles."""
    asked, desk = {}, staff()
    for number in (1, 3):
        for _round in range(number):
            everything_of_the_field(team, owner)
        for who in (owner, desk):
            fresh = User.objects.get(pk=who.pk)
            with CaptureQueriesContext(connection) as queries:
                inbox_of(fresh, shown=3)
            asked.setdefault(who.pk, []).append(len(queries))
    assert asked == {owner.pk: [8, 8], desk.pk: [12, 12]}
