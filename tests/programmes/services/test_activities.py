"""Making and changing a log."""

import datetime
import uuid
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from geo.choices import Role
from geo.models import ImportBatch
from programmes.choices import ActivityStatus, HeadcountKind, HeadcountStage, Presence
from programmes.models import Activity, Attendance, Headcount, RollCall, Session
from programmes.services.activities import (
    ArrivingInput,
    HeadcountInput,
    LogInput,
    SessionInput,
    SessionRefused,
    bring_activities,
    change_activity,
    create_activity,
    discard_draft,
    restore_draft,
    save_log,
    save_report,
    save_sessions,
    set_headcounts,
    start_draft,
    take_roll,
)
from tests.factories.leaders import TeamFactory
from tests.factories.programmes import (
    ActivityFactory,
    AttendanceFactory,
    EnrolmentFactory,
    HeadcountFactory,
    SessionFactory,
    activity_with,
    group,
    method,
    roster,
    the_programme,
)

DAY = datetime.date(2019, 2, 13)
BEFORE, AFTER = DAY - datetime.timedelta(days=1), DAY + datetime.timedelta(days=1)
PRESENT, ABSENT, UNKNOWN = Presence.PRESENT, Presence.ABSENT, Presence.UNKNOWN


def as_input(session: Session, **changes) -> SessionInput:
    values = {name: getattr(session, name) for name in ("uid", "date", "starts_at", "method", "hours")}
    return SessionInput(**values | changes)


class TestStarting:
    def test_a_draft_has_team_area_day_and_author(self, team, programme, writer) -> None:
        made = start_draft(uid=uuid.uuid4(), team=team, programme=programme, day=DAY, by=writer)
        assert (made.status, made.area, made.starts_on, made.ends_on) == (
            ActivityStatus.DRAFT,
            team.subdistrict,
            DAY,
            DAY,
        )
        assert list(made.authors.all()) == [writer]
        assert made.status_changes.get().to_status == ActivityStatus.DRAFT

    def test_one_uid_is_one_draft_also_after_it_was_thrown_away(self, team, programme, writer) -> None:
        given = {"uid": uuid.uuid4(), "team": team, "programme": programme, "day": DAY, "by": writer}
        first = start_draft(**given)
        discard_draft(first, by=writer)
        assert start_draft(**given) == first
        assert Activity.everything.count() == 1

    def test_strangers_begin_nothing(self, team, programme, stranger) -> None:
        with pytest.raises(PermissionDenied):
            start_draft(uid=uuid.uuid4(), team=team, programme=programme, day=DAY, by=stranger)

    def test_an_activity_spans_its_sessions(self, team, programme, writer) -> None:
        made = create_activity(
            programme=programme,
            team=team,
            title="อบรม",
            sessions=[SessionInput(date=AFTER), SessionInput(date=DAY)],
            status=ActivityStatus.SUBMITTED,
            by=writer,
        )
        assert (made.starts_on, made.ends_on, made.status) == (DAY, AFTER, ActivityStatus.SUBMITTED)


class TestChanging:
    def test_what_did_not_change_is_not_saved(self, draft, writer) -> None:
        version = draft.version
        change_activity(draft, by=writer, title=draft.title, issues=[])
        draft.refresh_from_db()
        assert draft.version == version

    def test_whoever_changes_is_an_author(self, draft, user_with) -> None:
        colleague = user_with("coordinator", "440501")
        change_activity(draft, by=colleague, title="ใหม่")
        assert colleague in draft.authors.all()

    @pytest.mark.parametrize("status", ["submitted", "verified", "cancelled"])
    def test_what_was_sent_is_not_changed(self, team, writer, status) -> None:
        sent = activity_with(status, team=team, by=writer)
        with pytest.raises(ValidationError):
            change_activity(sent, by=writer, title="ใหม่")

    def test_strangers_change_nothing(self, draft, stranger) -> None:
        with pytest.raises(PermissionDenied):
            change_activity(draft, by=stranger, title="ใหม่")

    def test_discarding_is_undone(self, draft, writer, stranger) -> None:
        discard_draft(draft, by=writer)
        assert not Activity.objects.exists()
        thrown = Activity.everything.get()
        with pytest.raises(PermissionDenied):
            restore_draft(thrown, by=stranger)
        assert restore_draft(thrown, by=writer).deleted_at is None
        assert restore_draft(thrown, by=writer).version == thrown.version

    def test_only_drafts_are_discarded(self, team, writer) -> None:
        back = activity_with("returned", team=team, by=writer, reason="แก้")
        with pytest.raises(ValidationError):
            discard_draft(back, by=writer)


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


class TestPeopleWithoutNames:
    def test_unchanged_rows_stay_and_others_go(self, draft, writer) -> None:
        set_headcounts(draft, [HeadcountInput(28), HeadcountInput(5, kind=HeadcountKind.VISITOR)], by=writer)
        kept = draft.headcounts.get(number=28)
        set_headcounts(draft, [HeadcountInput(28), HeadcountInput(7)], by=writer)
        assert list(draft.headcounts.order_by("pk").values_list("number", flat=True)) == [28, 7]
        assert draft.headcounts.get(number=28) == kept

    def test_two_rows_alike_are_two_rows(self, draft, writer) -> None:
        set_headcounts(draft, [HeadcountInput(28), HeadcountInput(28)], by=writer)
        assert draft.headcounts.count() == 2
        set_headcounts(draft, [HeadcountInput(28)], by=writer)
        assert draft.headcounts.count() == 1

    def test_what_was_planned_is_left_alone(self, draft, writer) -> None:
        HeadcountFactory(activity=draft, number=40, stage=HeadcountStage.PLANNED)
        set_headcounts(draft, [HeadcountInput(28)], by=writer, stage=HeadcountStage.CAME)
        set_headcounts(draft, [], by=writer, stage=HeadcountStage.CAME)
        assert draft.headcounts.get().number == 40

    def test_women_are_among_the_people(self, draft, writer) -> None:
        with pytest.raises(ValidationError):
            set_headcounts(draft, [HeadcountInput(5, women=6)], by=writer)
        assert not Headcount.objects.exists()


def test_a_report_is_kept_once_something_is_said(draft, writer) -> None:
    assert save_report(draft, by=writer, outputs="", lessons="").pk is None
    save_report(draft, by=writer, outputs="ได้กติกา", lessons="")
    report = save_report(draft, by=writer, outputs="ได้กติกา", lessons="ฟังกันก่อน")
    assert (report.outputs, report.lessons, report.version) == ("ได้กติกา", "ฟังกันก่อน", 2)


def whole(draft, **changes) -> LogInput:
    session = draft.sessions.get()
    return LogInput(**{"values": {}, "sessions": (as_input(session),), "answers": {}} | changes)


class TestTheWholeLog:
    def test_it_is_saved_whole_or_not_at_all(self, draft, writer) -> None:
        bad = whole(draft, values={"title": "ใหม่"}, headcounts=(HeadcountInput(5, women=6),))
        with pytest.raises(ValidationError):
            save_log(draft, bad, by=writer)
        draft.refresh_from_db()
        assert draft.title != "ใหม่"

    def test_what_is_unknown_writes_nothing_but_takes_back(self, draft, writer, team) -> None:
        session, (one, two) = draft.sessions.get(), roster(team, 2)
        AttendanceFactory(session=session, enrolment=one, hours=Decimal(1))
        save_log(draft, whole(draft, answers={(session.uid, one.pk): PRESENT}), by=writer)
        assert Attendance.objects.get().hours == 1
        answers = {(session.uid, one.pk): UNKNOWN, (session.uid, two.pk): UNKNOWN}
        save_log(draft, whole(draft, answers=answers), by=writer)
        row = Attendance.objects.get()
        assert (row.enrolment, row.presence, row.hours) == (one, UNKNOWN, None)

    def test_the_version_tells_of_every_change(self, draft, writer, team) -> None:
        session, (one,) = draft.sessions.get(), roster(team, 1)
        first = save_log(draft, whole(draft, answers={(session.uid, one.pk): PRESENT}), by=writer).version
        second = save_log(draft, whole(draft, report={"outputs": "ได้กติกา"}), by=writer).version
        third = save_log(draft, whole(draft, report={"outputs": "ได้กติกา"}), by=writer).version
        assert 1 < first < second == third


class TestWhatArrivesWithASheet:
    """Only rows that an import brings belong to it; what people add to its log later is theirs."""

    def test_sessions_and_headcounts_carry_the_sheet_only_if_it_brings_them(self, draft, writer) -> None:
        batch = ImportBatch.objects.create(kind="signin", uploaded_by=writer, uploaded_at=draft.created_at)
        draft.import_batch = batch
        draft.save()
        kept = [as_input(session) for session in draft.sessions.all()]
        brought, added = SessionInput(date=DAY), SessionInput(date=DAY)
        save_sessions(draft, [*kept, brought], by=writer, batch=batch)
        save_sessions(draft, [*kept, brought, added], by=writer)
        set_headcounts(draft, [HeadcountInput(number=5)], by=writer, batch=batch)
        set_headcounts(draft, [HeadcountInput(number=5), HeadcountInput(number=6)], by=writer)
        assert list(Session.objects.filter(import_batch=batch).values_list("uid", flat=True)) == [brought.uid]
        assert list(Headcount.objects.filter(import_batch=batch).values_list("number", flat=True)) == [5]
