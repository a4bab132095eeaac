"""What phones send is kept once, answered with the same receipt, and never overwrites anything unseen."""

import datetime
import uuid

import pytest

from geo.models import AreaRole
from leaders.models import LikelySame, Person
from programmes.choices import ActivityStatus
from programmes.models import Activity, Attendance, Enrolment, Session, Submission
from programmes.services import transitions
from tests.factories.geo import AreaRoleFactory
from tests.factories.leaders import PersonFactory, TeamFactory
from tests.factories.programmes import EnrolmentFactory, activity_with, group

from .conftest import DAY, changed


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


def newcomer(sender, body, uid, **values: str) -> dict[str, str]:
    key = f"w{uuid.UUID(uid).hex[:8]}"
    boxes = {"given_name": "จันดี", "family_name": "พรมมา", "group": str(group("member").pk)} | values
    return {
        "walkin": uid, f"{key}-uid": uid, f"{sender.part(body)}-{key}": "present",
        **{f"{key}-{name}": value for name, value in boxes.items()},
    }  # fmt: skip


def test_somebody_new_comes_with_the_log_once(phone, team, members) -> None:
    body, uid = phone.log(members[0]), str(uuid.uuid4())
    body = changed(body, **newcomer(phone, body, uid))
    assert phone.sent(body) == phone.sent(body)
    person = Person.objects.get(uid=uid)
    enrolment = Enrolment.objects.get(person=person)
    assert (person.full_name, person.team, enrolment.group.key) == ("จันดี พรมมา", team, "member")
    assert enrolment.starts_on == datetime.date(2019, 2, 20)
    assert Attendance.objects.present().filter(enrolment=enrolment).count() == 1


def test_somebody_new_stays_one_from_draft_to_log(phone, members) -> None:
    uid, body = str(uuid.uuid4()), phone.log(members[0], final=False)
    body = changed(body, **newcomer(phone, body, uid))
    version = phone.sent(body)["version"]
    phone.sent(body | {"uid": str(uuid.uuid4()), "base": version, "final": True})
    assert Person.objects.filter(given_name="จันดี").count() == 1
    assert Attendance.objects.present().count() == 2


def test_somebody_added_by_mistake_is_taken_back(phone, members) -> None:
    uid, body = str(uuid.uuid4()), phone.log(members[0], final=False)
    version = phone.sent(changed(body, **newcomer(phone, body, uid)))["version"]
    phone.sent(changed(body, walkin_gone=uid) | {"uid": str(uuid.uuid4()), "base": version})
    assert not Person.objects.filter(uid=uid).exists()
    assert not Enrolment.objects.filter(person__uid=uid).exists()
    assert Attendance.objects.count() == 1


def test_who_came_elsewhere_too_is_not_taken_back(phone, owner, team, members) -> None:
    body = phone.log(members[0], final=False)
    known = members[1].person
    phone.sent(changed(body, walkin_gone=str(known.uid)))
    assert Person.objects.filter(pk=known.pk).exists()
    assert Enrolment.objects.filter(person=known).exists()


def test_a_mistake_in_somebody_new_is_said_beside_the_row(phone, members) -> None:
    uid, body = str(uuid.uuid4()), phone.log(members[0])
    answer = phone.refused(changed(body, **newcomer(phone, body, uid, phone="0810")))
    assert "เบอร์มือถือ" in answer["problems"][0]["message"]
    assert not Person.objects.filter(uid=uid).exists()


def test_likely_doubles_are_noted_afterwards(phone, team, members) -> None:
    known = PersonFactory(team=team, given_name="จันทร์ดี", family_name="พรหมมา")
    uid, body = str(uuid.uuid4()), phone.log(members[0])
    phone.sent(changed(body, **newcomer(phone, body, uid)))
    noted = LikelySame.objects.get()
    assert (noted.person.uid, noted.other, noted.same) == (uuid.UUID(uid), known, None)


def test_an_answer_lands_on_whom_somebody_was_merged_into(phone, team, members) -> None:
    double = EnrolmentFactory(team=team, group=group("member"))
    body = phone.log(double)
    double.person.merged_into = members[4].person
    double.person.save()
    Enrolment.objects.filter(pk=double.pk).update(deleted_at=datetime.datetime.now(datetime.UTC))
    phone.sent(body)
    assert Attendance.objects.present().get().enrolment == members[4]


def test_two_that_became_one_count_once(phone, team, members) -> None:
    double = EnrolmentFactory(team=team, group=group("member"))
    body = phone.log(double, members[4])
    double.person.merged_into = members[4].person
    double.person.save()
    phone.sent(body)
    assert Attendance.objects.present().get().enrolment == members[4]


def test_an_answer_lands_in_the_group_of_that_day(phone, team, members) -> None:
    body, moved = phone.log(members[4]), members[4]
    moved.ends_on = datetime.date(2019, 2, 14)
    moved.save()
    later = EnrolmentFactory(
        team=team, person=moved.person, group=group("change-leader"), starts_on=datetime.date(2019, 2, 15)
    )
    phone.sent(body)
    assert Attendance.objects.present().get().enrolment == later


def test_who_left_and_came_all_the_same_is_enrolled_by_coming(phone, members) -> None:
    body, left = phone.log(members[4]), members[4]
    left.ends_on = datetime.date(2019, 2, 14)
    left.save()
    phone.sent(body)
    enrolment = Attendance.objects.present().get().enrolment
    assert (enrolment.person, enrolment.starts_on) == (left.person, datetime.date(2019, 2, 20))


def test_a_strangers_enrolment_is_not_ticked(phone, members) -> None:
    other = EnrolmentFactory(team=TeamFactory(code="840101"))
    phone.sent(phone.log(members[0], other))
    assert Attendance.objects.get().enrolment == members[0]


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


def test_two_parts_have_their_own_answers(phone, members) -> None:
    body, second = phone.log(members[0]), str(uuid.uuid4())
    prefix = phone.prefix(second)
    more = [
        ["session", second], [f"{prefix}-sent", "1"], [f"{prefix}-when", "2019-02-19"],
        [f"{prefix}-method", body["fields"][4][1]], [f"{prefix}-a{members[1].pk}", "present"],
        [f"{prefix}-a{members[0].pk}", "absent"],
    ]  # fmt: skip
    phone.sent(body | {"fields": body["fields"] + more})
    found = Attendance.objects.values_list("session__date__day", "enrolment", "presence")
    assert set(found) == {
        (20, members[0].pk, "present"), (19, members[1].pk, "present"), (19, members[0].pk, "absent"),
    }  # fmt: skip
    assert Activity.objects.get().ends_on.isoformat() == DAY


def test_a_part_taken_out_is_gone_and_can_come_back(phone, members) -> None:
    body, second = phone.log(members[0], final=False), str(uuid.uuid4())
    prefix = phone.prefix(second)
    more = [["session", second], [f"{prefix}-sent", "1"], [f"{prefix}-when", "2019-02-19"]]
    both = body | {"fields": body["fields"] + more}
    version = phone.sent(both)["version"]
    gone = changed(body, session_gone=second) | {"uid": str(uuid.uuid4()), "base": version}
    version = phone.sent(gone)["version"]
    assert Session.objects.count() == 1
    phone.sent(both | {"uid": str(uuid.uuid4()), "base": version})
    assert Session.objects.count() == 2


def test_a_part_of_another_log_is_not_taken(phone, members, owner, team) -> None:
    other = activity_with("draft", team=team, by=owner).sessions.get()
    body = phone.log(members[0])
    part, prefix = phone.part(body), phone.prefix(str(other.uid))
    fields = [
        [name.replace(part, prefix), str(other.uid) if name == "session" else value]
        for name, value in body["fields"]
    ]
    answer = phone.refused(body | {"fields": fields})
    assert "ช่วงนี้เป็นของกิจกรรมอื่น" in answer["problems"][0]["message"]
    assert Session.objects.get(pk=other.pk).activity == other.activity


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
