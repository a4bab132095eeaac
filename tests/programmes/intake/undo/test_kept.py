"""What somebody went on with stays, and is told; beside each case the same row that nobody touched."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile

from geo.choices import BatchState, Role
from geo.models import ImportBatch
from leaders.models import Person
from leaders.services.people import change_person
from programmes.choices import ActivityStatus, Presence
from programmes.intake.services import answer_batch, confirm_batch
from programmes.intake.undo import named, plan_undoing, undo_batch, undone
from programmes.models import Activity, Attendance, Enrolment, Evidence, Headcount, RollCall, Session
from programmes.services.activities import (
    HeadcountInput,
    SessionInput,
    change_activity,
    discard_draft,
    save_sessions,
    set_headcounts,
    take_roll,
)
from programmes.services.enrolments import enrol
from programmes.services.transitions import submit, verify, withdraw
from tests.factories.leaders import PersonFactory
from tests.factories.programmes import (
    AttendanceFactory,
    EnrolmentFactory,
    activity_with,
    group,
    the_programme,
)

from ..conftest import sheet_of
from ..test_writing import FIRST, SECOND, uploaded
from .conftest import MOVES_ON, brought, differences, everything

ROW = ["1", "นายกล้า ทดสอบ", "สมาชิก", "กลุ่มน้ำ", "0810000001", "/", "-"]
OTHER = ["2", "นางขวัญ สมมติ", "สมาชิก", "", "", "/", "/"]
LATER = date(2018, 6, 1)


def told(batch: ImportBatch, by: Any) -> list[tuple[str, str]]:
    """Names and reasons, without the moment."""
    batch.refresh_from_db()
    return [(line.name, line.why.partition(" เมื่อ ")[0]) for line in named(undone(batch).lines, by)]


def person(name: str) -> Person:
    """By given name."""
    return Person.objects.get(given_name=name)


def the_log(by: Any) -> Activity:
    """The imported activity, withdrawn so that it can be changed."""
    return withdraw(Activity.objects.get(), by=by)


class TestPeople:
    def test_whose_phone_was_changed(self, coordinator: Any) -> None:
        batch = brought(coordinator, ROW, OTHER)
        change_person(person("กล้า"), by=coordinator, phone="0810000002", birth_year=1970)
        planned = plan_undoing(batch)
        done = undo_batch(batch, by=coordinator)
        assert (done, done.kept) == (planned, {"leaders.person": 1})
        assert told(batch, coordinator) == [("นายกล้า ทดสอบ", "แก้ปีเกิด, เบอร์โทร")]
        assert [row.phone for row in Person.objects.all()] == ["0810000002"]
        assert not Enrolment.everything.exists()
        (line,) = named(done.lines, coordinator)
        assert line.why.endswith(f"โดย {coordinator}")

    def test_whose_name_only_some_may_read(self, coordinator: Any, user_with: Any) -> None:
        batch = brought(coordinator, ROW, OTHER)
        change_person(person("กล้า"), by=coordinator, phone="0810000002")
        done = undo_batch(batch, by=coordinator)
        assert [(line.noun, line.name) for line in named(done.lines, user_with(Role.REVIEWER, "50"))] == [
            ("คน", "")
        ]

    def test_who_came_to_something_else_since(self, coordinator: Any, team: Any) -> None:
        batch = brought(coordinator, ROW, OTHER)
        enrolment = Enrolment.objects.get(person__given_name="กล้า")
        log = activity_with("draft", team=team, by=coordinator, starts_on=LATER)
        take_roll(log, {(log.sessions.get().pk, enrolment.pk): (Presence.PRESENT, None)}, by=coordinator)
        done = undo_batch(batch, by=coordinator)
        assert done.kept == {"leaders.person": 1, "programmes.enrolment": 1}
        assert told(batch, coordinator) == [("นายกล้า ทดสอบ", "มีการเช็กชื่อในกิจกรรมอื่นแล้ว")]
        assert [row.enrolment for row in Attendance.objects.all()] == [enrolment]
        assert list(Activity.everything.all()) == [log]

    def test_on_record_before_and_changed_again(self, coordinator: Any, team: Any) -> None:
        for name in ("กล้า", "ขวัญ"):
            EnrolmentFactory(team=team, person=PersonFactory(team=team, given_name=name, family_name="ทดสอบ"))
        batch = brought(coordinator, ROW, ["2", "ขวัญ ทดสอบ", "สมาชิก", "กลุ่มป่า", "", "/", ""])
        change_person(person("ขวัญ"), by=coordinator, nickname="น้อย")
        done = undo_batch(batch, by=coordinator)
        assert (done.restored, done.kept) == ({"leaders.person": 1}, {"leaders.person": 1})
        assert (person("กล้า").position, person("ขวัญ").position) == ("", "กลุ่มป่า")
        assert told(batch, coordinator) == [("ขวัญ ทดสอบ", "แก้ชื่อเล่น")]


class TestRosters:
    """A person's enrolments follow each other: they go back together or not at all."""

    @pytest.fixture
    def moved(self, coordinator: Any, team: Any) -> tuple[ImportBatch, Person]:
        """Somebody whom the sheet moved to another group."""
        somebody = PersonFactory(team=team, prefix="นาย", given_name="กล้า", family_name="ทดสอบ")
        EnrolmentFactory(team=team, person=somebody, group=group("member"))
        return brought(coordinator, ["1", "นายกล้า ทดสอบ", "ผู้นำการเปลี่ยนแปลง", "", "", "/", "/"]), somebody

    def test_who_was_ticked_in_the_new_group_stays_in_it(
        self, moved: tuple[ImportBatch, Person], coordinator: Any, team: Any
    ) -> None:
        batch, somebody = moved
        new = somebody.enrolments.get(ends_on=None)
        AttendanceFactory(session__activity=activity_with(team=team, starts_on=LATER), enrolment=new)
        done = undo_batch(batch, by=coordinator)
        assert done.kept == {"programmes.enrolment": 2}
        assert [row.group.key for row in somebody.enrolments.order_by("starts_on")] == [
            "member",
            "change-leader",
        ]
        assert told(batch, coordinator) == [("นายกล้า ทดสอบ", "มีการเช็กชื่อในกิจกรรมอื่นแล้ว")]

    def test_who_was_moved_once_more_stays_there(
        self, moved: tuple[ImportBatch, Person], coordinator: Any, team: Any
    ) -> None:
        batch, somebody = moved
        roster = {"team": team, "programme": the_programme(), "group": group("issue-specialist")}
        enrol(somebody, starts_on=LATER, by=coordinator, **roster)
        assert undo_batch(batch, by=coordinator).kept == {"programmes.enrolment": 2}
        assert somebody.enrolments.count() == 3

    def test_who_was_left_alone_is_a_member_again(
        self, moved: tuple[ImportBatch, Person], coordinator: Any
    ) -> None:
        batch, somebody = moved
        assert undo_batch(batch, by=coordinator).kept == {}
        assert [(row.group.key, row.ends_on) for row in somebody.enrolments.all()] == [("member", None)]

    @pytest.mark.parametrize(("day", "kept"), [(SECOND, True), (LATER, False)])
    def test_pulled_forward_and_ticked_before_the_old_first_day(
        self, day: date, kept: bool, coordinator: Any, team: Any
    ) -> None:
        somebody = PersonFactory(team=team, prefix="นาย", given_name="กล้า", family_name="ทดสอบ")
        held = EnrolmentFactory(team=team, person=somebody, starts_on=LATER)
        batch = brought(coordinator, ROW)
        AttendanceFactory(session__activity=activity_with(team=team, starts_on=day), enrolment=held)
        undo_batch(batch, by=coordinator)
        held.refresh_from_db()
        assert held.starts_on == (FIRST if kept else LATER)
        assert bool(told(batch, coordinator)) == kept


class TestLogs:
    def test_verified_stays_whole(self, coordinator: Any, user_with: Any) -> None:
        batch = brought(coordinator, ROW, OTHER)
        verify(Activity.objects.get(), by=user_with(Role.REVIEWER, "44"))
        before = everything()
        with pytest.raises(ValidationError, match="ย้อนไม่ได้"):
            undo_batch(batch, by=coordinator)
        batch.refresh_from_db()
        assert (batch.state, differences(before, everything())) == (BatchState.WRITTEN, {})
        (line,) = named(plan_undoing(batch).lines, coordinator)
        assert line.name.startswith("“เวทีพัฒนาทีมตำบล”")
        assert line.why == "ยืนยันแล้ว"

    def test_verified_beside_one_that_is_not(self, coordinator: Any, user_with: Any) -> None:
        titles = [["ใบลงชื่อ ประชุม"], ["วันที่ 5 เม.ย. 61 ต.ท่าขอนยาง อ.กันทรวิชัย จ.มหาสารคาม"]]
        first = brought(coordinator, ROW)
        second = brought(
            coordinator,
            ROW[:6],
            OTHER[:6],
            titles=titles,
            head=["ที่", "ชื่อ-สกุล", "กลุ่ม", "องค์กร", "โทร.", "ลงชื่อ"],
        )
        verify(Activity.objects.get(starts_on=FIRST), by=user_with(Role.REVIEWER, "44"))
        undo_batch(second, by=coordinator)
        assert [log.starts_on for log in Activity.everything.all()] == [FIRST]
        with pytest.raises(ValidationError):
            undo_batch(first, by=coordinator)

    def test_ticks_added_to_one_that_was_verified_stay(
        self, coordinator: Any, user_with: Any, team: Any
    ) -> None:
        log = activity_with("draft", team=team, title="เวทีพัฒนาทีมตำบล", by=coordinator, starts_on=FIRST)
        batch = uploaded(coordinator, sheet_of(ROW, OTHER), method="forum")
        answer_batch(batch, {"1:activity": str(log.uid)}, by=coordinator)
        confirm_batch(batch, by=coordinator)
        verify(submit(log, by=coordinator), by=user_with(Role.REVIEWER, "44"))
        with pytest.raises(ValidationError):
            undo_batch(batch, by=coordinator)
        assert Attendance.objects.count() == 4

    @pytest.mark.parametrize("touched", [True, False])
    def test_with_evidence(self, touched: bool, coordinator: Any) -> None:
        batch = brought(coordinator, ROW)
        if touched:
            proof = Evidence(
                activity=Activity.objects.get(), content_type="application/pdf", size=1, digest="0"
            )
            proof.file.save("a.pdf", ContentFile(b"%PDF"), save=False)
            proof.save()
            with pytest.raises(ValidationError):
                undo_batch(batch, by=coordinator)
            (line,) = named(plan_undoing(batch).lines, coordinator)
            assert line.why == "มีหลักฐานที่เพิ่มทีหลัง"
        else:
            undo_batch(batch, by=coordinator)
        assert Activity.everything.exists() == touched

    @pytest.mark.parametrize("how", ["title", "session", "headcount", "tick", "bin"])
    def test_changed_by_somebody_stays_whole(self, how: str, coordinator: Any) -> None:
        batch = brought(coordinator, ROW, OTHER)
        log = the_log(coordinator)
        session = log.sessions.first()
        if how == "title":
            change_activity(log, by=coordinator, title="ชื่อใหม่")
        elif how == "session":
            kept = [SessionInput(date=row.date, method=row.method, uid=row.uid) for row in log.sessions.all()]
            save_sessions(log, [*kept, SessionInput(date=LATER)], by=coordinator)
        elif how == "headcount":
            set_headcounts(log, [HeadcountInput(number=28)], by=coordinator)
        elif how == "tick":
            tick = session.attendances.first()
            take_roll(log, {(session.pk, tick.enrolment_id): (Presence.UNKNOWN, None)}, by=coordinator)
        else:
            discard_draft(log, by=coordinator)
        before = everything()
        with pytest.raises(ValidationError):
            undo_batch(batch, by=coordinator)
        assert differences(before, everything()) == {}

    def test_there_before_keeps_what_was_added_since(self, coordinator: Any, team: Any) -> None:
        log = activity_with("draft", team=team, title="เวทีพัฒนาทีมตำบล", by=coordinator, starts_on=FIRST)
        batch = uploaded(coordinator, sheet_of(ROW, OTHER), method="forum")
        answer_batch(batch, {"1:activity": str(log.uid)}, by=coordinator)
        confirm_batch(batch, by=coordinator)
        change_activity(Activity.objects.get(), by=coordinator, title="ชื่อใหม่")
        set_headcounts(Activity.objects.get(), [HeadcountInput(number=28)], by=coordinator)
        done = undo_batch(batch, by=coordinator)
        log.refresh_from_db()
        assert (log.title, log.status, log.starts_on, log.ends_on) == (
            "ชื่อใหม่",
            ActivityStatus.DRAFT,
            FIRST,
            FIRST,
        )
        assert (Headcount.objects.count(), Session.everything.count(), Person.objects.count()) == (1, 1, 0)
        assert done.kept == {"programmes.activity": 1}
        assert {tick[2] for tick in RollCall.objects.latest("pk").ticks} == {"unknown"}
        assert [(name.partition("” ")[0], why) for name, why in told(batch, coordinator)] == [
            ("“ชื่อใหม่", "แก้ชื่อกิจกรรม")
        ]

    def test_there_before_keeps_the_one_tick_changed_since(self, coordinator: Any, team: Any) -> None:
        log = activity_with("draft", team=team, title="เวทีพัฒนาทีมตำบล", by=coordinator, starts_on=FIRST)
        log.sessions.create(date=SECOND)
        Activity.objects.update(ends_on=SECOND)
        batch = brought(coordinator, ROW, OTHER)
        tick = Attendance.objects.get(enrolment__person__given_name="กล้า", session__date=SECOND)
        take_roll(log, {(tick.session_id, tick.enrolment_id): (Presence.PRESENT, None)}, by=coordinator)
        undo_batch(batch, by=coordinator)
        assert list(Attendance.everything.all()) == [tick]
        assert [row.given_name for row in Person.objects.all()] == ["กล้า"]
        assert ("นายกล้า ทดสอบ", "แก้การเข้าร่วม") in told(batch, coordinator)


class TestWho:
    @pytest.mark.parametrize(
        ("role", "code", "may"),
        [
            (Role.REVIEWER, "44", True),
            (Role.REVIEWER, "NE", True),
            (Role.STAFF, "TH", True),
            (Role.REVIEWER, "40", False),
            (Role.COORDINATOR, "440404", False),
            (Role.EDITOR, "TH", False),
        ],
    )
    def test_others(self, role: str, code: str, may: bool, coordinator: Any, user_with: Any) -> None:
        batch = brought(coordinator, ROW)
        somebody = user_with(role, code)
        if may:
            undo_batch(batch, by=somebody)
        else:
            with pytest.raises(PermissionDenied):
                undo_batch(batch, by=somebody)
        assert Person.objects.exists() != may

    def test_who_works_there_no_longer(self, coordinator: Any) -> None:
        batch = brought(coordinator, ROW)
        coordinator.area_roles.update(ends_on=date(2019, 2, 20) - timedelta(days=1))
        coordinator.__dict__.pop("_roles_today", None)
        with pytest.raises(PermissionDenied):
            undo_batch(batch, by=coordinator)

    def test_not_twice_and_not_before(self, coordinator: Any) -> None:
        batch = uploaded(coordinator, sheet_of(ROW), method="forum")
        with pytest.raises(ValidationError, match="ยังไม่ได้นำเข้า"):
            undo_batch(batch, by=coordinator)
        confirm_batch(batch, by=coordinator)
        stale = ImportBatch.objects.get(pk=batch.pk)
        undo_batch(batch, by=coordinator)
        with pytest.raises(ValidationError, match="ย้อนไปแล้ว"):
            undo_batch(stale, by=coordinator)
        for verb in (confirm_batch, lambda it, by: answer_batch(it, {"method": "forum"}, by=by)):
            with pytest.raises(ValidationError, match="ย้อนไปแล้ว"):
                verb(stale, by=coordinator)
        assert not Person.objects.exists()


def test_nothing_but_bookkeeping_differs_where_all_is_kept_apart(coordinator: Any, team: Any) -> None:
    """Whoever was there before and whom the sheet only ticked is not touched."""
    EnrolmentFactory(
        team=team, person=PersonFactory(team=team, prefix="นาย", given_name="กล้า", family_name="ทดสอบ")
    )
    batch = uploaded(coordinator, sheet_of([*ROW[:3], "", "", "/", "/"]), method="forum")
    before = everything(without=MOVES_ON)
    confirm_batch(batch, by=coordinator)
    undo_batch(batch, by=coordinator)
    assert differences(before, everything(without=MOVES_ON)) == {}
