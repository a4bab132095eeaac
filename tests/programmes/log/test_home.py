"""The coordinator's first page and the beginning of a log."""

import datetime
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from geo.choices import Level, Role
from geo.models import Area
from programmes.choices import ActivityStatus
from programmes.models import Activity, Attendance, Session
from tests.factories.leaders import TeamFactory
from tests.factories.programmes import (
    ActivityFactory,
    AttendanceFactory,
    HeadcountFactory,
    SessionFactory,
    activity_with,
    method,
    roster,
)
from thai.clock import now

from .pages import read_form, text_of


def queries(client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as made:
        assert client.get(address).status_code == 200
    return len(made)


def test_it_shows_what_is_to_mend_with_the_reviewers_reason(client_of, owner, reviewer, team) -> None:
    activity_with("returned", by=reviewer, reason="ใบลงชื่อมี 31 คน แต่ติ๊กไว้ 13 คน", team=team, title="เวทีป่า")
    page = text_of(client_of(owner).get("/log/"))
    assert "ต้องแก้ 1 รายการ" in page
    assert "เวทีป่า" in page
    assert "ผู้ตรวจขอให้แก้: ใบลงชื่อมี 31 คน แต่ติ๊กไว้ 13 คน" in page


def test_only_the_latest_reason_is_shown(client_of, owner, reviewer, team) -> None:
    found = activity_with("returned", by=reviewer, reason="เหตุผลแรก", team=team)
    found.status_changes.create(
        from_status="submitted", to_status="returned", by=reviewer, at=now(), reason="เหตุผลหลัง"
    )
    page = text_of(client_of(owner).get("/log/"))
    assert "เหตุผลหลัง" in page
    assert "เหตุผลแรก" not in page


def test_a_draft_says_what_it_lacks(client_of, owner, team) -> None:
    draft = ActivityFactory(team=team, by=owner, title="ประชุมทีม")
    SessionFactory(activity=draft, method=None)
    page = text_of(client_of(owner).get("/log/"))
    assert "ร่าง 1 รายการ" in page
    assert "ยังไม่ได้เลือกวิธีเรียนรู้" in page


def test_the_month_shows_what_is_done_with_who_came(client_of, owner, reviewer, team, members) -> None:
    done = activity_with("verified", came=members[:5], by=owner, team=team, title="อบรมแผนที่")
    HeadcountFactory(activity=done, number=22)
    activity_with("verified", by=owner, team=team, title="เดือนก่อน", starts_on=datetime.date(2019, 1, 9))
    page = text_of(client_of(owner).get("/log/"))
    assert "มา 5 คน" in page
    assert "ไม่ระบุชื่อ 22 คน" in page
    assert "เดือนก่อน" not in page
    assert "เดือนก่อน" in text_of(client_of(owner).get("/log/activities/"))


def test_a_team_stands_with_people_and_attendances_side_by_side(client_of, owner, team, members) -> None:
    activity_with("verified", came=members[:3], by=owner, team=team)
    activity_with("verified", came=members[:2], by=owner, team=team)
    activity_with("submitted", came=members, by=owner, team=team)
    activity_with("verified", came=members, by=owner, team=team, starts_on=datetime.date(2018, 12, 30))
    page = text_of(client_of(owner).get("/log/"))
    assert "คนในทีม 7 คน" in page
    assert "ปี 2562 มา <b>3 คน</b> เข้าร่วมรวม <b>5 ครั้ง</b>" in page
    assert "3 จาก 7 คน (43%)" in page
    assert "<b>3</b> จาก 4 คน" in page
    assert "<b>0</b> จาก 3 คน" in page


def test_somebody_who_left_counts_as_having_come_but_not_in_todays_roster(client_of, owner, team) -> None:
    gone = roster(team, 1, ends_on=datetime.date(2019, 2, 14))
    activity_with("verified", came=gone, by=owner, team=team)
    page = text_of(client_of(owner).get("/log/"))
    assert "คนในทีม 0 คน" in page
    assert "มา <b>1 คน</b> เข้าร่วมรวม <b>1 ครั้ง</b>" in page


def test_an_empty_month_says_where_to_begin(client_of, owner, team) -> None:
    assert "เริ่มจากเรื่องเล็ก ๆ เช่น ประชุมทีม" in text_of(client_of(owner).get("/log/"))


@pytest.mark.parametrize("address", ["/log/", "/log/activities/"])
def test_more_rows_ask_no_more_queries(client_of, owner, reviewer, team, members, address) -> None:
    def rows() -> None:
        activity_with("returned", came=members[:2], by=reviewer, reason="แก้", team=team)
        for status in ("draft", "submitted", "verified", "postponed", "planned"):
            activity_with(status, came=members[:2], by=owner, team=team)

    client = client_of(owner)
    rows()
    one = queries(client, address)
    rows()
    rows()
    assert queries(client, address) == one <= 23


def test_more_teams_ask_no_more_queries(client_of, user_with, programme) -> None:
    codes = ["440501", "440503", "440504", "440505"]
    alone, several = user_with(Role.COORDINATOR, codes[0]), user_with(Role.COORDINATOR, *codes)
    for code in codes:
        roster(TeamFactory(code=code), 3)
    one = queries(client_of(alone), "/log/")
    assert queries(client_of(several), "/log/") == one


def test_a_reviewer_has_own_logs_only(client_of, owner, reviewer, team) -> None:
    activity_with("draft", by=owner, team=team, title="ของผู้ประสานงาน")
    activity_with("draft", by=reviewer, team=team, title="ของผู้ตรวจ")
    page = text_of(client_of(reviewer).get("/log/"))
    assert "ของผู้ตรวจ" in page
    assert "ของผู้ประสานงาน" not in page


def start(client, at, **changes) -> dict[str, object]:
    """What the page of a new log would send; a key ending in ``_`` is a field of its only session."""
    fields = dict(read_form(client.get("/log/new/", {"team": at.pk})).fields)
    prefix = f"s{uuid.UUID(fields['session'][0]).hex[:8]}"
    named = {f"{prefix}-{key[:-1]}" if key.endswith("_") else key: value for key, value in changes.items()}
    return fields | {"action": "save", "title": "เวที"} | named


def test_a_log_begins_with_the_first_save(client_of, owner, team) -> None:
    client = client_of(owner)
    sent = start(client, team, when_="2019-02-19")
    assert not Activity.objects.exists()
    answer = client.post("/log/new/", sent)
    draft = Activity.objects.get()
    assert answer.url == f"/log/activities/{draft.uid}/"
    assert ([str(draft.uid)], draft.team, draft.area, draft.title) == (
        sent["uid"],
        team,
        team.subdistrict,
        "เวที",
    )
    session = draft.sessions.get()
    assert ([str(session.uid)], session.date) == (sent["session"], datetime.date(2019, 2, 19))
    assert list(draft.authors.all()) == [owner]


def test_beginning_twice_begins_once(client_of, owner, team) -> None:
    client = client_of(owner)
    sent = start(client, team)
    assert client.post("/log/new/", sent).url == client.post("/log/new/", sent).url
    assert Activity.objects.count() == Session.objects.count() == 1


def test_a_whole_log_is_sent_from_the_first_page(client_of, owner, team, members) -> None:
    client = client_of(owner)
    sent = start(client, team, action="submit", method_=method().pk)
    sent |= {name: "present" for name in sent if name.endswith(f"-a{members[0].pk}")}
    client.post("/log/new/", sent)
    assert Activity.objects.get().status == ActivityStatus.SUBMITTED
    assert Attendance.objects.present().get().enrolment == members[0]


def test_a_uid_of_somebody_else_is_refused(client_of, owner, colleague, team) -> None:
    client = client_of(owner)
    sent = start(client, team)
    client.post("/log/new/", sent)
    assert client_of(colleague).post("/log/new/", sent).status_code == 403


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"when_": "other", "date_0_": "1", "date_1_": "1", "date_2_": "2560"}, "อยู่นอกปีของโครงการ"),
        ({"when_": "2019-02-21"}, "ยังมาไม่ถึง"),
    ],
)
def test_a_day_that_cannot_be_is_explained_and_the_rest_is_kept(
    client_of, owner, team, changes, message
) -> None:
    client = client_of(owner)
    answer = client.post("/log/new/", start(client, team, **changes))
    assert answer.status_code == 200
    assert message in text_of(answer)
    assert Activity.objects.get().title == "เวที"


def test_a_team_elsewhere_is_not_found(client_of, owner, team) -> None:
    other = TeamFactory(code="440503")
    client = client_of(owner)
    assert client.get("/log/new/", {"team": other.pk}).status_code == 404
    assert client.post("/log/new/", start(client, team) | {"team": other.pk}).status_code == 404
    assert client.get("/log/new/", {"team": "x" * 30}).status_code == 404
    assert not Activity.objects.exists()


def test_the_team_logged_last_is_chosen_first(client_of, owner, team, user_with) -> None:
    both = user_with(Role.COORDINATOR, "4405")
    other = TeamFactory(code="440503")
    activity_with("draft", by=both, team=other)
    assert read_form(client_of(both).get("/log/new/")).fields["team"] == [str(other.pk)]


def test_the_method_used_last_stands_there(client_of, owner, team) -> None:
    client = client_of(owner)
    assert not any(name.endswith("-method") for name in start(client, team))
    activity_with("verified", by=owner, team=team)
    held = Session.objects.get()
    fields = start(client, team)
    assert next(fields[name] for name in fields if name.endswith("-method")) == [str(held.method_id)]


def test_a_log_like_the_last_one(client_of, owner, team) -> None:
    last = activity_with("verified", by=owner, team=team, title="ประชุมทีม", place_text="ศาลากลางบ้าน")
    Session.objects.update(hours=3, starts_at="09:00")
    client = client_of(owner)
    page = client.get("/log/new/", {"team": team.pk})
    assert f"copy={last.uid}" in page.content.decode()
    fields = read_form(client.get("/log/new/", {"team": team.pk, "copy": last.uid})).fields
    assert (fields["title"], fields["place_text"]) == (["ประชุมทีม"], ["ศาลากลางบ้าน"])
    assert [fields[name] for name in fields if name.endswith(("-hours", "-starts_at"))] == [["3"], ["09.00"]]
    assert fields["version"] == ["0"]


def test_a_log_that_is_there_already_has_its_own_page(client_of, owner, stranger, team) -> None:
    draft = activity_with("draft", by=owner, team=team)
    client = client_of(owner)
    assert client.get("/log/new/", {"team": team.pk, "log": draft.uid}).url == f"/log/activities/{draft.uid}/"
    fresh = uuid.uuid4()
    assert read_form(client.get("/log/new/", {"log": fresh})).fields["uid"] == [str(fresh)]


def test_a_strangers_log_is_not_copied(client_of, owner, team) -> None:
    other = activity_with("verified", team=TeamFactory(code="840101"), title="ของคนอื่น")
    page = client_of(owner).get("/log/new/", {"team": team.pk, "copy": other.uid})
    assert read_form(page).fields["title"] == [""]


def test_who_has_no_team_is_told_so(client_of, owner, programme) -> None:
    assert "ยังไม่มีทีมในพื้นที่ของคุณ" in text_of(client_of(owner).get("/log/new/"))


def test_many_teams_are_searched(client_of, reviewer, area, programme) -> None:
    for place in Area.objects.current().level(Level.SUBDISTRICT).filter(code__gte="440501")[:42]:
        TeamFactory(code=place.code)
    page = text_of(client_of(reviewer).get("/log/new/"))
    assert "ค้นหาทีมจากชื่อตำบล" in page
    found = text_of(client_of(reviewer).get("/log/new/", {"q": area("440501").name_th}))
    assert area("440501").full_name in found
    assert area("440503").full_name not in found


def test_a_draft_thrown_away_comes_back(client_of, owner, team) -> None:
    draft = ActivityFactory(team=team, by=owner, title="ร่างที่ทิ้ง")
    SessionFactory(activity=draft)
    client = client_of(owner)
    page = client.post(f"/log/activities/{draft.uid}/", {"action": "discard"}, follow=True)
    assert "ร่างที่ทิ้งไป" in text_of(page)
    assert client.get(f"/log/activities/{draft.uid}/").status_code == 404
    client.post(f"/log/activities/{draft.uid}/restore/")
    assert Activity.objects.get().title == "ร่างที่ทิ้ง"


def test_what_was_sent_cannot_be_thrown_away(client_of, owner, team) -> None:
    sent = activity_with("submitted", by=owner, team=team)
    client_of(owner).post(f"/log/activities/{sent.uid}/", {"action": "discard"})
    assert Activity.objects.filter(pk=sent.pk).exists()


def test_a_team_of_two_has_a_bounded_form(client_of, owner, team) -> None:
    draft = ActivityFactory(team=team, by=owner)
    session = SessionFactory(activity=draft)
    AttendanceFactory(session=session, enrolment=roster(team, 1)[0])
    client, address = client_of(owner), f"/log/activities/{draft.uid}/"
    one = queries(client, address)
    for enrolment in roster(team, 60, key="issue-specialist"):
        AttendanceFactory(session=session, enrolment=enrolment)
    assert queries(client, address) == one <= 30
