"""Undone, everything is as it was before: compared table by table, row by row."""

from datetime import date
from typing import Any

import pytest

from geo.choices import BatchState
from leaders.models import Person
from programmes.choices import ActivityStatus
from programmes.intake.services import answer_batch, confirm_batch, plan_of
from programmes.intake.undo import plan_undoing, undo_batch
from programmes.models import Activity, Attendance, Enrolment, RollCall, StatusChange
from tests.factories.leaders import PersonFactory
from tests.factories.programmes import EnrolmentFactory, activity_with, group, method

from ..conftest import HEAD, TITLES, sample, sheet_of
from ..test_files import workbook
from ..test_writing import FIRST, uploaded
from .conftest import MOVES_ON, brought, differences, everything

ROW = ["1", "นายกล้า ทดสอบ", "สมาชิก", "กลุ่มน้ำ", "0810000001", "/", "-"]
OTHER = ["2", "นางขวัญ สมมติ", "แกนนำประเด็น(สวัสดิการ)", "", "", "/", "/"]


def two_tables() -> bytes:
    """A workbook with a sheet for each of two activities, some people on both."""
    later = [["ใบลงชื่อ ประชุมสภา"], ["วันที่ 5 เม.ย. 61 ต.ท่าขอนยาง อ.กันทรวิชัย จ.มหาสารคาม"]]
    return workbook(
        [*TITLES, HEAD, ROW, OTHER],
        หน้า2=[*later, HEAD[:6], ROW[:6], ["2", "นายทองดี ลองดู", "สมาชิก", "", "", "/"]],
    )


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a_signin.csv", lambda: sample("csv")),
        ("a_signin.xlsx", lambda: sample("xlsx")),
        ("two.xlsx", two_tables),
    ],
)
def test_what_an_import_made_goes_without_a_trace(name: str, content: Any, coordinator: Any) -> None:
    batch = uploaded(coordinator, content(), name, method="forum")
    before = everything()
    assert confirm_batch(batch, by=coordinator).number
    told = plan_undoing(batch)
    done = undo_batch(batch, by=coordinator)
    assert differences(before, everything()) == {}
    assert (done, done.kept, done.restored) == (told, {}, {})
    assert done.removed["leaders.person"] == 3
    batch.refresh_from_db()
    assert (batch.state, batch.undone_by, batch.imported_rows.count()) == (BatchState.UNDONE, coordinator, 0)


def test_confirmed_twice_with_answers_in_between(coordinator: Any) -> None:
    batch = uploaded(coordinator, method="forum")
    before = everything()
    confirm_batch(batch, by=coordinator)
    answer_batch(batch, {"1:8:group": "member"}, by=coordinator)
    assert confirm_batch(batch, by=coordinator).number == 1
    undo_batch(batch, by=coordinator)
    assert differences(before, everything()) == {}


def test_people_on_record_are_as_they_were(coordinator: Any, team: Any) -> None:
    """Fields changed, a group changed, issues added, an enrolment pulled forward, one that never was."""
    changed = PersonFactory(
        team=team, prefix="นาย", given_name="กล้า", family_name="ทดสอบ", phone="0810000009"
    )
    moved = PersonFactory(team=team, prefix="นาง", given_name="ขวัญ", family_name="สมมติ")
    early = PersonFactory(team=team, given_name="ทองดี", family_name="ลองดู")
    binned = PersonFactory(team=team, given_name="มะลิ", family_name="นาดี")
    came = PersonFactory(team=None, subdistrict=team.subdistrict, given_name="จันทร์", family_name="น้ำใส")
    held = EnrolmentFactory(team=team, person=changed, group=group("issue-specialist"))
    EnrolmentFactory(team=team, person=moved, group=group("member"))
    EnrolmentFactory(team=team, person=early, group=group("member"), starts_on=date(2018, 6, 1))
    EnrolmentFactory(team=team, person=binned, group=group("member"), starts_on=FIRST)
    rows = [
        ["1", "นายกล้า ทดสอบ", "แกนนำประเด็น(สวัสดิการ)", "กลุ่มป่า", "0810000001", "/", "-"],
        ["2", "นางขวัญ สมมติ", "ผู้นำการเปลี่ยนแปลง", "", "", "/", "/"],
        ["3", "ทองดี ลองดู", "สมาชิก", "", "", "/", ""],
        ["4", "มะลิ นาดี", "ผู้นำการเปลี่ยนแปลง", "", "", "/", ""],
        ["5", "จันทร์ น้ำใส", "สมาชิก", "", "", "/", ""],
    ]
    batch = uploaded(coordinator, sheet_of(*rows), method="forum")
    before = everything(without=MOVES_ON)
    assert confirm_batch(batch, by=coordinator).number == 5
    assert Person.objects.get(pk=came.pk).team == team
    assert Enrolment.everything.exclude(deleted_at=None).count() == 1
    done = undo_batch(batch, by=coordinator)
    assert differences(before, everything(without=MOVES_ON), telling=True) == {}
    assert done.restored == {"leaders.person": 2, "programmes.enrolment": 4}
    changed.refresh_from_db()
    assert (changed.phone, changed.version, changed.changed_by) == ("0810000009", 3, coordinator)
    told = changed.history.order_by("-history_id").first()
    assert (told.phone, told.history_user, told.history_type, told.version) == (
        "0810000009",
        coordinator,
        "~",
        3,
    )
    assert [line.issues.count() for line in held.history.order_by("history_id")] == [0, 0, 1, 0]


class TestALogThatWasThereBefore:
    @pytest.mark.parametrize(
        "status", [ActivityStatus.DRAFT, ActivityStatus.SUBMITTED, ActivityStatus.PLANNED]
    )
    def test_loses_what_the_sheet_added(
        self, status: str, coordinator: Any, user_with: Any, team: Any
    ) -> None:
        someone = user_with()
        known = EnrolmentFactory(team=team, person__given_name="กล้า", person__family_name="ทดสอบ")
        log = activity_with(
            status, team=team, title="เวทีพัฒนาทีมตำบล", by=someone, starts_on=FIRST, came=[known]
        )
        log.sessions.update(method=None)
        rows = [["1", "กล้า ทดสอบ", "สมาชิก", "", "", "-", "/"], OTHER]
        batch = uploaded(coordinator, sheet_of(*rows), method="forum")
        answer_batch(batch, {"1:activity": str(log.uid)}, by=coordinator)
        before = everything(without=MOVES_ON)
        steps = StatusChange.objects.count()
        assert confirm_batch(batch, by=coordinator).number == 2
        assert log.sessions.count() == 2
        undo_batch(batch, by=coordinator)
        assert differences(before, everything(without=MOVES_ON), telling=True) == {}
        log.refresh_from_db()
        assert (log.status, list(log.authors.all()), log.changed_by) == (status, [someone], coordinator)
        taken_back = RollCall.objects.latest("pk")
        assert (taken_back.activity, taken_back.by) == (log, coordinator)
        assert sorted(tick[2] for tick in taken_back.ticks) == ["present", "unknown", "unknown", "unknown"]
        moved = {ActivityStatus.DRAFT: 0, ActivityStatus.SUBMITTED: 2, ActivityStatus.PLANNED: 2}
        assert StatusChange.objects.count() - steps == moved[status]

    def test_two_imports_undone_last_first(self, coordinator: Any) -> None:
        nothing = everything()
        first = brought(coordinator, ROW)
        between = everything(without=MOVES_ON)
        second = brought(coordinator, [*ROW[:4], "0810000002", "/", "/"], OTHER)
        undo_batch(second, by=coordinator)
        assert differences(between, everything(without=MOVES_ON), telling=True) == {}
        assert undo_batch(first, by=coordinator).kept == {}
        assert differences(nothing, everything()) == {}


def test_the_same_file_is_new_again(coordinator: Any) -> None:
    batch = brought(coordinator, ROW)
    undo_batch(batch, by=coordinator)
    again = uploaded(coordinator, sheet_of(ROW), method="forum")
    assert again.pk != batch.pk
    plan = plan_of(again, by=coordinator)
    assert ([row.verdict.value for row in plan.rows], plan.notes) == (["new"], [])
    assert confirm_batch(again, by=coordinator).written == {"new": 1}
    assert (Activity.objects.count(), Attendance.objects.count()) == (1, 2)
    assert method("forum").sessions.count() == 2
