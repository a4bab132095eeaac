"""Who came, in which part, and who was new: as a phone sent it, and as it lands."""

import datetime
import uuid

from leaders.models import LikelySame, Person
from programmes.models import Activity, Attendance, Enrolment, Session
from tests.factories.leaders import PersonFactory, TeamFactory
from tests.factories.programmes import EnrolmentFactory, activity_with, group

from .conftest import DAY, changed


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
