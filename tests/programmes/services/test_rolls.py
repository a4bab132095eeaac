"""Who came, ticked one by one or brought with a list."""

import datetime
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from geo.choices import Role
from programmes.choices import ActivityStatus, Presence
from programmes.models import Activity, Attendance, RollCall, Session
from programmes.services.activities import (
    ArrivingInput,
    SessionInput,
    bring_activities,
    take_roll,
)
from tests.factories.leaders import TeamFactory
from tests.factories.programmes import (
    ActivityFactory,
    AttendanceFactory,
    EnrolmentFactory,
    SessionFactory,
    method,
    roster,
    the_programme,
)

DAY = datetime.date(2019, 2, 13)
AFTER = DAY + datetime.timedelta(days=1)
PRESENT, ABSENT, UNKNOWN = Presence.PRESENT, Presence.ABSENT, Presence.UNKNOWN


class TestRollCall:
    def test_it_keeps_one_event_with_what_changed(self, draft, writer, team) -> None:
        session, (one, two) = draft.sessions.get(), roster(team, 2)
        take_roll(
            draft, {(session.pk, one.pk): (PRESENT, None), (session.pk, two.pk): (ABSENT, None)}, by=writer
        )
        call = take_roll(
            draft, {(session.pk, one.pk): (PRESENT, None), (session.pk, two.pk): (UNKNOWN, None)}, by=writer
        )
        assert call.ticks == [[session.pk, two.pk, "unknown", None]]
        assert RollCall.objects.count() == 2
        again = take_roll(draft, {(session.pk, one.pk): (PRESENT, None)}, by=writer)
        assert again is None

    def test_a_person_needs_the_roster_of_that_day(self, draft, writer, team) -> None:
        session, late = draft.sessions.get(), EnrolmentFactory(team=team, starts_on=AFTER)
        with pytest.raises(ValidationError) as refused:
            take_roll(draft, {(session.pk, late.pk): (PRESENT, None)}, by=writer)
        assert refused.value.code == "not_enrolled"

    def test_hours_do_not_exceed_the_sessions(self, draft, writer, team) -> None:
        session, (one,) = draft.sessions.get(), roster(team, 1)
        Session.objects.filter(pk=session.pk).update(hours=Decimal(3))
        with pytest.raises(ValidationError) as refused:
            take_roll(draft, {(session.pk, one.pk): (PRESENT, Decimal(5))}, by=writer)
        assert refused.value.messages == ["ช่วงนี้มี 3 ชั่วโมง แต่ใส่ไว้ 5 ชั่วโมง แก้ให้ไม่เกิน 3"]

    def test_strangers_of_elsewhere_and_other_logs_are_not_taken(self, draft, writer, team) -> None:
        session = draft.sessions.get()
        far = EnrolmentFactory(team=TeamFactory(code="840101"))
        other = SessionFactory(activity=ActivityFactory(team=team))
        for key in ((session.pk, far.pk), (other.pk, roster(team, 1)[0].pk), (session.pk, 0)):
            with pytest.raises(ValidationError) as refused:
                take_roll(draft, {key: (PRESENT, None)}, by=writer)
            assert refused.value.code == "unknown"

    def test_a_guest_from_elsewhere_who_stands_on_the_roll_stays(self, draft, writer) -> None:
        guest = AttendanceFactory(
            session=draft.sessions.get(), enrolment=EnrolmentFactory(team=TeamFactory(code="840101"))
        )
        take_roll(draft, {(guest.session_id, guest.enrolment_id): (ABSENT, None)}, by=writer)
        guest.refresh_from_db()
        assert guest.presence == ABSENT


class TestFirstRolls:
    """Who came to activities that arrive with their rolls."""

    @staticmethod
    def arriving(team, roll, *days) -> ArrivingInput:
        return ArrivingInput(
            programme=the_programme(),
            area=team.subdistrict,
            team=team,
            title="เวที",
            sessions=tuple(SessionInput(date=day, method=method()) for day in days or (DAY,)),
            status=ActivityStatus.SUBMITTED,
            roll=roll,
        )

    def test_an_answer_holds_for_the_sessions_of_its_day_and_one_event_is_kept(self, writer, team) -> None:
        one, two = roster(team, 2)
        roll = {one.pk: {DAY: PRESENT, AFTER: ABSENT}, two.pk: {AFTER: PRESENT}}
        activity, empty = bring_activities(
            [self.arriving(team, roll, DAY, DAY, AFTER), self.arriving(team, {})], by=writer
        )
        rows = Attendance.objects.order_by("pk").values_list("enrolment", "session__date", "presence")
        assert list(rows) == [
            (one.pk, DAY, PRESENT),
            (one.pk, DAY, PRESENT),
            (one.pk, AFTER, ABSENT),
            (two.pk, AFTER, PRESENT),
        ]
        assert len(RollCall.objects.get(activity=activity).ticks) == 4
        assert not RollCall.objects.filter(activity=empty).exists()

    @pytest.mark.parametrize("starts_on", [DAY, AFTER])
    def test_a_person_needs_the_roster_of_that_day(self, starts_on, writer, team) -> None:
        roll = {EnrolmentFactory(team=team, starts_on=starts_on).pk: {DAY: PRESENT}}
        if starts_on == DAY:
            assert bring_activities([self.arriving(team, roll)], by=writer)
            return
        with pytest.raises(ValidationError) as refused:
            bring_activities([self.arriving(team, roll)], by=writer)
        assert refused.value.code == "not_enrolled"
        assert not Activity.objects.exists()

    def test_guests_are_taken_from_where_one_works_and_nobody_else(self, writer, team, user_with) -> None:
        guest = EnrolmentFactory(team=TeamFactory(code="440503"))
        arriving = self.arriving(team, {guest.pk: {DAY: PRESENT}})
        for key in (guest.pk, 0):
            with pytest.raises(ValidationError) as refused:
                bring_activities([self.arriving(team, {key: {DAY: PRESENT}})], by=writer)
            assert refused.value.code == "unknown"
        bring_activities([arriving], by=user_with(Role.COORDINATOR, "440501", "440503"))
        assert Attendance.objects.get().enrolment == guest

    def test_many_cost_no_more_queries_than_one(self, writer, team) -> None:
        people = roster(team, 3)
        roll = {one.pk: {DAY: PRESENT} for one in people}
        one, *three = [self.arriving(team, roll) for _ in range(4)]
        with CaptureQueriesContext(connection) as first:
            bring_activities([one], by=writer)
        with CaptureQueriesContext(connection) as second:
            bring_activities(three, by=writer)
        assert len(second) <= len(first)  # the first also reads what the writer may do
