"""Making and changing a log."""

import datetime
import uuid
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from geo.models import ImportBatch
from programmes.choices import ActivityStatus, HeadcountKind, HeadcountStage, Presence
from programmes.models import Activity, Attendance, Headcount, Session
from programmes.services.activities import (
    HeadcountInput,
    LogInput,
    SessionInput,
    change_activity,
    create_activity,
    discard_draft,
    restore_draft,
    save_log,
    save_report,
    save_sessions,
    set_headcounts,
    start_draft,
)
from tests.factories.programmes import (
    AttendanceFactory,
    HeadcountFactory,
    activity_with,
    roster,
)

from .conftest import as_input

DAY = datetime.date(2019, 2, 13)
AFTER = DAY + datetime.timedelta(days=1)
PRESENT, UNKNOWN = Presence.PRESENT, Presence.UNKNOWN


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
