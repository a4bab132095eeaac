"""Pages of accounts: the list, an invitation with its paper, one account."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from accounts.services.codes import find_code
from geo.choices import Role
from geo.rules import needs_second_factor
from geo.services.accounts import close_account
from programmes.models import Activity
from tests.factories.geo import AreaRoleFactory, coordinator_of, reviewer_of, staff
from tests.factories.programmes import activity_with

pytestmark = pytest.mark.django_db
ACCOUNTS, INVITE = "/review/accounts/", "/review/accounts/invite/"
PLACE = "ต.ท่าขอนยาง อ.กันทรวิชัย จ.มหาสารคาม"
SOMEBODY = {"name": "คนใหม่", "phone": "081-000-0009", "place": PLACE}


def code_on(page) -> str:
    return re.search(r'class="code">([0-9A-Z]{4}-[0-9A-Z]{4})<', page.text)[1]


def page_of(account, verb: str = "account") -> str:
    return reverse(f"review:{verb}", args=[account.pk])


class TestTheList:
    def test_own_accounts_with_areas_and_states(self, desk, coordinator):
        coordinator_of("450101")
        gone = coordinator_of("440502", display_name="คนที่ปิดไป")
        close_account(gone, by=reviewer_of("44"))
        page = desk.get(ACCOUNTS)
        assert "ปิดแล้ว" in page.text
        assert [row.pk for row in page.context["page"]] == [coordinator.pk, gone.pk]

    @pytest.mark.parametrize(
        ("query", "number"),
        [("?state=closed", 1), ("?state=open", 1), ("?state=waiting", 1), ("?q=ใหม่", 1), ("?q=ไม่มีคำนี้", 0),
         ("?province=44", 3), ("?province=50", 3)],
    )  # fmt: skip
    def test_it_narrows(self, desk, reviewer, coordinator, query, number):
        close_account(coordinator_of("440502", display_name="x"), by=reviewer)
        desk.post(INVITE, SOMEBODY)
        assert desk.get(ACCOUNTS + query).context["page"].paginator.count == number

    def test_three_rows_cost_what_one_costs(self, desk, coordinator):
        def queries() -> int:
            with CaptureQueriesContext(connection) as counted:
                assert desk.get(ACCOUNTS).status_code == 200
            return len(counted)

        one = queries()
        coordinator_of("440502", "440503"), coordinator_of("440504")
        assert queries() == one


class TestInviting:
    def test_the_paper_is_shown_once_and_its_code_opens_the_account(self, desk, reviewer):
        page = desk.post(INVITE, SOMEBODY)
        code = code_on(page)
        assert find_code(code).account == User.objects.named("0810000009")
        assert page["Cache-Control"] == "private, no-store"
        assert "081-000-0009" in page.text
        assert "testserver/accounts/join/<" in page.text, "the address to type, without the code"
        assert f"join/{code}" not in page.text
        again = desk.get(page_of(User.objects.named("0810000009")))
        assert code not in again.text
        assert "รหัสที่รอใช้" in again.text

    def test_the_form_says_what_is_missing(self, desk, coordinator):
        User.objects.filter(pk=coordinator.pk).update(phone="0810000001")
        for changes, words in (
            ({"name": ""}, "ยังไม่ได้ใส่ชื่อที่แสดง"),
            ({"phone": ""}, "ใส่เบอร์มือถือ หรือตั้งชื่อผู้ใช้"),
            ({"phone": "0810000001"}, "มีบัญชีที่ใช้เบอร์นี้แล้ว"),
            ({"place": ""}, "ยังไม่ได้บอกตำบล"),
            ({"place": "ต.ทุ่งเขาหลวง จ.ร้อยเอ็ด"}, "นอกพื้นที่ที่คุณดูแล"),
        ):
            page = desk.post(INVITE, SOMEBODY | changes)
            assert words in page.text, changes
        assert not User.objects.filter(display_name="คนใหม่").exists()

    def test_a_reviewer_chooses_no_role_whatever_is_posted(self, desk):
        desk.post(INVITE, SOMEBODY | {"role": "reviewer", "desk_area": "จ.มหาสารคาม"})
        assert User.objects.named("0810000009").area_roles.get().role == Role.COORDINATOR

    def test_staff_invites_a_reviewer_of_a_province(self, client_of):
        client = client_of(staff())
        posted = {"name": "ผู้ตรวจใหม่", "phone": "0810000009", "role": "reviewer"}
        assert "ยังไม่ได้บอกพื้นที่" in client.post(INVITE, posted).text
        assert "บทบาทผู้ตรวจให้ได้ที่ระดับ" in client.post(INVITE, posted | {"desk_area": PLACE}).text
        assert code_on(client.post(INVITE, posted | {"desk_area": "จ.มหาสารคาม"}))
        held = User.objects.named("0810000009").area_roles.get()
        assert (held.role, held.area.code) == (Role.REVIEWER, "44")

    @pytest.mark.parametrize(("role", "group"), [(Role.STAFF, "Staff"), (Role.EDITOR, "Editors")])
    def test_staff_invites_whoever_works_for_the_whole_country(self, client_of, role, group):
        page = client_of(staff()).post(INVITE, {"name": "คนใหม่", "username": "khonmai", "role": role})
        account = find_code(code_on(page)).account
        assert [(held.role, held.area.code) for held in account.area_roles.all()] == [(role, "TH")]
        assert account.groups.get().name == group
        assert needs_second_factor(account)

    @pytest.mark.parametrize("role", [Role.STAFF, Role.EDITOR])
    def test_a_reviewer_lifts_nobody_whatever_is_posted(self, desk, role):
        account = find_code(code_on(desk.post(INVITE, SOMEBODY | {"role": role}))).account
        assert [held.role for held in account.area_roles.all()] == [Role.COORDINATOR]


class TestOneAccount:
    def test_a_closed_one_is_opened_again(self, desk, reviewer, coordinator, neighbour):
        close_account(coordinator, by=reviewer)
        address = page_of(coordinator, "account_reopen")
        assert address in desk.get(page_of(coordinator)).text
        assert "ให้บทบาทเดิมคืน" in desk.get(address).text
        assert neighbour.get(address).status_code == 404
        page = desk.post(address, {"phone": "081-000-0007", "with_roles": "on"})
        assert find_code(code_on(page)).account == coordinator
        coordinator.refresh_from_db()
        assert (coordinator.is_active, coordinator.phone) == (True, "0810000007")
        assert "เปิดบัญชีอีกครั้ง" in desk.get(page_of(coordinator)).text

    def test_owner_colleague_stranger_public(self, client, client_of, desk, neighbour, coordinator):
        address = page_of(coordinator)
        assert desk.get(address).status_code == 200
        assert client_of(reviewer_of("NE")).get(address).status_code == 200
        assert neighbour.get(address).status_code == 404
        assert client_of(coordinator).get(address).status_code == 403
        assert client.get(address).status_code == 302

    @pytest.mark.parametrize(
        "verb", ["account_code", "account_hand_over", "account_close", "account_factor", "account"]
    )
    def test_whoever_works_elsewhere_too_is_seen_but_not_managed(self, desk, verb):
        both = coordinator_of("440501", "450101", display_name="สองจังหวัด")
        assert "จัดการบัญชีนี้ไม่ได้" in desk.get(page_of(both)).text
        assert desk.post(page_of(both, verb), {"name": "x"}).status_code == 403

    def test_name_and_number_are_changed(self, desk, coordinator):
        desk.post(page_of(coordinator), {"name": "ชื่อใหม่", "phone": "081 000 0003"})
        assert User.objects.named("0810000003").display_name == "ชื่อใหม่"
        assert "ผู้ประสานงานท่าขอนยาง → ชื่อใหม่" in desk.get(page_of(coordinator)).text

    def test_a_new_code(self, desk, coordinator):
        assert find_code(code_on(desk.post(page_of(coordinator, "account_code")))).account == coordinator

    def test_an_area_more_and_an_area_less(self, desk, coordinator):
        given = {
            "place": "ต.ขามเรียง อ.กันทรวิชัย จ.มหาสารคาม",
            "starts_on_0": "1",
            "starts_on_1": "3",
            "starts_on_2": "2562",
        }
        desk.post(page_of(coordinator, "account_area"), given)
        role = coordinator.area_roles.get(area__name_th="ขามเรียง")
        assert str(role.starts_on) == "2019-03-01"
        end = reverse("review:account_area_end", args=[role.pk])
        day = {"last_day_0": "31", "last_day_1": "3", "last_day_2": "2562"}
        desk.post(end, day)
        role.refresh_from_db()
        assert str(role.ends_on) == "2019-03-31"
        page = desk.get(page_of(coordinator))
        assert "เลิกดูแลพื้นที่" in page.text
        desk.post(reverse("review:account_area_end", args=[coordinator.area_roles.first().pk]), {})

    def test_days_that_cannot_be_change_nothing(self, desk, coordinator):
        role = coordinator.area_roles.get()
        end = reverse("review:account_area_end", args=[role.pk])
        for day in ("19", "99"):
            desk.post(end, {"last_day_0": day, "last_day_1": "2", "last_day_2": "2562"})
        role.refresh_from_db()
        assert role.ends_on is None

    def test_an_area_elsewhere_is_refused(self, desk, coordinator):
        elsewhere = {
            "place": "ต.ทุ่งเขาหลวง จ.ร้อยเอ็ด",
            "starts_on_0": "1",
            "starts_on_1": "3",
            "starts_on_2": "2562",
        }
        assert "นอกพื้นที่ที่คุณดูแล" in desk.post(page_of(coordinator, "account_area"), elsewhere).text
        assert coordinator.area_roles.count() == 1

    def test_the_end_of_a_role_elsewhere_is_refused(self, desk):
        both = coordinator_of("440501", "450101")
        other = both.area_roles.get(area__code="450101")
        assert desk.post(reverse("review:account_area_end", args=[other.pk])).status_code == 403
        here = both.area_roles.get(area__code="440501")
        assert desk.post(reverse("review:account_area_end", args=[here.pk])).status_code == 302

    def test_closing(self, desk, coordinator):
        assert desk.post(page_of(coordinator, "account_close")).status_code == 302
        assert "ปิดแล้ว" in desk.get(page_of(coordinator)).text
        assert desk.post(page_of(coordinator, "account_code")).status_code == 403

    def test_nobody_manages_the_own_account(self, client_of):
        both = reviewer_of("44")
        AreaRoleFactory(user=both, code="440501")
        client = client_of(both)
        for verb in ("account_code", "account_close", "account_area"):
            assert client.post(page_of(both, verb)).status_code == 403


def test_drafts_stay_with_the_team_when_the_work_is_handed_over(desk, client_of, coordinator, team):
    draft = activity_with("draft", team=team, by=coordinator, title="ร่างของทีม")
    answer = desk.post(
        page_of(coordinator, "account_hand_over"),
        {
            "name": "คนรับช่วง",
            "phone": "0810000002",
            "last_day_0": "20",
            "last_day_1": "2",
            "last_day_2": "2562",
        },
    )
    taken = find_code(code_on(answer)).account
    assert draft in Activity.objects.visible_to(taken)
    assert "ร่างของทีม" in client_of(taken).get("/log/").text
