"""Joining, changing and leaving a roster: the past stays as it was."""

import datetime
from itertools import pairwise

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo.models import IssueArea
from programmes.models import Enrolment
from programmes.services.enrolments import Joining, enrol, enrol_many, leave, set_issues
from tests.factories.leaders import PersonFactory, TeamFactory
from tests.factories.programmes import AttendanceFactory, EnrolmentFactory, activity_with, group

DAY = datetime.date(2019, 2, 13)
ONE = datetime.timedelta(days=1)


@pytest.fixture
def joined(team, programme, writer):
    """``joined(person, "member", day)``: enrol into the team."""

    def join(person, key: str = "member", day: datetime.date = DAY, **fields) -> Enrolment:
        values = {"team": team, "programme": programme, "group": group(key), "starts_on": day, "by": writer}
        return enrol(person, **values | fields)

    return join


def spans(person) -> list[tuple]:
    rows = Enrolment.objects.filter(person=person).order_by("starts_on")
    return [(row.group.key, row.starts_on, row.ends_on) for row in rows]


def test_joining_twice_changes_nothing(team, joined) -> None:
    person = PersonFactory(team=team)
    assert joined(person) == joined(person, day=DAY + ONE)
    assert spans(person) == [("member", DAY, None)]


def test_another_group_ends_one_and_begins_the_next(team, joined) -> None:
    person = PersonFactory(team=team)
    joined(person)
    joined(person, "change-leader", DAY + 5 * ONE)
    assert spans(person) == [
        ("member", DAY, DAY + 4 * ONE),
        ("change-leader", DAY + 5 * ONE, None),
    ]


def test_another_group_on_the_same_day_corrects_it(team, joined) -> None:
    person = PersonFactory(team=team)
    joined(person)
    joined(person, "change-leader")
    assert spans(person) == [("change-leader", DAY, None)]


def test_but_not_once_the_person_was_ticked(team, joined) -> None:
    person = PersonFactory(team=team)
    held = joined(person)
    AttendanceFactory(enrolment=held, session=activity_with("draft", team=team).sessions.get())
    with pytest.raises(ValidationError):
        joined(person, "change-leader")
    assert spans(person) == [("member", DAY, None)]


def test_coming_earlier_pulls_the_start_forward(team, joined) -> None:
    person = PersonFactory(team=team)
    joined(person)
    joined(person, day=DAY - 9 * ONE)
    assert spans(person) == [("member", DAY - 9 * ONE, None)]


def test_a_later_enrolment_elsewhere_is_in_the_way(team, joined) -> None:
    person = PersonFactory(team=team)
    joined(person, "change-leader")
    with pytest.raises(ValidationError):
        joined(person, "member", DAY - ONE)


def test_changing_team_moves_the_record(programme, joined, team, user_with) -> None:
    other = TeamFactory(code="440503")
    person = EnrolmentFactory(team=other).person
    mover = user_with("reviewer", "44")
    made = joined(person, by=mover)
    person.refresh_from_db()
    assert person.team == team == made.team


def test_nobody_takes_people_from_where_they_do_not_work(joined) -> None:
    person = PersonFactory(team=TeamFactory(code="440503"))
    with pytest.raises(PermissionDenied):
        joined(person)


def test_nobody_enrols_elsewhere(team, joined, stranger) -> None:
    with pytest.raises(PermissionDenied):
        joined(PersonFactory(team=team), by=stranger)


def test_leaving_keeps_every_tick(team, joined, writer, stranger) -> None:
    held = joined(PersonFactory(team=team))
    session = activity_with("verified", team=team, starts_on=DAY + 3 * ONE).sessions.get()
    AttendanceFactory(enrolment=held, session=session)
    with pytest.raises(ValidationError):
        leave(held, last_day=DAY + 2 * ONE, by=writer)
    with pytest.raises(PermissionDenied):
        leave(held, last_day=DAY + 3 * ONE, by=stranger)
    assert leave(held, last_day=DAY + 3 * ONE, by=writer).ends_on == DAY + 3 * ONE


def test_issues_of_a_specialist_change(team, joined, writer, stranger) -> None:
    held = joined(PersonFactory(team=team), "issue-specialist")
    issue = IssueArea.objects.first()
    set_issues(held, [issue], by=writer)
    version = held.version
    assert set_issues(held, [issue], by=writer).version == version
    with pytest.raises(PermissionDenied):
        set_issues(held, [], by=stranger)


def test_the_database_lets_only_one_be_open(team, programme) -> None:
    held = EnrolmentFactory(team=team)
    with pytest.raises(IntegrityError), transaction.atomic():
        EnrolmentFactory(team=team, person=held.person)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(st.integers(0, 30), st.sampled_from(["member", "change-leader", "issue-specialist"])),
        max_size=6,
    )
)
def test_no_two_enrolments_ever_overlap(team, joined, steps) -> None:
    person = PersonFactory(team=team)
    for offset, key in steps:
        try:
            with transaction.atomic():
                joined(person, key, DAY + offset * ONE)
        except ValidationError:
            continue
    rows = spans(person)
    for (_, _, ends), (_, starts, _) in pairwise(rows):
        assert ends is not None
        assert ends < starts


class TestMany:
    """Many at once are enrolled as one after the other would be."""

    @pytest.fixture
    def many(self, team, programme, writer):
        """``many((person, "member"), …)``: enrol them on DAY; with "issue-specialist" on two issues."""

        def join(*rows) -> list[Enrolment]:
            joining = [Joining(person, group(key), self.issues(key)) for person, key in rows]
            return enrol_many(joining, team=team, programme=programme, starts_on=DAY, by=writer)

        return join

    def issues(self, key: str) -> tuple[IssueArea, ...]:
        return tuple(IssueArea.objects.all()[:2]) if key == "issue-specialist" else ()

    def told(self, person) -> list[tuple]:
        """What is on record about a person's enrolments, and their history."""
        rows = Enrolment.objects.filter(person=person).order_by("pk")
        history = Enrolment.history.filter(person=person).order_by("history_id")
        return [
            *((row.group.key, row.starts_on, row.ends_on, row.version, [*row.issues.all()]) for row in rows),
            *(
                (
                    row.history_type,
                    row.history_user,
                    row.history_date == row.changed_at,
                    row.version,
                    sorted(link.issuearea_id for link in row.issues.all()),
                )
                for row in history
            ),
        ]

    @pytest.mark.parametrize("key", ["member", "issue-specialist"])
    def test_newcomers_are_told_alike(self, key, team, joined, many) -> None:
        single, *others = PersonFactory.create_batch(3, team=team)
        joined(single, key, issues=self.issues(key))
        made = many(*((person, key) for person in others))
        assert [enrolment.person for enrolment in made] == others
        assert self.told(others[0]) == self.told(others[1]) == self.told(single)

    def test_who_was_enrolled_before_goes_on_as_alone(self, team, joined, many) -> None:
        known, new = PersonFactory.create_batch(2, team=team)
        joined(known, "member", DAY - ONE)
        many((known, "change-leader"), (new, "change-leader"))
        assert spans(known) == [("member", DAY - ONE, DAY - ONE), ("change-leader", DAY, None)]
        assert spans(new) == [("change-leader", DAY, None)]

    def test_somebody_named_twice_is_enrolled_once(self, team, many) -> None:
        person = PersonFactory(team=team)
        first, second = many((person, "member"), (person, "member"))
        assert first == second

    def test_who_comes_from_another_team_takes_the_record_along(self, team, many, writer) -> None:
        elsewhere = TeamFactory(code="440502")
        person = PersonFactory(team=elsewhere)
        with pytest.raises(PermissionDenied):
            many((person, "member"))
        writer.is_superuser = True
        many((person, "member"))
        person.refresh_from_db()
        assert person.team == team
