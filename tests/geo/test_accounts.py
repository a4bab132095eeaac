"""Who opens, changes, hands over and closes whose account, and what each of it does."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q

from accounts.choices import CodeKind, EventKind
from accounts.models import OneTimeCode, User
from accounts.services.codes import find_code, use_code
from accounts.services.factors import factor_of
from geo.choices import Role
from geo.querysets import accounts_seen_by, role_areas
from geo.rules import may_manage_account
from geo.services import accounts
from geo.services.roles import end_role, grant_role
from tests.accounts.test_second_factor import KEY, enrol, shown
from tests.factories.accounts import UserFactory
from tests.factories.geo import area, coordinator_of, editor, reviewer_of, staff, with_role
from thai.clock import today

pytestmark = pytest.mark.django_db
NEW_PASSWORD = "ผักบุ้ง-ลอย-น้ำ-7"


@pytest.fixture
def reviewer():
    return reviewer_of("44")


@pytest.fixture
def coordinator():
    return coordinator_of("440501", "440502", phone="0810000001")


def invite(by, code="440501", **changes):
    given = {"name": "คนใหม่", "phone": "0810000009", "username": "", "role": Role.COORDINATOR} | changes
    return accounts.invite(areas=[area(code)], by=by, **given)


def kinds(account):
    return [event.kind for event in account.events.order_by("pk")]


def areas_of(account):
    return [found.code for found in role_areas(User.objects.get(pk=account.pk), Role.COORDINATOR)]


class TestWhoManagesWhom:
    @pytest.mark.parametrize(
        ("by", "whom", "may"),
        [
            (lambda: reviewer_of("44"), lambda: coordinator_of("440501"), True),
            (lambda: reviewer_of("NE"), lambda: coordinator_of("440501"), True),
            (staff, lambda: coordinator_of("440501"), True),
            (staff, lambda: reviewer_of("44"), True),
            (staff, editor, True),
            (staff, UserFactory, True),
            (lambda: reviewer_of("45"), lambda: coordinator_of("440501"), False),
            (lambda: reviewer_of("44"), lambda: reviewer_of("44"), False),
            (lambda: reviewer_of("44"), UserFactory, False),
            (lambda: reviewer_of("44"), editor, False),
            (lambda: coordinator_of("440501"), lambda: coordinator_of("440501"), False),
            (editor, lambda: coordinator_of("440501"), False),
            (staff, lambda: UserFactory(is_superuser=True), False),
            (lambda: reviewer_of("44"), lambda: coordinator_of("440501", "450101"), False),
            (lambda: UserFactory(is_superuser=True), lambda: UserFactory(is_superuser=True), True),
            (lambda: staff(is_active=False), lambda: coordinator_of("440501"), False),
        ],
    )
    def test_by_area_and_role(self, by, whom, may):
        assert may_manage_account(by(), whom()) is may

    def test_nobody_manages_the_own_account(self, reviewer):
        for account in (reviewer, staff(), UserFactory(is_superuser=True)):
            assert not may_manage_account(account, account)

    def test_a_coordinator_who_also_reviews_is_for_staff(self, reviewer):
        both = coordinator_of("440501")
        grant_role(both, area("44"), Role.REVIEWER, by=None)
        assert not may_manage_account(reviewer, both)
        assert may_manage_account(staff(), both)

    def test_whoever_moved_away_is_seen_and_managed_where_the_work_is_now(self, reviewer):
        moved = coordinator_of("440501")
        end_role(moved.area_roles.get(), by=None)
        assert may_manage_account(reviewer, moved), "no area left: the one it had counts"
        grant_role(moved, area("450101"), Role.COORDINATOR, by=None)
        assert not may_manage_account(reviewer, moved)
        assert moved in accounts_seen_by(reviewer)
        assert may_manage_account(reviewer_of("45"), moved)

    def test_a_role_that_begins_later_counts(self, reviewer):
        soon = coordinator_of("440501")
        grant_role(soon, area("450101"), Role.COORDINATOR, by=None, starts_on=today() + timedelta(days=9))
        assert not may_manage_account(reviewer, soon)


def test_who_sees_which_accounts(reviewer):
    here, beside, far = coordinator_of("440501"), coordinator_of("441301"), coordinator_of("450101")
    with_role(Role.COORDINATOR, "4405"), UserFactory(), editor()
    assert {here, beside} <= set(accounts_seen_by(reviewer))
    assert accounts_seen_by(reviewer).count() == 3
    assert far not in accounts_seen_by(reviewer)
    assert set(accounts_seen_by(staff())) == set(User.objects.all())
    for nobody in (here, UserFactory(), editor()):
        assert not accounts_seen_by(nobody).exists()


class TestInviting:
    def test_an_account_that_opens_with_its_code_only(self, reviewer):
        opened = invite(reviewer)
        assert not opened.account.has_usable_password()
        assert areas_of(opened.account) == ["440501"]
        assert kinds(opened.account) == [EventKind.INVITED, EventKind.AREA_GIVEN]
        code = find_code(opened.code)
        assert (code.kind, code.made_by) == (CodeKind.INVITATION, reviewer)
        assert use_code(code, NEW_PASSWORD) == User.objects.named("081-000-0009")

    def test_a_user_name_where_there_is_no_phone(self, reviewer):
        assert invite(reviewer, phone=None, username="Malee").account.username == "malee"

    @pytest.mark.parametrize(
        ("changes", "field"),
        [
            ({"phone": None}, "phone"),
            ({"phone": "0810000001"}, "phone"),
            ({"username": "taken"}, "username"),
            ({"username": "0899999999"}, "username"),
            ({"username": "มาลี คนดี"}, "username"),
        ],
    )
    def test_names_that_cannot_be(self, reviewer, coordinator, changes, field):
        UserFactory(username="taken")
        before = User.objects.count()
        with pytest.raises(ValidationError) as refused:
            invite(reviewer, **changes)
        assert set(refused.value.message_dict) == {field}
        assert User.objects.count() == before

    @pytest.mark.parametrize(
        ("code", "role"),
        [("450101", Role.COORDINATOR), ("44", Role.REVIEWER)],
        ids=["another province", "a colleague"],
    )
    def test_a_reviewer_invites_coordinators_of_the_own_area_only(self, reviewer, code, role):
        before = User.objects.count()
        with pytest.raises(PermissionDenied):
            invite(reviewer, code, role=role)
        assert User.objects.count() == before

    def test_staff_invites_reviewers(self):
        assert invite(staff(), "44", role=Role.REVIEWER).account.area_roles.get().role == Role.REVIEWER


class TestNewCode:
    def test_the_old_password_and_every_session_end_at_once(self, reviewer, coordinator, client_of):
        client = client_of(coordinator)
        opened = accounts.renew_code(coordinator, by=reviewer)
        assert client.get("/log/").status_code == 302
        coordinator.refresh_from_db()
        assert not coordinator.check_password("only-for-tests")
        assert find_code(opened.code).kind == CodeKind.RESET
        use_code(find_code(opened.code), NEW_PASSWORD)
        assert kinds(coordinator) == [EventKind.CODE_GIVEN, EventKind.RESET]

    def test_an_invitation_is_given_anew_as_one(self, reviewer):
        account = invite(reviewer).account
        assert find_code(accounts.renew_code(account, by=reviewer).code).kind == CodeKind.INVITATION

    @pytest.mark.parametrize("verb", ["renew_code", "close_account", "take_second_factor"])
    def test_a_stranger_may_not(self, coordinator, verb):
        with pytest.raises(PermissionDenied):
            getattr(accounts, verb)(coordinator, by=reviewer_of("45"))


class TestHandingOver:
    def hand(self, account, by, **changes):
        given = {"name": "คนรับช่วง", "phone": "0810000002", "username": "", "last_day": today()}
        return accounts.hand_over(account, by=by, **given | changes)

    def test_the_same_areas_begin_and_the_old_ones_end(self, reviewer, coordinator):
        opened = self.hand(coordinator, reviewer, last_day=today() + timedelta(days=6))
        assert areas_of(opened.account) == ["440501", "440502"]
        assert areas_of(coordinator) == ["440501", "440502"]
        assert set(coordinator.area_roles.values_list("ends_on", flat=True)) == {date(2019, 2, 26)}
        assert kinds(coordinator)[-1] == EventKind.HANDED_ON

    def test_a_day_that_is_over_is_refused(self, reviewer, coordinator):
        with pytest.raises(ValidationError):
            self.hand(coordinator, reviewer, last_day=today() - timedelta(days=1))
        assert areas_of(coordinator) == ["440501", "440502"]

    def test_what_would_begin_later_is_not_begun(self, reviewer, coordinator):
        grant_role(coordinator, area("440503"), Role.COORDINATOR, by=None, starts_on=date(2019, 4, 1))
        opened = self.hand(coordinator, reviewer)
        assert "440503" in [role.area.code for role in opened.account.area_roles.select_related("area")]
        assert not coordinator.area_roles.filter(area__code="440503").exists()

    def test_without_an_area_there_is_nothing_to_hand_over(self, reviewer, coordinator):
        for role in coordinator.area_roles.all():
            end_role(role, by=None)
        with pytest.raises(ValidationError):
            self.hand(coordinator, reviewer)


class TestClosing:
    def test_everything_ends_at_once_and_the_number_is_free(self, reviewer, coordinator, client_of):
        client = client_of(coordinator)
        enrol(coordinator, key=KEY, token=shown())
        code = accounts.issue_code(coordinator, CodeKind.RESET, by=reviewer)
        accounts.close_account(coordinator, by=reviewer)
        assert client.get("/log/").status_code == 302
        assert areas_of(coordinator) == []
        assert find_code(code) is None
        assert factor_of(coordinator) is None
        assert not OneTimeCode.objects.filter(Q(used_at=None), void_at=None).exists()
        assert invite(reviewer, phone="0810000001").account != coordinator
        assert kinds(coordinator)[-1] == EventKind.CLOSED

    def test_a_closed_account_is_not_touched_again(self, reviewer, coordinator):
        accounts.close_account(coordinator, by=reviewer)
        with pytest.raises(PermissionDenied):
            accounts.renew_code(coordinator, by=reviewer)


class TestOpeningAgain:
    def close_and_open(self, account, by, **changes):
        accounts.close_account(account, by=by)
        return accounts.reopen_account(account, **{"phone": None, "with_roles": True, "by": by} | changes)

    def test_a_new_code_opens_it_with_the_roles_it_had_last(self, reviewer, coordinator):
        end_role(coordinator.area_roles.get(area__code="440502"), by=None, last_day=date(2018, 12, 31))
        opened = self.close_and_open(coordinator, reviewer, phone="0810000004")
        assert areas_of(coordinator) == ["440501"]
        use_code(find_code(opened.code), NEW_PASSWORD)
        assert User.objects.named("0810000004").check_password(NEW_PASSWORD)
        assert kinds(coordinator)[-3:] == [EventKind.REOPENED, EventKind.AREA_GIVEN, EventKind.RESET]

    def test_without_roles_it_does_nothing_yet(self, reviewer, coordinator):
        self.close_and_open(coordinator, reviewer, with_roles=False)
        assert areas_of(coordinator) == []

    def test_a_number_is_needed_where_one_signs_in_with_it_and_must_be_free(self, reviewer):
        account, keeper = invite(reviewer).account, staff()
        with pytest.raises(ValidationError):
            self.close_and_open(account, keeper)
        UserFactory(phone="0810000005")
        with pytest.raises(ValidationError):
            accounts.reopen_account(account, phone="0810000005", with_roles=True, by=keeper)
        assert not User.objects.get(pk=account.pk).is_active

    def test_only_whoever_may_invite_to_all_it_did(self, reviewer, coordinator):
        also = with_role(Role.REVIEWER, "45")
        grant_role(also, area("440501"), Role.COORDINATOR, by=None)
        for account, keeper in ((coordinator, reviewer), (also, staff())):
            accounts.close_account(account, by=keeper)
        for account, by in ((coordinator, reviewer_of("45")), (coordinator, editor()), (also, reviewer)):
            with pytest.raises(PermissionDenied):
                accounts.reopen_account(account, phone=None, with_roles=True, by=by)

    def test_one_that_is_open_is_not_opened(self, reviewer, coordinator):
        with pytest.raises(PermissionDenied):
            accounts.reopen_account(coordinator, phone=None, with_roles=True, by=reviewer)


class TestLifting:
    def test_only_staff_makes_staff_and_editors(self, reviewer, coordinator):
        nation = area("TH")
        for by in (reviewer, editor(), coordinator):
            for role in (Role.STAFF, Role.EDITOR):
                with pytest.raises(PermissionDenied):
                    invite(by, "TH", role=role)
                with pytest.raises(PermissionDenied):
                    grant_role(coordinator, nation, role, by=by)
        made = invite(staff(), "TH", role=Role.STAFF).account
        assert made.area_roles.get().role == Role.STAFF
        assert kinds(made) == [EventKind.INVITED, EventKind.AREA_GIVEN]

    def test_nobody_gives_a_role_to_themselves(self, reviewer):
        keeper = staff()
        for by, role, code in ((keeper, Role.REVIEWER, "44"), (reviewer, Role.COORDINATOR, "440501")):
            with pytest.raises(PermissionDenied):
                grant_role(by, area(code), role, by=by)


class TestChanging:
    def test_name_and_number_are_noted_without_the_number(self, reviewer, coordinator):
        accounts.change_account(coordinator, name="ชื่อใหม่", phone="0810000003", by=reviewer)
        assert User.objects.named("0810000003").get_full_name() == "ชื่อใหม่"
        assert kinds(coordinator) == [EventKind.RENAMED, EventKind.PHONE]
        assert "0810000003" not in str(list(coordinator.events.values("detail")))

    def test_nothing_new_is_nothing_noted(self, reviewer, coordinator):
        accounts.change_account(coordinator, name=coordinator.display_name, phone="0810000001", by=reviewer)
        assert kinds(coordinator) == []

    def test_whoever_signs_in_with_a_number_keeps_one(self, reviewer):
        account = invite(reviewer).account
        with pytest.raises(ValidationError):
            accounts.change_account(account, name="คนใหม่", phone=None, by=reviewer)


def test_areas_given_and_ended_are_in_the_history(reviewer, coordinator):
    role = grant_role(coordinator, area("440503"), Role.COORDINATOR, by=reviewer)
    end_role(role, by=reviewer, last_day=date(2019, 3, 31))
    given, ended = coordinator.events.order_by("pk")
    assert (given.by, given.detail["area"], given.detail["day"]) == (reviewer, "440503", "2019-02-20")
    assert (ended.kind, ended.detail["day"]) == (EventKind.AREA_ENDED, "2019-03-31")
    with pytest.raises(TypeError):
        given.delete()
