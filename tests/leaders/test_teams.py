"""Forming teams: who may, and one active team per subdistrict."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from geo.choices import Role
from leaders.choices import TeamStatus
from leaders.models import Team
from leaders.services.teams import add_team, approve_team, propose_team

DAY = date(2019, 2, 1)


def test_the_coordinator_proposes_and_the_reviewer_approves(user_with, area):
    coordinator, reviewer = user_with(Role.COORDINATOR, "440501"), user_with(Role.REVIEWER, "44")
    team = propose_team(area("440501"), formed_on=DAY, by=coordinator)
    assert team.status == TeamStatus.PROPOSED
    with pytest.raises(PermissionDenied):
        approve_team(team, by=coordinator)
    approve_team(team, by=reviewer)
    approve_team(team, by=reviewer)
    team.refresh_from_db()
    assert team.status == TeamStatus.APPROVED
    assert [row.history_user for row in team.history.all()] == [reviewer, coordinator]


def test_a_reviewers_team_stands_at_once(user_with, area):
    assert add_team(area("440501"), formed_on=DAY, by=user_with(Role.REVIEWER, "44")).status == "approved"


def test_a_coordinator_cannot_add_an_approved_team(user_with, area):
    with pytest.raises(PermissionDenied):
        add_team(area("440501"), formed_on=DAY, by=user_with(Role.COORDINATOR, "440501"))
    assert not Team.objects.exists()


@pytest.mark.parametrize(
    ("role", "code"),
    [(Role.COORDINATOR, "440502"), (Role.REVIEWER, "45"), (Role.EDITOR, "TH"), (None, None)],
)
def test_strangers_form_no_team(user_with, area, role, code):
    stranger = user_with(role, code) if role else user_with()
    with pytest.raises(PermissionDenied):
        propose_team(area("440501"), formed_on=DAY, by=stranger)
    team = Team.objects.create(subdistrict=area("440501"), formed_on=DAY)
    with pytest.raises(PermissionDenied):
        approve_team(team, by=stranger)


def test_one_active_team_per_subdistrict(user_with, area):
    reviewer = user_with(Role.REVIEWER, "44")
    first = propose_team(area("440501"), formed_on=DAY, by=reviewer)
    with pytest.raises(ValidationError) as refused:
        propose_team(area("440501"), formed_on=DAY, by=reviewer)
    assert refused.value.message_dict == {"subdistrict": ["ตำบลนี้มีทีมอยู่แล้ว"]}
    first.dissolved_on = DAY
    first.save()
    propose_team(area("440501"), formed_on=DAY, by=reviewer)
    assert Team.objects.count() == 2


def test_a_team_needs_a_subdistrict(user_with, area):
    with pytest.raises(ValidationError):
        propose_team(area("4405"), formed_on=DAY, by=user_with(Role.REVIEWER, "44"))
