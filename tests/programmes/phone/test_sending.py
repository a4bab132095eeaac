"""What phones send is kept once, answered with the same receipt, and never overwrites anything unseen."""

import datetime
import uuid

import pytest

from geo.models import AreaRole
from programmes.choices import ActivityStatus
from programmes.models import Activity, Attendance, Session, Submission
from programmes.services import transitions
from tests.factories.geo import AreaRoleFactory
from tests.factories.leaders import TeamFactory
from tests.factories.programmes import activity_with

from .conftest import changed


def test_a_log_is_kept_and_waits_for_the_reviewer(phone, team, owner, members) -> None:
    body = phone.log(members[0], members[4], title="เดินแนวกันไฟ")
    receipt = phone.sent(body)
    log = Activity.objects.get()
    assert (str(log.uid), log.title, log.status, log.team) == (body["log"], "เดินแนวกันไฟ", "submitted", team)
    assert set(log.authors.all()) == {owner}
    assert {row.enrolment for row in Attendance.objects.present()} == {members[0], members[4]}
    assert log.sessions.get().date == datetime.date(2019, 2, 20)
    assert (receipt["outcome"], receipt["version"]) == ("applied", log.version)
    assert receipt["where"] == f"/log/activities/{log.uid}/"


def test_the_same_sending_counts_once_and_gets_the_same_receipt(phone, members) -> None:
    body = phone.log(members[0])
    first = phone.sent(body)
    assert [phone.sent(body) for _ in range(3)] == [first] * 3
    assert Activity.objects.count() == Session.objects.count() == Attendance.objects.count() == 1
    assert Submission.objects.count() == 1
    assert Activity.objects.get().status_changes.filter(to_status="submitted").count() == 1


def test_the_receipt_stays_the_same_after_the_log_was_verified(phone, members, reviewer) -> None:
    body = phone.log(members[0])
    first = phone.sent(body)
    transitions.verify(Activity.objects.get(), by=reviewer)
    assert phone.sent(body) == first
    assert Activity.objects.get().status == ActivityStatus.VERIFIED


def test_another_body_under_a_used_uid_is_a_conflict(phone, members) -> None:
    body = phone.log(members[0])
    phone.sent(body)
    receipt = phone.sent(changed(body, title="อีกชื่อ"))
    assert receipt["outcome"] == "conflict"
    assert Activity.objects.get().title == "เวที"
    kept = Submission.objects.get(outcome="conflict")
    assert ["title", "อีกชื่อ"] in kept.body["fields"]
    assert receipt["where"] == f"/log/copies/{kept.pk}/"
    assert phone.sent(changed(body, title="อีกชื่อ")) == receipt


def test_a_strangers_uid_is_refused_and_nothing_is_told(phone, phone_of, colleague, members) -> None:
    body = phone.log(members[0])
    phone.sent(body)
    answer = phone_of(colleague).refused(body)
    assert answer["refused"] == "uid_taken"
    assert "ส่งเป็นบันทึกใหม่" in answer["problems"][0]["message"]
    assert Submission.objects.count() == 1


def test_the_uid_of_a_strangers_log_is_refused_alike(phone, stranger, phone_of) -> None:
    other = activity_with("draft", team=TeamFactory(code="440503"), by=stranger)
    answer = phone.refused(phone.log() | {"log": str(other.uid)})
    assert answer["refused"] == "uid_taken"
    other.refresh_from_db()
    assert other.title != "เวที"


def test_a_colleagues_change_makes_two_copies(phone, phone_of, colleague, members) -> None:
    body = phone.log(members[0], final=False)
    first = phone.sent(body)
    other = phone_of(colleague)
    mine = changed(body, title="ของเพื่อน") | {"uid": str(uuid.uuid4()), "base": first["version"]}
    assert other.sent(mine | {"phone": other.name})["outcome"] == "applied"
    late = changed(body, title="ของฉัน") | {"uid": str(uuid.uuid4()), "base": first["version"], "final": True}
    assert phone.sent(late)["outcome"] == "conflict"
    assert Activity.objects.get().title == "ของเพื่อน"


def test_ones_own_other_phone_makes_two_copies_too(phone, phone_of, owner, members) -> None:
    body = phone.log(members[0], final=False)
    first = phone.sent(body)
    tablet = phone_of(owner)
    there = changed(body, title="แท็บเล็ต") | {"uid": str(uuid.uuid4()), "base": first["version"]}
    tablet.sent(there | {"phone": tablet.name})
    here = changed(body, title="โทรศัพท์") | {"uid": str(uuid.uuid4()), "base": first["version"]}
    assert phone.sent(here)["outcome"] == "conflict"


def test_a_phone_that_did_not_hear_the_answer_is_no_conflict(phone, members) -> None:
    body = phone.log(members[0], final=False)
    phone.sent(body)
    unheard = changed(body, title="พิมพ์ต่อ") | {"uid": str(uuid.uuid4())}
    assert phone.sent(unheard)["outcome"] == "applied"
    final = changed(body, title="พิมพ์จบ") | {"uid": str(uuid.uuid4()), "final": True}
    assert phone.sent(final)["outcome"] == "applied"
    log = Activity.objects.get()
    assert (log.title, log.status) == ("พิมพ์จบ", "submitted")
    assert Submission.objects.filter(final=False).count() == 1


def test_a_log_that_was_sent_by_a_colleague_meanwhile_is_a_conflict(
    phone, phone_of, colleague, members
) -> None:
    body = phone.log(members[0], final=False)
    phone.sent(body)
    transitions.submit(Activity.objects.get(), by=colleague)
    late = body | {"uid": str(uuid.uuid4()), "final": True}
    assert phone.sent(late)["outcome"] == "conflict"
    assert Activity.objects.get().status_changes.filter(to_status="submitted").count() == 1


def test_a_draft_takes_what_can_be_read_and_tells_the_rest(phone, members) -> None:
    body = phone.log(members[0], final=False)
    part = phone.part(body)
    receipt = phone.sent(changed(body, **{f"{part}-hours": "สองโมง"}))
    assert [problem["anchor"] for problem in receipt["problems"]] == [f"id_{part}-hours"]
    assert "อ่านตัวเลข “สองโมง” ไม่ออก" in receipt["problems"][0]["message"]
    assert Activity.objects.get().status == ActivityStatus.DRAFT


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"title": ""}, "ยังไม่ได้ตั้งชื่อกิจกรรม"),
        ({"*-method": ""}, "ยังไม่ได้เลือกวิธีเรียนรู้"),
        ({"*-hours": "99"}, "วันหนึ่งมีไม่เกิน 24 ชั่วโมง"),
        ({"*-starts_at": "เช้า"}, "เวลา"),
        ({"*-when": "2020-02-20"}, "ยังมาไม่ถึง"),
        ({"*-when": "other", "*-date_0": "29", "*-date_1": "2", "*-date_2": "2561"}, "เดือนนั้นมี 28 วัน"),
        ({"h0-number": "5", "h0-women": "6"}, "จำนวนผู้หญิงมากกว่า"),
    ],
)
def test_what_is_to_be_mended_is_said_and_nothing_is_kept(phone, members, fields, words) -> None:
    body = phone.log(members[0])
    named = {name.replace("*", phone.part(body)): value for name, value in fields.items()}
    answer = phone.refused(changed(body, **named))
    assert answer["refused"] == "problems"
    assert words in " ".join(problem["message"] for problem in answer["problems"])
    assert not Activity.everything.exists()
    assert not Submission.objects.exists()
    assert phone.sent(body)["outcome"] == "applied"


def test_nobody_came_is_said(phone) -> None:
    answer = phone.refused(phone.log())
    assert answer["problems"][0]["anchor"] == "who"


@pytest.mark.parametrize(
    "body",
    [
        None, [], "x", {}, {"format": 2}, {"format": 1, "uid": "x"},
    ],
)  # fmt: skip
def test_what_no_phone_sends_is_refused(phone, body) -> None:
    assert phone.refused(body)["refused"] == "unreadable"


@pytest.mark.parametrize(
    "wrong",
    [
        {"uid": "x"}, {"log": 5}, {"phone": None}, {"base": -1}, {"base": "1"}, {"base": 2**40},
        {"fields": "x"}, {"fields": [["a"]]}, {"fields": [["a", 5]]}, {"fields": [["a", "b"]] * 20_001},
    ],
)  # fmt: skip
def test_a_broken_body_is_refused(phone, wrong) -> None:
    assert phone.refused(phone.log() | wrong)["refused"] == "unreadable"


def test_broken_json_is_refused(phone) -> None:
    answer = phone.client.post("/log/phone/logs/", b"{", content_type="application/json")
    assert (answer.status_code, answer.json()["refused"]) == (422, "unreadable")


def test_a_log_that_began_offline_twice_is_one(phone, members) -> None:
    body = phone.log(members[0], final=False)
    phone.sent(body)
    log = Activity.objects.get()
    log.put_into_bin(None)
    final = body | {"uid": str(uuid.uuid4()), "final": True}
    assert phone.sent(final)["outcome"] in {"applied", "conflict"}
    assert Activity.everything.count() == 1


def test_a_planned_activity_is_begun_by_its_log(phone, owner, team, members) -> None:
    planned = activity_with("planned", team=team, by=owner, title="ในแผน")
    session = planned.sessions.get()
    body = phone.log(members[0]) | {"log": str(planned.uid), "base": planned.version}
    part, own = phone.part(body), phone.prefix(str(session.uid))
    fields = [
        [name.replace(part, own), str(session.uid) if name == "session" else value]
        for name, value in body["fields"]
    ]
    assert phone.sent(body | {"fields": fields})["outcome"] == "applied"
    planned.refresh_from_db()
    assert planned.status == ActivityStatus.SUBMITTED
    assert [step.to_status for step in planned.status_changes.order_by("pk")][-2:] == ["draft", "submitted"]


def test_a_log_of_a_team_taken_away_is_held_for_the_reviewer(phone, owner, members) -> None:
    body = phone.log(members[0])
    AreaRole.objects.filter(user=owner).update(ends_on=datetime.date(2019, 2, 19))
    # Coordinator of another subdistrict by now.
    AreaRoleFactory(user=owner, code="440503")
    receipt = phone.sent(body)
    assert receipt["outcome"] == "held"
    assert not Activity.everything.exists()
    assert phone.sent(body) == receipt
    assert Submission.objects.get().team == phone.team


def test_a_team_one_never_worked_for_is_refused(phone_of, stranger, team) -> None:
    other = phone_of(stranger, team)
    assert other.refused(other.log())["refused"] == "uid_taken"
    assert not Submission.objects.exists()


def test_a_team_that_is_gone_is_said(phone) -> None:
    assert phone.refused(phone.log() | {"team": 999_999})["refused"] == "no_team"


def test_who_is_not_signed_in_is_told_so(phone, client) -> None:
    answer = client.post("/log/phone/logs/", phone.log(), content_type="application/json")
    assert (answer.status_code, answer.json()["refused"]) == (401, "signed_out")
    assert not Activity.everything.exists()


def test_a_draft_sent_ahead_of_pictures_is_held_once(phone, owner, members) -> None:
    draft = phone.log(members[0], final=False)
    AreaRole.objects.filter(user=owner).update(ends_on=datetime.date(2019, 2, 19))
    AreaRoleFactory(user=owner, code="440503")
    phone.sent(draft)
    phone.sent(draft | {"uid": str(uuid.uuid4()), "final": True})
    held = Submission.objects.get()
    assert (held.outcome, held.final) == ("held", True)


def test_a_used_uid_with_another_log_is_refused(phone, members) -> None:
    body = phone.log(members[0])
    phone.sent(body)
    other = phone.log(members[0]) | {"uid": body["uid"]}
    assert phone.refused(other)["refused"] == "uid_taken"
    assert Activity.everything.count() == 1


def test_a_draft_behind_its_own_finished_log_changes_nothing(phone, members) -> None:
    body = phone.log(members[0], members[1], title="ครบแล้ว", final=False)
    base = phone.sent(body)["version"]
    phone.sent(body | {"uid": str(uuid.uuid4()), "base": base, "final": True})
    late = changed(body, title="ครึ่งทาง") | {"uid": str(uuid.uuid4()), "base": base}
    assert phone.sent(late)["outcome"] == "applied"
    log = Activity.objects.get()
    assert (log.title, log.status) == ("ครบแล้ว", ActivityStatus.SUBMITTED)
    assert not Submission.objects.aside().exists()


def test_a_draft_after_the_log_was_taken_back_is_written(phone, owner, members) -> None:
    body = phone.log(members[0])
    phone.sent(body)
    log = transitions.withdraw(Activity.objects.get(), by=owner)
    again = changed(body, title="แก้แล้ว") | {"uid": str(uuid.uuid4()), "base": log.version, "final": False}
    phone.sent(again)
    assert Activity.objects.get().title == "แก้แล้ว"


def test_typing_on_after_two_copies_makes_no_more_of_them(phone, phone_of, colleague, members) -> None:
    body = phone.log(members[0], final=False)
    base = phone.sent(body)["version"]
    other = phone_of(colleague)
    other.sent(changed(body, title="ของเพื่อน") | {"uid": str(uuid.uuid4()), "base": base, "phone": other.name})
    for title in ("ของ", "ของฉัน"):
        phone.sent(changed(body, title=title) | {"uid": str(uuid.uuid4()), "base": base})
    [kept] = Submission.objects.aside()
    assert ["title", "ของฉัน"] in kept.body["fields"]


def test_a_version_that_the_log_never_had_is_of_another_past(phone, members) -> None:
    body = phone.log(members[0], final=False)
    version = phone.sent(body)["version"]
    other = changed(body, title="จากฐานเก่า") | {"uid": str(uuid.uuid4()), "phone": str(uuid.uuid4())}
    assert phone.sent(other | {"base": version + 7})["outcome"] == "conflict"
