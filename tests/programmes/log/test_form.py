"""The log form without scripts: what is saved, what is kept on the page, what is sent on."""

import datetime
from decimal import Decimal

import pytest

from programmes.choices import ActivityStatus, HeadcountKind, Presence
from programmes.models import Attendance, Session
from tests.factories.leaders import TeamFactory
from tests.factories.programmes import (
    ActivityFactory,
    EnrolmentFactory,
    SessionFactory,
    activity_with,
    group,
    method,
)

from .pages import LogPage, read_form, text_of

WEDNESDAY = datetime.date(2019, 2, 20)


@pytest.fixture
def draft(team, owner, members):
    """A draft with one session on the pinned day, nothing else in it."""
    activity = ActivityFactory(team=team, by=owner, title="", starts_on=WEDNESDAY)
    SessionFactory(activity=activity, method=None)
    return activity


@pytest.fixture
def page(client_of, owner, draft) -> LogPage:
    """The draft as its writer sees it."""
    return LogPage(client_of(owner), draft)


def presences(activity) -> dict[int, str]:
    rows = Attendance.objects.filter(session__activity=activity)
    return dict(rows.values_list("enrolment_id", "presence"))


def test_everything_typed_is_saved(page, draft, members) -> None:
    page.tick(members[0], members[4]).tick(members[1], answer="absent")
    answer = page.press(
        "save",
        title="เดินแนวกันไฟ",
        place_text="ศาลากลางบ้าน หมู่ 4",
        outputs="เดินได้ครบ 3 กิโลเมตร",
        obstacles="ฝนตก",
        method_=method("learning-by-doing").pk,
        hours_="๑.๕",
        further_=[method("training").pk],
    )
    assert answer.status_code == 302
    draft.refresh_from_db()
    session = draft.sessions.get()
    assert (draft.title, draft.place_text, draft.status) == (
        "เดินแนวกันไฟ",
        "ศาลากลางบ้าน หมู่ 4",
        ActivityStatus.DRAFT,
    )
    assert (session.method.key, session.hours) == ("learning-by-doing", Decimal("1.5"))
    assert [further.key for further in session.further_methods.all()] == ["training"]
    assert (draft.report.outputs, draft.report.obstacles) == ("เดินได้ครบ 3 กิโลเมตร", "ฝนตก")
    assert presences(draft) == {
        members[0].pk: Presence.PRESENT,
        members[4].pk: Presence.PRESENT,
        members[1].pk: Presence.ABSENT,
    }


def test_an_unchanged_save_writes_nothing(page, draft) -> None:
    page.press("save", title="เวที")
    draft.refresh_from_db()
    version, rows = draft.version, draft.history.count()
    LogPage(page.client, draft).press("save")
    draft.refresh_from_db()
    assert (draft.version, draft.history.count()) == (version, rows)
    assert not hasattr(draft, "report")


def test_thai_digits_are_numbers(page, draft) -> None:
    page.press("save", **{"h0-number": "๒๘", "h0-women": "๑๕", "h0-who": "visitor", "h0-how": "estimated"})
    row = draft.headcounts.get()
    assert (row.number, row.women, row.kind, row.estimated) == (28, 15, HeadcountKind.VISITOR, True)


def test_a_row_of_people_without_names_can_be_of_a_group_and_be_emptied(page, draft) -> None:
    page.press("save", **{"h0-number": "28", "h0-who": f"group-{group('member').pk}"})
    assert draft.headcounts.get().group.key == "member"
    LogPage(page.client, draft).press("save", **{"h0-number": ""})
    assert not draft.headcounts.exists()


def test_what_cannot_be_read_stays_on_the_page_and_the_rest_is_saved(page, draft, members) -> None:
    page.tick(members[0])
    answer = page.press("save", title="เวที", hours_="สองโมงครึ่ง", **{"h0-number": "หลายคน"})
    shown = read_form(answer).fields
    assert answer.status_code == 200
    assert shown[f"{page.prefix()}-hours"] == ["สองโมงครึ่ง"]
    assert shown["h0-number"] == ["หลายคน"]
    assert "อ่านตัวเลข “สองโมงครึ่ง” ไม่ออก" in text_of(answer)
    draft.refresh_from_db()
    assert draft.title == "เวที"
    assert presences(draft) == {members[0].pk: Presence.PRESENT}


@pytest.mark.parametrize(
    ("boxes", "message"),
    [
        (("29", "2", "2561"), "เดือนนั้นมี 28 วัน"),
        (("31", "12", "2560"), "อยู่นอกปีของโครงการ"),
        (("21", "2", "2562"), "ยังมาไม่ถึง"),
        (("21", "2", "18"), "ใส่ปี พ.ศ. ให้ครบ 4 หลัก"),
        (("", "2", "2561"), "ยังไม่ได้ใส่วัน"),
        (("", "", ""), "ยังไม่ได้บอกว่าทำวันไหน"),
    ],
)
def test_a_day_that_cannot_be_is_said_beside_its_boxes(page, draft, boxes, message) -> None:
    answer = page.press("save", when_="other", date_0_=boxes[0], date_1_=boxes[1], date_2_=boxes[2])
    assert answer.status_code == 200
    assert message in text_of(answer)
    assert f'href="#id_{page.prefix()}-date"' in answer.content.decode()
    assert draft.sessions.get().date == WEDNESDAY


def test_days_are_read_as_thais_write_them(page, draft) -> None:
    page.press("save", when_="other", date_0_="๑๓", date_1_="2", date_2_="๒๕๖๒")
    draft.refresh_from_db()
    assert draft.sessions.get().date == draft.starts_on == datetime.date(2019, 2, 13)


def test_yesterday_is_one_tap(page, draft) -> None:
    page.press("save", when_="2019-02-19")
    assert draft.sessions.get().date == datetime.date(2019, 2, 19)


def test_a_form_sent_after_midnight_means_the_day_it_was_made_on(page, draft, settings) -> None:
    settings.KHABUAN_TODAY = "2019-02-21"
    page.press("save")
    assert draft.sessions.get().date == WEDNESDAY
    settings.KHABUAN_TODAY = "2019-02-25"
    assert "พุธ 20 ก.พ. 2562</label>" in text_of(page.press("save", hours_="x")).replace("\n", "")


def test_a_day_typed_beside_an_untouched_choice_is_meant(page, draft) -> None:
    page.press("save", date_0_="13")
    assert draft.sessions.get().date == datetime.date(2019, 2, 13)


def test_sending_asks_for_all_that_is_missing(page, draft) -> None:
    answer = page.press("submit")
    shown = text_of(answer)
    assert "ยังส่งไม่ได้ เหลืออีก 3 จุด" in shown
    for message in ("ยังไม่ได้ตั้งชื่อกิจกรรม", "ยังไม่ได้เลือกวิธีเรียนรู้ เลือกอย่างน้อย 1 ข้อ", "ยังไม่มีใครมา"):
        assert message in shown
    draft.refresh_from_db()
    assert draft.status == ActivityStatus.DRAFT


def test_sending_says_what_is_unreadable_and_what_is_missing_together(page, draft) -> None:
    shown = text_of(page.press("submit", title="เวที", hours_="x"))
    assert "ยังส่งไม่ได้ เหลืออีก 3 จุด" in shown
    assert "อ่านตัวเลข “x” ไม่ออก" in shown


def test_a_whole_log_is_sent(page, draft, members) -> None:
    page.tick(*members[:3])
    answer = page.press("submit", follow=True, title="เวที", method_=method().pk)
    draft.refresh_from_db()
    assert draft.status == ActivityStatus.SUBMITTED
    assert "ส่งบันทึกแล้ว มา 3 คน" in text_of(answer)
    assert "ส่งแล้ว รอตรวจ 1 รายการ" in text_of(answer)


def test_people_without_names_are_enough(page, draft) -> None:
    page.press("submit", title="เวที", method_=method().pk, **{"h0-number": "28"})
    draft.refresh_from_db()
    assert draft.status == ActivityStatus.SUBMITTED


def test_sending_twice_counts_once(page, draft, members) -> None:
    page.tick(members[0])
    page.press("submit", title="เวที", method_=method().pk)
    answer = page.press("submit", follow=True, title="อีกชื่อ", method_=method().pk)
    draft.refresh_from_db()
    assert "รายการนี้เราได้รับแล้ว ไม่นับซ้ำ" in text_of(answer)
    assert draft.title == "เวที"
    assert draft.status_changes.filter(to_status="submitted").count() == 1
    assert Attendance.objects.filter(session__activity=draft).count() == 1


def test_a_save_that_comes_late_changes_nothing(page, draft, members) -> None:
    page.tick(members[0])
    page.press("submit", title="เวที", method_=method().pk)
    answer = page.press("save", follow=True, title="อีกชื่อ")
    assert "แก้ไม่ได้แล้ว" in text_of(answer)
    draft.refresh_from_db()
    assert draft.title == "เวที"


def test_everyone_came_is_one_button(page, draft, members) -> None:
    answer = page.press("everyone")
    assert answer.url.endswith("#who")
    assert presences(draft) == dict.fromkeys((member.pk for member in members), Presence.PRESENT)


def test_a_second_part_has_its_own_roll(page, draft, members, client_of, owner) -> None:
    page.press("add_session", title="อบรม 2 วัน", when_="2019-02-19")
    later = LogPage(client_of(owner), draft)
    assert [session.date.day for session in draft.sessions.all()] == [19, 20]
    later.tick(members[0]).tick(members[0], session=1, answer="absent").press("save")
    answers = Attendance.objects.filter(session__activity=draft).order_by("session__date")
    assert list(answers.values_list("session__date__day", "presence")) == [(19, "present"), (20, "absent")]


def test_a_part_can_be_taken_out_but_not_the_last(page, draft, client_of, owner) -> None:
    page.press("add_session")
    first = draft.sessions.first()
    later = LogPage(client_of(owner), draft)
    later.press(f"remove_session:{first.uid}")
    kept = draft.sessions.get()
    assert kept.uid != first.uid
    LogPage(client_of(owner), draft).press(f"remove_session:{kept.uid}")
    assert draft.sessions.get() == kept


def test_a_session_added_meanwhile_is_not_emptied(page, draft) -> None:
    SessionFactory(activity=draft, date=datetime.date(2019, 2, 13), method=method("training"))
    page.press("save", title="เวที")
    assert {session.method_id for session in Session.objects.filter(activity=draft)} == {
        None,
        method("training").pk,
    }


def test_a_colleagues_change_is_not_overwritten_unseen(page, draft, client_of, colleague) -> None:
    LogPage(client_of(colleague), draft).press("save", title="ของเพื่อน")
    answer = page.press("save", title="ของฉัน")
    draft.refresh_from_db()
    assert draft.title == "ของเพื่อน"
    assert "มีคนในทีมแก้รายการนี้ไปก่อนแล้ว" in text_of(answer)
    shown = read_form(answer).fields
    assert shown["title"] == ["ของฉัน"]
    page.client.post(page.address, shown | {"action": "save"})
    draft.refresh_from_db()
    assert draft.title == "ของฉัน"


def test_the_same_writer_in_two_places_is_no_conflict(page, draft) -> None:
    page.press("save", title="หนึ่ง")
    page.press("save", title="สอง")
    draft.refresh_from_db()
    assert draft.title == "สอง"


def test_a_forged_tick_of_a_stranger_is_not_taken(page, draft, members) -> None:
    other = EnrolmentFactory(team=TeamFactory(code="840101"))
    page.press("save", **{f"{page.prefix()}-a{other.pk}": "present"})
    assert presences(draft) == {}


def test_a_wrong_day_can_be_mended_for_somebody_enrolled_by_coming(page, draft, team) -> None:
    newcomer = EnrolmentFactory(team=team, starts_on=WEDNESDAY)
    LogPage(page.client, draft).tick(newcomer).press("save")
    LogPage(page.client, draft).press("save", when_="2019-02-19")
    newcomer.refresh_from_db()
    assert newcomer.starts_on == datetime.date(2019, 2, 19)
    assert presences(draft) == {newcomer.pk: Presence.PRESENT}


def test_hours_stay_above_what_somebody_attended(client_of, owner, draft, members) -> None:
    session = draft.sessions.get()
    Attendance.objects.create(session=session, enrolment=members[0], presence="present", hours=Decimal(3))
    page = LogPage(client_of(owner), draft)
    answer = page.press("save", hours_="2")
    assert "ช่วงนี้มี 2 ชั่วโมง แต่ใส่ไว้ 3 ชั่วโมง แก้ให้ไม่เกิน 2" in text_of(answer)
    LogPage(page.client, draft).press("save", hours_="4")
    assert Attendance.objects.get().hours == 3


def test_a_returned_log_shows_the_reason_and_goes_again(client_of, owner, reviewer, team, members) -> None:
    activity = activity_with("returned", came=members[:1], team=team, by=reviewer, reason="นับคนใหม่")
    page = LogPage(client_of(owner), activity)
    assert "ผู้ตรวจขอให้แก้: นับคนใหม่" in text_of(page.response)
    page.tick(members[1]).press("submit")
    activity.refresh_from_db()
    assert activity.status == ActivityStatus.SUBMITTED
    assert set(activity.authors.all()) == {owner, reviewer}
