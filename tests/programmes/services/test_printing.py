"""Sign-in sheets: who stands in which row, the same again for the same roster, and who may make one."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from geo.choices import Role
from programmes.models import PrintedSheet
from programmes.services.printing import (
    by_group,
    days_of,
    people_on,
    print_sheet,
    row_numbers,
    whose_rows,
)
from tests.factories.leaders import PersonFactory, TeamFactory
from tests.factories.programmes import (
    ActivityFactory,
    AttendanceFactory,
    EnrolmentFactory,
    SessionFactory,
    activity_with,
    group,
    roster,
)

FIRST, SECOND = date(2019, 2, 13), date(2019, 2, 14)


@pytest.fixture
def reviewer(user_with):
    return user_with(Role.REVIEWER, "44")


@pytest.fixture
def activity(team):
    made = ActivityFactory(team=team, status="planned", starts_on=FIRST, ends_on=SECOND)
    SessionFactory(activity=made, date=SECOND)
    SessionFactory(activity=made, date=FIRST)
    SessionFactory(activity=made, date=FIRST)
    return made


def named(team, name: str, key: str = "member", **fields):
    return EnrolmentFactory(
        team=team, group=group(key), person=PersonFactory(team=team, given_name=name), **fields
    )


def test_rows_go_by_group_then_by_name_in_dictionary_order(activity, team, writer):
    last, second, first = named(team, "แสง"), named(team, "เกษม"), named(team, "มะลิ", "change-leader")
    sheet = print_sheet(activity, by=writer)
    assert sheet.rows == [first.pk, second.pk, last.pk]
    assert row_numbers(activity) == {first.pk: 1, second.pk: 2, last.pk: 3}
    assert list(sheet.empty_numbers) == list(range(4, 14))
    assert [(block.group.key, len(block.rows)) for block in by_group(people_on(sheet))] == [
        ("change-leader", 1),
        ("member", 2),
    ]


def test_each_day_is_signed_once(activity):
    assert days_of(activity) == [FIRST, SECOND]


def test_without_sheet_nobody_has_a_number(activity, team):
    roster(team, 1)
    assert row_numbers(activity) == {}


def test_the_same_roster_gives_the_same_sheet_again(activity, team, writer, reviewer):
    roster(team, 3)
    first = print_sheet(activity, by=writer)
    assert print_sheet(activity, by=reviewer) == first
    assert PrintedSheet.objects.count() == 1
    roster(team, 1, key="change-leader")
    second = print_sheet(activity, by=writer)
    assert second != first
    assert second.code != first.code
    assert row_numbers(activity) == second.numbers
    assert print_sheet(activity, by=writer, empty_rows=3) != second


def test_only_who_is_on_the_roster_one_of_the_days_and_who_was_ticked(activity, team, writer):
    on_the_first = named(team, "ก่อน", ends_on=FIRST)
    from_the_second = named(team, "หลัง", starts_on=SECOND)
    named(team, "ออกแล้ว", ends_on=date(2019, 2, 12))
    named(team, "ยังไม่มา", starts_on=date(2019, 2, 15))
    guest = EnrolmentFactory(team=TeamFactory(code="440503"))
    EnrolmentFactory(team=guest.team)
    AttendanceFactory(session=activity.sessions.first(), enrolment=guest)
    assert set(whose_rows(activity)) == {on_the_first.pk, from_the_second.pk, guest.pk}


def test_between_the_days_nobody_is_listed(team):
    apart = ActivityFactory(team=team, starts_on=FIRST, ends_on=date(2019, 2, 20))
    SessionFactory(activity=apart, date=FIRST)
    SessionFactory(activity=apart, date=date(2019, 2, 20))
    named(team, "ระหว่าง", starts_on=date(2019, 2, 15), ends_on=date(2019, 2, 16))
    assert whose_rows(apart) == []


def test_an_activity_without_a_team_has_empty_rows_only(team, writer, reviewer):
    held = ActivityFactory(team=None, area=team.subdistrict.province)
    roster(team, 2)
    assert print_sheet(held, by=reviewer).rows == []
    with pytest.raises(PermissionDenied):
        print_sheet(held, by=writer)


@pytest.mark.parametrize("status", ["planned", "draft", "returned"])
def test_it_is_made_until_the_log_is_sent(team, writer, status):
    assert print_sheet(activity_with(status, team=team), by=writer).pk


@pytest.mark.parametrize("status", ["submitted", "verified", "postponed", "cancelled"])
def test_afterwards_none_is_made(team, writer, status):
    with pytest.raises(ValidationError) as refused:
        print_sheet(activity_with(status, team=team), by=writer)
    assert refused.value.code == "not_printable"
    assert not PrintedSheet.objects.exists()


def test_a_stranger_makes_none(activity, stranger):
    with pytest.raises(PermissionDenied):
        print_sheet(activity, by=stranger)


def test_who_was_deleted_leaves_the_numbers_of_the_others(activity, team, writer):
    gone, stays = named(team, "กล้า"), named(team, "ขวัญ")
    sheet = print_sheet(activity, by=writer)
    gone.deleted_at = gone.created_at
    gone.save()
    rows = people_on(sheet)
    assert [(row.number, row.name) for row in rows] == [(1, ""), (2, stays.person.formal_name)]
    assert [len(block.rows) for block in by_group(rows)] == [2]
