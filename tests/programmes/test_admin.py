"""Programmes, years, groups and methods in the editing admin: national staff keep them, with care."""

from datetime import date

import pytest
from django.urls import reverse

from geo.choices import Role
from programmes.models import LearnerGroup, Method, Programme, ProgrammeYear
from tests.factories.leaders import TeamFactory
from tests.factories.programmes import ActivityFactory, group, method, roster, the_programme

NAMES = ("programmes", "programme_years", "learner_groups", "methods")


@pytest.fixture
def staff(client_of, user_with):
    the_programme()
    return client_of(user_with(Role.STAFF, "TH"))


def year(programme: Programme, number: int) -> ProgrammeYear:
    return programme.years.get(year=number)


def year_values(programme: Programme, **changed) -> dict[str, object]:
    return {
        "programme": programme.pk,
        "year": "๒๕๖๔",
        "starts_on": "1 ม.ค. 2564",
        "ends_on": "31 ธ.ค. 2564",
        "plan_rule": "off",
    } | changed


@pytest.mark.parametrize("name", NAMES)
def test_staff_open_list_and_forms(staff, name):
    model = {"programmes": Programme, "programme_years": ProgrammeYear, "learner_groups": LearnerGroup}
    row = model.get(name, Method).objects.first()
    for address in (
        reverse(f"{name}:index"),
        reverse(f"{name}:index_results"),
        reverse(f"{name}:add"),
        reverse(f"{name}:edit", args=[row.pk]),
        reverse(f"{name}:history", args=[row.pk]),
        reverse(f"{name}:usage", args=[row.pk]),
    ):
        assert staff.get(address).status_code == 200, address


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("role", [Role.EDITOR, Role.REVIEWER, Role.COORDINATOR])
def test_others_get_to_nothing(client_of, user_with, name, role):
    the_programme()
    client = client_of(user_with(role, "440501"))
    for address in (reverse(f"{name}:index"), reverse(f"{name}:add"), reverse(f"{name}:edit", args=[1])):
        assert client.get(address).status_code in {302, 403}
        assert client.post(address, {"name_th": "ของแปลก"}).status_code in {302, 403}


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_deleted(staff, name):
    rows = {"programmes": the_programme(), "learner_groups": group(), "methods": method()}
    row = rows.get(name) or the_programme().years.first()
    staff.post(reverse(f"{name}:delete", args=[row.pk]))
    assert type(row).objects.filter(pk=row.pk).exists()


class TestProgramme:
    def save(self, client, programme: Programme, *groups: str):
        values = {"name_th": programme.name_th, "groups": [group(key).pk for key in groups]}
        return client.post(reverse("programmes:edit", args=[programme.pk]), values)

    def test_a_next_programme_needs_no_code(self, staff):
        keys = ("change-leader", "issue-specialist", "member")
        values = {
            "name_th": "โครงการถัดไป", "key": "next", "groups": [group(key).pk for key in keys],
        }  # fmt: skip
        assert staff.post(reverse("programmes:add"), values).status_code == 302
        made = Programme.objects.get(key="next")
        staff.post(
            reverse("programme_years:add"),
            year_values(made, year="2568", starts_on="1 ม.ค. 2568", ends_on="31 ธ.ค. 2568"),
        )
        assert list(made.years.values_list("year", "starts_on")) == [(2025, date(2025, 1, 1))]
        assert made.groups.count() == 3

    def test_the_next_one_is_used_from_its_first_day_and_not_before(self, staff):
        held = the_programme()
        made = Programme.objects.create(name_th="โครงการถัดไป", key="next")
        assert Programme.objects.current(date(2022, 6, 1)) == held
        ProgrammeYear.objects.create(
            programme=made, year=2025, starts_on=date(2025, 1, 1), ends_on=date(2025, 12, 31)
        )
        days = {
            date(2019, 2, 20): held,
            date(2022, 6, 1): held,
            date(2025, 1, 1): made,
            date(2017, 1, 1): held,
        }
        assert {day: Programme.objects.current(day) for day in days} == days
        assert "2568" in str(made.years.get())

    def test_the_three_groups_of_the_letter_stay(self, staff):
        programme = the_programme()
        answer = self.save(staff, programme, "change-leader", "member")
        assert "ทุกโครงการต้องมีกลุ่มนี้: ผู้นำที่มีทักษะเชิงประเด็น" in answer.text
        assert programme.groups.count() == 3

    def test_a_group_with_people_stays_one_without_may_go(self, staff):
        programme = the_programme()
        youth = LearnerGroup.objects.create(key="youth", name_th="เยาวชน")
        protected = ("change-leader", "issue-specialist", "member")
        self.save(staff, programme, *protected, "youth")
        assert youth in programme.groups.all()
        (enrolment,) = roster(TeamFactory(), 1, key="youth")
        assert "มีคนอยู่ในกลุ่มนี้แล้ว: เยาวชน" in self.save(staff, programme, *protected).text
        enrolment.delete()
        self.save(staff, programme, *protected)
        assert youth not in programme.groups.all()


class TestYear:
    def test_the_list_leads_to_each_year(self, staff):
        held = year(the_programme(), 2019)
        text = staff.get(reverse("programme_years:index")).text
        assert f'href="{reverse("programme_years:edit", args=[held.pk])}"' in text
        assert "2562" in text

    def add(self, client, **changed):
        return client.post(reverse("programme_years:add"), year_values(the_programme(), **changed))

    def test_thai_digits_and_thai_days(self, staff):
        assert self.add(staff).status_code == 302
        made = year(the_programme(), 2021)
        assert (made.starts_on, made.ends_on) == (date(2021, 1, 1), date(2021, 12, 31))

    @pytest.mark.parametrize(
        ("changed", "message"),
        [
            ({"starts_on": "1 ธ.ค. 2563"}, "ซ้อนกับปีที่มีอยู่แล้ว"),
            ({"ends_on": "31 ธ.ค. 2563"}, "วันสุดท้ายต้องไม่ก่อนวันแรก"),
            ({"starts_on": "29 ก.พ. 2561"}, "ไม่มีวันที่ 29 ก.พ. 2561"),
            ({"year": "ปีหน้า"}, "ปี"),
            ({"year": "2565"}, "ปีนี้อยู่นอกช่วงวันที่ใส่"),
            ({"ends_on": "31 ม.ค. 2565"}, "ปีหนึ่งยาวไม่เกิน 12 เดือน"),
        ],
    )
    def test_what_cannot_be(self, staff, changed, message):
        answer = self.add(staff, **changed)
        assert answer.status_code == 200
        assert message in answer.text
        assert the_programme().years.count() == 3

    def test_a_year_does_not_leave_its_activities_outside(self, staff):
        ActivityFactory(starts_on=date(2019, 12, 20))
        held = year(the_programme(), 2019)
        values = year_values(the_programme(), year="2562", starts_on="1 ม.ค. 2562")
        address = reverse("programme_years:edit", args=[held.pk])
        answer = staff.post(address, values | {"ends_on": "15 ธ.ค. 2562"})
        assert "มีกิจกรรม 1 รายการอยู่นอกช่วงใหม่" in answer.text
        assert staff.post(address, values | {"ends_on": "25 ธ.ค. 2562"}).status_code == 302
        held.refresh_from_db()
        assert held.ends_on == date(2019, 12, 25)


class TestWords:
    def test_a_method_is_named_anew_and_keeps_its_key(self, staff):
        forum = method("forum")
        values = {
            "name_th": "เวทีแลกเปลี่ยนเรียนรู้", "key": "other", "kind": "practice", "order": 7,
            "aliases": "เวที\nประชุม\nเวที",
        }  # fmt: skip
        assert staff.post(reverse("methods:edit", args=[forum.pk]), values).status_code == 302
        forum.refresh_from_db()
        assert (forum.name_th, forum.key, forum.kind) == ("เวทีแลกเปลี่ยนเรียนรู้", "forum", "practice")
        assert forum.aliases == ["เวที", "ประชุม"]

    def test_a_group_of_ones_own(self, staff):
        values = {"name_th": "เยาวชน", "key": "youth", "shape": "circle", "order": 4, "with_issues": "on"}
        assert staff.post(reverse("learner_groups:add"), values).status_code == 302
        made = LearnerGroup.objects.get(key="youth")
        assert (made.with_issues, made.leads, made.protected) == (True, False, False)
