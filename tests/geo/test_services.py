"""Regions, roles and learning sites: who may change what, and what follows from it."""

import uuid
from datetime import date

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied, ValidationError

from geo.choices import Certainty, Role, SiteStatus
from geo.models import Area, AreaRole, LearningSite
from geo.services.areas import change_region
from geo.services.roles import end_role, grant_role
from geo.services.sites import SiteConflict, change_site, propose_site, publish_site, put_forward
from tests.factories.accounts import UserFactory
from tests.factories.geo import (
    AreaRoleFactory,
    LearningSiteFactory,
    area,
    coordinator_of,
    editor,
    issue,
    reviewer_of,
    staff,
)

pytestmark = pytest.mark.django_db
HERE, BESIDE, ELSEWHERE = "440404", "440405", "920901"


# Regions


def test_a_province_moves_with_everything_in_it_and_is_on_record():
    by = staff()
    moved = change_region(area("61"), area("CW"), by=by)
    assert (moved.region, moved.parent, moved.certainty) == (area("CW"), area("CW"), Certainty.CONFIRMED)
    assert not Area.objects.filter(province=moved).exclude(region=area("CW")).exists()
    assert moved.history.first().history_user == by


def test_saying_the_same_region_confirms_it_once():
    by, province = staff(), area("61")
    change_region(province, province.region, by=by)
    change_region(province, province.region, by=by)
    assert area("61").certainty == Certainty.CONFIRMED
    assert area("61").history.count() == 1


@pytest.mark.parametrize("user", [editor, lambda: reviewer_of("61"), lambda: coordinator_of(HERE)])
def test_only_staff_move_provinces(user):
    with pytest.raises(PermissionDenied):
        change_region(area("61"), area("CW"), by=user())


def test_only_a_province_moves_and_only_into_a_region():
    by = staff()
    for moved, into in (("6101", "CW"), ("61", "10")):
        with pytest.raises(ValidationError):
            change_region(area(moved), area(into), by=by)


# Roles


def test_a_role_holds_from_its_first_day_and_is_given_once():
    by, user = staff(), UserFactory()
    held = grant_role(user, area(HERE), Role.COORDINATOR, by=by)
    assert held.starts_on == date(2019, 2, 20)
    assert grant_role(user, area(HERE), Role.COORDINATOR, by=by) == held
    assert AreaRole.objects.on().filter(user=user).count() == 1


def test_reviewers_invite_coordinators_of_their_area_and_nobody_else():
    reviewer, user = reviewer_of("44"), UserFactory()
    assert grant_role(user, area(HERE), Role.COORDINATOR, by=reviewer)
    for code, role in ((ELSEWHERE, Role.COORDINATOR), ("44", Role.REVIEWER), ("TH", Role.STAFF)):
        with pytest.raises(PermissionDenied):
            grant_role(user, area(code), role, by=reviewer)
    with pytest.raises(PermissionDenied):
        grant_role(user, area(HERE), Role.COORDINATOR, by=coordinator_of(HERE))


@pytest.mark.parametrize(
    ("role", "code"),
    [(Role.STAFF, "44"), (Role.EDITOR, "S"), (Role.REVIEWER, HERE), (Role.COORDINATOR, "TH")],
)
def test_a_role_is_given_at_its_own_levels_only(role, code):
    with pytest.raises(ValidationError):
        grant_role(UserFactory(), area(code), role, by=staff())


def test_groups_of_the_admin_follow_the_role():
    by, user = staff(), UserFactory()
    group = Group.objects.get_or_create(name="Staff")[0]
    held = grant_role(user, area("TH"), Role.STAFF, by=by)
    assert group in user.groups.all()
    end_role(held, by=by)
    assert group not in user.groups.all()
    Group.objects.filter(name="Editors").delete()
    assert grant_role(user, area("TH"), Role.EDITOR, by=by)


def test_a_role_ends_at_once_or_on_a_day_and_stays_on_record():
    by, held = staff(), AreaRoleFactory()
    end_role(held, by=by)
    assert held.ends_on == date(2019, 2, 19)
    assert not AreaRole.objects.on().filter(user=held.user).exists()
    later = end_role(AreaRoleFactory(code=BESIDE), by=by, last_day=date(2019, 3, 1))
    assert AreaRole.objects.on(date(2019, 3, 1)).filter(pk=later.pk).exists()
    assert not AreaRole.objects.on(date(2019, 3, 2)).filter(pk=later.pk).exists()


def test_a_role_of_today_that_ends_at_once_is_gone_but_for_its_history():
    held = grant_role(UserFactory(), area(HERE), Role.COORDINATOR, by=staff())
    number = held.pk
    end_role(held, by=staff())
    assert not AreaRole.objects.filter(pk=number).exists()
    assert AreaRole.history.filter(id=number, history_type="-").exists()


def test_a_stranger_ends_no_role():
    with pytest.raises(PermissionDenied):
        end_role(AreaRoleFactory(), by=reviewer_of("92"))


# Learning sites


def proposed(by, code=HERE, **values):
    return propose_site(by=by, name_th="กองทุนขยะ", summary="แยกขยะเป็นทุน", subdistrict=area(code), **values)


def test_a_coordinator_proposes_in_their_own_subdistrict_only():
    by = coordinator_of(HERE)
    site = proposed(by, issues=[issue()])
    assert (site.status, site.created_by, list(site.issues.all())) == (SiteStatus.PROPOSED, by, [issue()])
    for code in (BESIDE, ELSEWHERE):
        with pytest.raises(PermissionDenied):
            proposed(by, code)


@pytest.mark.parametrize("user", [editor, UserFactory])
def test_editors_and_accounts_without_a_role_propose_nothing(user):
    with pytest.raises(PermissionDenied):
        proposed(user())


def test_the_same_proposal_sent_twice_is_one():
    by, uid = coordinator_of(HERE), uuid.uuid4()
    assert proposed(by, uid=uid) == proposed(by, uid=uid)
    assert LearningSite.objects.count() == 1
    with pytest.raises(PermissionDenied):
        proposed(staff(), uid=uid)


def test_a_proposal_without_a_subdistrict_is_refused_by_field():
    with pytest.raises(ValidationError) as caught:
        propose_site(by=staff(), name_th="กองทุนขยะ")
    assert "subdistrict" in caught.value.message_dict


def test_a_change_counts_and_nothing_changed_does_not():
    by = coordinator_of(HERE)
    site = proposed(by)
    changed = change_site(site, by=by, version=1, name_th="กองทุนขยะทองคำ")
    assert (changed.version, changed.name_th) == (2, "กองทุนขยะทองคำ")
    assert change_site(site, by=by, version=2, name_th="กองทุนขยะทองคำ", issues=[]).version == 2
    assert change_site(site, by=by, issues=[issue()]).version == 3


def test_two_at_once_do_not_overwrite_each_other():
    by = coordinator_of(HERE)
    site = proposed(by)
    change_site(site, by=by, version=1, name_th="ก")
    with pytest.raises(SiteConflict):
        change_site(site, by=by, version=1, name_th="ข")
    assert LearningSite.objects.get().name_th == "ก"


def test_a_site_is_not_moved_to_where_one_does_not_work():
    by = coordinator_of(HERE)
    with pytest.raises(PermissionDenied):
        change_site(proposed(by), by=by, subdistrict=area(BESIDE))


def test_reviewers_publish_in_their_area_and_then_coordinators_no_longer_change_it():
    by = coordinator_of(HERE)
    site = proposed(by)
    for stranger in (by, reviewer_of("92"), editor()):
        with pytest.raises(PermissionDenied):
            publish_site(site, by=stranger)
    published = publish_site(site, by=reviewer_of("44"))
    assert published.status == SiteStatus.PUBLISHED
    assert publish_site(site, by=staff()).version == published.version
    with pytest.raises(PermissionDenied):
        change_site(site, by=by, name_th="ใหม่")


def test_a_draft_is_put_forward_and_published_when_it_says_what_to_learn():
    by = coordinator_of(HERE)
    site = propose_site(by=by, draft=True, name_th="กองทุนขยะ", subdistrict=area(HERE))
    assert site.status == SiteStatus.DRAFT
    assert put_forward(site, by=by).status == SiteStatus.PROPOSED
    with pytest.raises(ValidationError) as caught:
        publish_site(site, by=staff())
    assert "summary" in caught.value.message_dict


def test_who_sees_which_sites():
    LearningSiteFactory(place=HERE)
    LearningSiteFactory(place=HERE, status=SiteStatus.PROPOSED)
    LearningSiteFactory(place=ELSEWHERE, status=SiteStatus.PROPOSED)
    seen = {
        "own": coordinator_of(HERE),
        "sibling": coordinator_of(BESIDE),
        "province": reviewer_of("44"),
        "region": reviewer_of("NE"),
        "staff": staff(),
        "editor": editor(),
    }
    numbers = {name: LearningSite.objects.visible_to(user).count() for name, user in seen.items()}
    assert numbers == {"own": 2, "sibling": 1, "province": 2, "region": 2, "staff": 3, "editor": 3}
