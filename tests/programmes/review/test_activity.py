"""One log under review: who opens it, what it shows, and what a decision does."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import AccessLog
from geo.choices import Role
from programmes.choices import ActivityStatus, EvidenceKind, Presence
from programmes.models import Activity, Evidence, StatusChange
from programmes.services import transitions
from tests.factories.leaders import TeamFactory
from tests.factories.programmes import (
    AttendanceFactory,
    EnrolmentFactory,
    HeadcountFactory,
    ReportFactory,
    SessionFactory,
    activity_with,
    roster,
)


@pytest.fixture
def log(team, people, coordinator):
    """Two of three came; its coordinator made it."""
    return activity_with(team=team, came=people[:2], by=coordinator, title="เวทีคุยกติกาป่า หมู่ 2")


def address(activity: Activity) -> str:
    return reverse("review:activity", args=[activity.uid])


def decide(client, activity: Activity, action: str, reason: str = "", **further):
    values = {"action": action, "reason": reason, "seen": activity.version} | further
    return client.post(address(activity), values, follow=True)


class TestWhoOpensIt:
    def test_the_reviewer_of_the_area_and_above(self, client_of, user_with, log):
        for role, code in [(Role.REVIEWER, "44"), (Role.REVIEWER, "NE"), (Role.STAFF, "TH")]:
            assert client_of(user_with(role, code)).get(address(log)).status_code == 200

    def test_to_the_reviewer_of_another_province_it_is_not_there(self, neighbour, log):
        assert neighbour.get(address(log)).status_code == 404
        assert decide(neighbour, log, "verify").status_code == 404

    def test_coordinators_editors_and_the_public_do_not_review(
        self, client, client_of, user_with, coordinator, log
    ):
        assert client_of(coordinator).get(address(log)).status_code == 403
        assert client_of(user_with(Role.EDITOR, "TH")).get(address(log)).status_code == 403
        assert client.get(address(log)).url.startswith("/accounts/sign-in/")
        for user in (coordinator, None):
            client_of(user).post(address(log), {"action": "verify"})
        log.refresh_from_db()
        assert log.status == ActivityStatus.SUBMITTED

    def test_held_elsewhere_by_an_own_team_it_is_seen_but_not_decided(self, desk, team, area):
        away = activity_with(team=team, area=area("450101"))
        page = desk.get(address(away))
        assert page.status_code == 200
        assert 'value="verify"' not in page.text
        assert decide(desk, away, "verify").status_code == 403
        away.refresh_from_db()
        assert away.status == ActivityStatus.SUBMITTED

    def test_a_deleted_one_is_not_there(self, desk, log):
        Activity.objects.update(deleted_at=log.created_at)
        assert desk.get(address(log)).status_code == 404


class TestWhatItShows:
    def test_three_answers_by_group(self, desk, log, people):
        AttendanceFactory(
            session=log.sessions.get(),
            enrolment=EnrolmentFactory(team=log.team, group=people[1].group),
            presence=Presence.ABSENT,
        )
        page = desk.get(address(log))
        rolls = page.context["rolls"]
        assert [(roll.group.key, roll.present, roll.absent, roll.unknown) for roll in rolls] == [
            ("change-leader", 1, 0, 0),
            ("member", 1, 1, 1),
        ]
        assert "มา 2 จาก 4 คน" in page.text
        assert "ไม่มา 1 · ไม่ทราบ 1" in page.text

    def test_over_several_sessions_somebody_came_who_came_once(self, desk, log, people):
        second = SessionFactory(activity=log)
        AttendanceFactory(session=second, enrolment=people[0], presence=Presence.ABSENT)
        page = desk.get(address(log))
        assert page.context["rolls"][0].answers[0].presence == Presence.PRESENT
        assert "มา 1 จาก 2 ช่วง" in page.text

    def test_people_without_names_and_the_report(self, desk, log):
        HeadcountFactory(activity=log, number=28, women=15, estimated=True)
        ReportFactory(activity=log, outputs="กติกาเก็บเห็ด 6 ข้อ", obstacles="คนหมู่ 7 ยังไม่ได้มา")
        text = desk.get(address(log)).text
        for words in ("28 คน", "หญิง", "ประมาณ", "กติกาเก็บเห็ด 6 ข้อ", "คนหมู่ 7 ยังไม่ได้มา"):
            assert words in text

    def test_evidence_comes_from_behind_its_permission(self, desk, log):
        proof = Evidence.objects.create(
            activity=log, kind=EvidenceKind.SHEET, file="x.pdf", content_type="application/pdf", size=176_000,
            digest="0" * 64,
        )  # fmt: skip
        page = desk.get(address(log))
        assert reverse("log:evidence", args=[log.uid, proof.uid]) in page.text
        assert "ใบลงชื่อ" in page.text

    def test_the_history_says_who_when_and_why(self, desk, reviewer, coordinator, log):
        transitions.send_back(log, by=reviewer, reason="ใบลงชื่อมี 31 คน")
        log.title = "เวทีคุยกติกาป่า"
        log.stamp(coordinator)
        log._history_user = coordinator
        log.save()
        transitions.submit(log, by=coordinator)
        events = [(event.title, event.by, event.note) for event in desk.get(address(log)).context["history"]]
        assert ("รอตรวจ → ส่งกลับให้แก้", reviewer, "ใบลงชื่อมี 31 คน") in events
        assert ("ส่งกลับให้แก้ → รอตรวจ", coordinator, "") in events
        assert ("แก้รายละเอียด", coordinator, "ชื่อกิจกรรม") in events

    def test_whoever_looks_is_noted(self, desk, reviewer, log, people):
        desk.get(address(log))
        entry = AccessLog.objects.get()
        assert (entry.user, entry.noun) == (reviewer, "roll")
        assert entry.object_ids == sorted(row.person_id for row in people)

    def test_more_people_do_not_cost_more_queries(self, desk, log):
        counts = []
        for _ in range(2):
            with CaptureQueriesContext(connection) as queries:
                desk.get(address(log))
            counts.append(len(queries))
            for enrolment in roster(log.team, 8):
                AttendanceFactory(session=log.sessions.get(), enrolment=enrolment)
        assert counts[0] == counts[1]


class TestDeciding:
    def test_verified_it_counts(self, desk, reviewer, log):
        page = decide(desk, log, "verify")
        assert "ยืนยันแล้ว นับในตัวเลขตั้งแต่ตอนนี้" in page.text
        log.refresh_from_db()
        assert log.status == ActivityStatus.VERIFIED
        assert log.status_changes.last().by == reviewer

    def test_returned_with_the_reason_that_the_coordinator_sees(self, desk, log):
        page = decide(desk, log, "send_back", "  เพิ่มชื่อที่ขาด  ")
        assert "ส่งกลับให้แก้แล้ว" in page.text
        log.refresh_from_db()
        assert log.status == ActivityStatus.RETURNED
        assert log.status_changes.last().reason == "เพิ่มชื่อที่ขาด"
        assert page.context["returned_because"] == "เพิ่มชื่อที่ขาด"

    def test_without_a_reason_nothing_is_returned_and_the_field_says_so(self, desk, log):
        page = decide(desk, log, "send_back", "   ")
        assert page.status_code == 200
        assert "บอกเหตุผลก่อน" in page.text
        assert 'id="id_reason_error"' in page.text
        log.refresh_from_db()
        assert log.status == ActivityStatus.SUBMITTED

    def test_reopened_it_counts_no_more(self, desk, log):
        decide(desk, log, "verify")
        log.refresh_from_db()
        assert "เปิดให้แก้อีกครั้งเพราะอะไร" in desk.get(address(log)).text
        assert "บอกเหตุผลก่อน" in decide(desk, log, "reopen").text
        decide(desk, log, "reopen", "นับคนซ้ำ")
        log.refresh_from_db()
        assert (log.status, log.verified_at) == (ActivityStatus.RETURNED, None)

    def test_the_own_log_waits_for_somebody_else(self, desk, reviewer, team, people):
        own = activity_with(team=team, came=people, by=reviewer)
        page = desk.get(address(own))
        assert "บันทึกของตัวเองต้องให้คนอื่นตรวจ" in page.text
        assert 'value="verify"' not in page.text
        assert "บันทึกของตัวเองต้องให้คนอื่นตรวจ" in decide(desk, own, "verify").text
        own.refresh_from_db()
        assert own.status == ActivityStatus.SUBMITTED

    def test_the_same_form_twice_is_harmless(self, desk, log):
        decide(desk, log, "verify")
        again = decide(desk, log, "verify")
        assert "ไม่นับซ้ำ" in again.text
        assert StatusChange.objects.filter(to_status=ActivityStatus.VERIFIED).count() == 1

    def test_when_a_colleague_was_faster_the_page_says_so(self, desk, user_with, log):
        transitions.verify(Activity.objects.get(pk=log.pk), by=user_with(Role.REVIEWER, "44"))
        page = decide(desk, log, "send_back", "แก้วันที่")
        assert "ตอนนี้กิจกรรมนี้อยู่ในสถานะ “ยืนยันแล้ว”" in page.text
        log.refresh_from_db()
        assert log.status == ActivityStatus.VERIFIED

    def test_a_log_mended_meanwhile_is_read_again_first(self, desk, coordinator, log):
        mended = Activity.objects.get(pk=log.pk)
        transitions.withdraw(mended, by=coordinator)
        transitions.submit(mended, by=coordinator)
        page = decide(desk, log, "verify")
        assert "บันทึกนี้เปลี่ยนไปหลังจากที่เปิดดู" in page.text
        log.refresh_from_db()
        assert log.status == ActivityStatus.SUBMITTED

    @pytest.mark.parametrize("action", ["", "submit", "cancel", "__class__"])
    def test_other_words_decide_nothing(self, desk, log, action):
        assert decide(desk, log, action, "เหตุผล").status_code == 200
        log.refresh_from_db()
        assert log.status == ActivityStatus.SUBMITTED


class TestNeighbours:
    def test_the_next_that_waits_in_the_same_list(self, desk, log, team, people):
        later = activity_with(team=team, came=people, title="รายการถัดมา")
        activity_with(team=TeamFactory(code="450101"), title="ของจังหวัดอื่น")
        page = desk.get(address(log), {"province": "44"})
        assert page.context["neighbours"] == {"previous": None, "next": later}
        assert f"{address(later)}?province=44" in page.text
        assert desk.get(address(later)).context["neighbours"]["previous"] == log

    def test_after_a_decision_the_next_is_still_there(self, desk, log, team, people):
        later = activity_with(team=team, came=people)
        assert decide(desk, log, "verify").context["neighbours"]["next"] == later
        assert decide(desk, later, "verify").context["neighbours"] == {"previous": None, "next": None}
