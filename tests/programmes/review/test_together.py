"""Many logs verified in one step, that step undone; reasons from a list; the plan beside the log."""

import uuid
from datetime import date, time, timedelta

import pytest
from django.urls import reverse

from programmes.choices import ActivityStatus, HeadcountStage
from programmes.models import Activity, StatusChange, Submission
from programmes.services import transitions
from tests.factories.programmes import HeadcountFactory, SubmissionFactory, activity_with
from thai.clock import now

UNDO = reverse("review:verify_undo")


@pytest.fixture
def three(team, people):
    """Three that wait, since four, three and two days."""
    logs = [activity_with(team=team, came=people, title=title) for title in ("หนึ่ง", "สอง", "สาม")]
    for days, log in zip((4, 3, 2), logs, strict=True):
        Activity.objects.filter(pk=log.pk).update(submitted_at=now() - timedelta(days=days))
        log.refresh_from_db()
    return logs


def verify(logs, by):
    seen = {log.uid: log.version for log in logs}
    return transitions.verify_together(logs, by=by, seen=seen)


def statuses() -> list[str]:
    return list(Activity.objects.order_by("pk").values_list("status", flat=True))


def test_a_step_is_undone_as_a_whole_and_each_waits_as_long_as_before(desk, reviewer, three):
    since = [log.submitted_at for log in three]
    step = verify(three, reviewer).step
    page = desk.get("/review/")
    assert "ยืนยันไป 3 รายการพร้อมกัน" in page.text
    assert str(step) in page.text
    answer = desk.post(UNDO, {"step": step}, follow=True)
    assert "เลิกทำแล้ว 3 รายการกลับมารอตรวจ" in answer.text
    assert statuses() == ["submitted"] * 3
    rows = Activity.objects.order_by("pk").values_list("submitted_at", "verified_at")
    assert list(rows) == [(at, None) for at in since]
    assert str(step) not in desk.get("/review/").text
    steps = StatusChange.objects.filter(activity=three[0]).values_list("from_status", "to_status", "reason")
    assert list(steps)[-1] == ("verified", "submitted", "เลิกทำ")


def test_what_went_on_since_stays_as_it_is(desk, reviewer, user_with, three):
    step = verify(three, reviewer).step
    transitions.reopen(three[1], by=reviewer, reason="ดูอีกที")
    answer = desk.post(UNDO, {"step": step}, follow=True)
    assert "เลิกทำแล้ว 2 รายการ" in answer.text
    assert "สอง: " in answer.text
    assert statuses() == ["submitted", "returned", "submitted"]


def test_one_that_was_verified_again_since_is_not_taken_back(reviewer, three):
    first = verify(three[:1], reviewer)
    transitions.undo_together(first.step, by=reviewer)
    three[0].refresh_from_db()
    verify(three[:1], reviewer)
    did = transitions.undo_together(first.step, by=reviewer)
    assert (did.done, len(did.refused)) == (0, 1)
    assert statuses()[0] == ActivityStatus.VERIFIED


@pytest.mark.parametrize("whose", ["a colleague", "the neighbour", "too late", "none"])
def test_nobody_else_undoes_it_and_not_for_ever(whose, client_of, reviewer, user_with, three):
    step = verify(three, reviewer).step
    client = client_of(reviewer)
    if whose == "a colleague":
        client = client_of(user_with("reviewer", "44"))
    elif whose == "the neighbour":
        client = client_of(user_with("reviewer", "45"))
    elif whose == "too late":
        StatusChange.objects.update(at=now() - timedelta(days=1, minutes=1))
    elif whose == "none":
        step = uuid.uuid4()
    answer = client.post(UNDO, {"step": step}, follow=True)
    assert "เลิกทำไม่ได้แล้ว" in answer.text
    assert statuses() == ["verified"] * 3


def test_the_list_can_be_narrowed_to_what_waits_long(desk, three):
    rows = desk.get("/review/", {"waited": "3"}).context["page"].object_list
    assert [row.activity.title for row in rows] == ["หนึ่ง", "สอง"]


def test_copies_to_decide_about_stand_beside_the_list(desk, neighbour, coordinator, team, three):
    conflict = SubmissionFactory(activity=three[0], team=team, account=coordinator)
    address = f"/log/copies/{conflict.pk}/"
    assert address in desk.get("/review/").text
    assert desk.get(address).status_code == 200
    assert address not in neighbour.get("/review/").text
    Submission.objects.update(settled_at=now())
    assert address not in desk.get("/review/").text


def test_reasons_are_chosen_and_added_to(desk, three):
    log = three[0]
    given = {"action": "send_back", "seen": log.version, "chosen": ["วันที่ไม่ตรง", "ยังไม่มีรูปหรือใบลงชื่อ"]}
    desk.post(reverse("review:activity", args=[log.uid]), given | {"reason": "ขอรูปหน้าเวที"})
    change = log.status_changes.last()
    assert (change.to_status, change.reason) == (
        "returned",
        "วันที่ไม่ตรง · ยังไม่มีรูปหรือใบลงชื่อ · ขอรูปหน้าเวที",
    )


@pytest.mark.parametrize("given", [{}, {"chosen": ["อะไรก็ได้"]}, {"reason": "  "}])
def test_without_a_reason_nothing_goes_back(desk, three, given):
    log = three[0]
    values = {"action": "send_back", "seen": log.version} | given
    desk.post(reverse("review:activity", args=[log.uid]), values)
    log.refresh_from_db()
    assert log.status == ActivityStatus.SUBMITTED


def test_what_was_planned_stands_beside_what_was_logged(desk, team, people, coordinator):
    log = activity_with("planned", team=team, came=(), by=coordinator, title="ประชุมทีม")
    log.sessions.update(starts_at=time(9), hours=3)
    HeadcountFactory(activity=log, number=25, stage=HeadcountStage.PLANNED)
    transitions.start(log, by=coordinator)
    Activity.objects.filter(pk=log.pk).update(title="ประชุมใหญ่", place_text="ศาลาวัด")
    log.sessions.update(starts_at=time(13, 30), hours=2)
    page = desk.get(reverse("review:activity", args=[log.uid]))
    lines = {line.label: (line.planned, line.logged) for line in page.context["planned"]}
    assert lines["ชื่อกิจกรรม"] == ("ประชุมทีม", "ประชุมใหญ่")
    assert lines["เริ่มกี่โมง"] == ("09.00 น.", "13.30 น.")
    assert lines["กี่ชั่วโมง"] == ("3", "2")
    assert lines["คนที่มา"] == ("25 คน", "0 คน")
    assert "สถานที่" not in lines


def test_what_was_logged_without_a_plan_has_none_beside_it(desk, three):
    page = desk.get(reverse("review:activity", args=[three[0].uid]))
    assert page.context["planned"] == []


def test_the_first_plan_is_not_lost_when_a_log_is_begun_again(desk, team, coordinator):
    """Put off and planned anew: the plan is the latest one that was begun."""
    log = activity_with("planned", team=team, by=coordinator, starts_on=date(2019, 2, 13))
    transitions.start(log, by=coordinator)
    transitions.postpone(log, by=coordinator, reason="ฝนตก")
    transitions.plan_again(log, by=coordinator)
    Activity.objects.filter(pk=log.pk).update(title="อีกชื่อ")
    log.refresh_from_db()
    transitions.start(log, by=coordinator)
    page = desk.get(reverse("review:activity", args=[log.uid]))
    assert page.context["planned"][0].planned == "อีกชื่อ"
