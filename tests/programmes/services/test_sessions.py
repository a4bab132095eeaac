"""Days and parts of a log, and its roll when a day moves."""

import datetime
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from programmes.choices import Presence
from programmes.models import Attendance, Session
from programmes.services.activities import (
    SessionInput,
    SessionRefused,
    save_sessions,
)
from tests.factories.programmes import (
    AttendanceFactory,
    EnrolmentFactory,
    group,
    method,
    roster,
)

from .conftest import as_input

DAY = datetime.date(2019, 2, 13)
BEFORE, AFTER = DAY - datetime.timedelta(days=1), DAY + datetime.timedelta(days=1)
ABSENT = Presence.ABSENT


class TestSessions:
    def test_they_become_those_given(self, draft, writer) -> None:
        first = draft.sessions.get()
        saved = save_sessions(
            draft,
            [
                SessionInput(date=AFTER, method=method("training"), hours=Decimal(3)),
                as_input(first, further_methods=(method("coaching"),)),
            ],
            by=writer,
        )
        assert [session.date for session in saved] == [DAY, AFTER]
        assert [further.key for further in first.further_methods.all()] == ["coaching"]
        draft.refresh_from_db()
        assert (draft.starts_on, draft.ends_on) == (DAY, AFTER)

    def test_one_left_out_goes_with_its_roll(self, draft, writer, team) -> None:
        first = draft.sessions.get()
        AttendanceFactory(session=first, enrolment=roster(team, 1)[0])
        save_sessions(draft, [SessionInput(date=AFTER)], by=writer)
        assert draft.sessions.get().date == AFTER
        assert not Attendance.objects.exists()
        assert Attendance.everything.exists()

    def test_an_unchanged_one_is_left_alone(self, draft, writer) -> None:
        first = draft.sessions.get()
        save_sessions(draft, [as_input(first)], by=writer)
        first.refresh_from_db()
        draft.refresh_from_db()
        assert (first.version, draft.version) == (1, 1)

    def test_a_day_has_24_hours(self, draft, writer) -> None:
        with pytest.raises(ValidationError):
            save_sessions(draft, [SessionInput(date=DAY, hours=Decimal(25))], by=writer)
        assert draft.sessions.count() == 1

    def test_hours_stay_above_what_somebody_attended(self, draft, writer, team) -> None:
        session = draft.sessions.get()
        AttendanceFactory(session=session, enrolment=roster(team, 1)[0], hours=Decimal("1.5"))
        with pytest.raises(SessionRefused) as refused:
            save_sessions(draft, [as_input(session, hours=Decimal(1))], by=writer)
        assert (refused.value.uid, refused.value.field) == (session.uid, "hours")
        assert refused.value.messages == ["ช่วงนี้มี 1 ชั่วโมง แต่ใส่ไว้ 1.5 ชั่วโมง แก้ให้ไม่เกิน 1"]


class TestMovingADay:
    """Who was ticked goes along, as far as rule 3 allows."""

    @pytest.fixture
    def session(self, draft) -> Session:
        return draft.sessions.get()

    def test_whoever_was_on_the_roster_both_days_just_moves(self, draft, session, writer, team) -> None:
        AttendanceFactory(session=session, enrolment=roster(team, 1)[0])
        save_sessions(draft, [as_input(session, date=BEFORE)], by=writer)
        assert Attendance.objects.get().session.date == BEFORE

    def test_whoever_was_enrolled_by_coming_is_enrolled_earlier(self, draft, session, writer, team) -> None:
        enrolment = EnrolmentFactory(team=team, starts_on=DAY)
        AttendanceFactory(session=session, enrolment=enrolment)
        save_sessions(draft, [as_input(session, date=BEFORE)], by=writer)
        enrolment.refresh_from_db()
        assert enrolment.starts_on == BEFORE

    def test_whoever_did_not_come_and_was_not_on_the_roster_falls_away(
        self, draft, session, writer, team
    ) -> None:
        AttendanceFactory(
            session=session, enrolment=EnrolmentFactory(team=team, starts_on=DAY), presence=ABSENT
        )
        save_sessions(draft, [as_input(session, date=BEFORE)], by=writer)
        assert not Attendance.objects.exists()

    def test_whoever_left_before_the_new_day_keeps_the_day_where_it_is(
        self, draft, session, writer, team
    ) -> None:
        AttendanceFactory(session=session, enrolment=EnrolmentFactory(team=team, ends_on=DAY))
        with pytest.raises(SessionRefused) as refused:
            save_sessions(draft, [as_input(session, date=AFTER)], by=writer)
        assert refused.value.field == "date"
        session.refresh_from_db()
        assert session.date == DAY

    def test_whoever_was_in_another_group_that_day_keeps_it_too(self, draft, session, writer, team) -> None:
        past = EnrolmentFactory(team=team, group=group("change-leader"), ends_on=BEFORE)
        now = EnrolmentFactory(team=team, person=past.person, starts_on=DAY)
        AttendanceFactory(session=session, enrolment=now)
        with pytest.raises(SessionRefused):
            save_sessions(draft, [as_input(session, date=BEFORE)], by=writer)
