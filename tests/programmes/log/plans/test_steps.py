"""Postponing, calling off and beginning what was planned, on its page."""

from datetime import date

import pytest

from programmes.models import Activity
from tests.factories.programmes import activity_with

from ..pages import text_of
from .making import WEDNESDAYS, boxes, planned


def address(row) -> str:
    return f"/log/activities/{row.uid}/"


def take(client, row, action: str, **fields):
    return client.post(address(row), {"action": action} | fields, follow=True)


def test_put_off_to_a_day_it_says_so_and_goes_back_into_the_plan_there(client_of, owner, team) -> None:
    [made] = planned(team, owner)
    client = client_of(owner)
    page = text_of(take(client, made, "postpone", reason="น้ำท่วม", **boxes("to", date(2019, 3, 5))))
    assert "เลื่อนเป็น 5 มี.ค. 2562" in page
    assert "น้ำท่วม" in page
    assert 'name="day_0" value="5"' in page
    page = text_of(take(client, made, "plan_again", **boxes("day", date(2019, 3, 5))))
    assert "กลับมาอยู่ในแผนแล้ว" in page
    assert Activity.objects.get().starts_on == date(2019, 3, 5)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"reason": " "}, "บอกเหตุผลที่เลื่อนก่อน"),
        ({"reason": "ฝน"} | boxes("to", date(2019, 2, 19)), "ผ่านไปแล้ว"),
        ({"reason": "ฝน"} | boxes("to", date(2021, 1, 1)), "อยู่นอกปีของโครงการ"),
        ({"reason": "ฝน"} | boxes("to", WEDNESDAYS[0]), "วันเดิมอยู่แล้ว"),
        ({"reason": "ฝน", "to_0": "31", "to_1": "4", "to_2": "2562"}, "ไม่มีวันที่ 31 เม.ย. 2562"),
    ],
)
def test_what_is_wrong_stands_beside_what_was_typed(client_of, owner, team, fields, words) -> None:
    [made] = planned(team, owner)
    page = text_of(take(client_of(owner), made, "postpone", **fields))
    assert words in page
    assert '<details id="postpone" open>' in page
    assert f'value="{fields["reason"].strip()}"' in page or not fields["reason"].strip()
    assert Activity.objects.get().status == "planned"


def test_a_series_is_called_off_from_here_on(client_of, owner, team) -> None:
    made = planned(team, owner, *WEDNESDAYS)
    client = client_of(owner)
    page = text_of(client.get(address(made[1])))
    assert "ทุก 2 สัปดาห์ รวม 3 ครั้ง" in page
    page = take(client, made[1], "cancel", reason="งบหมด", scope="following")
    assert "ยกเลิกแล้ว 2 ครั้ง" in text_of(page)
    statuses = Activity.objects.order_by("starts_on").values_list("status", flat=True)
    assert list(statuses) == ["planned", "cancelled", "cancelled"]


def test_a_series_is_put_off_one_alone(client_of, owner, team) -> None:
    made = planned(team, owner, *WEDNESDAYS)
    take(client_of(owner), made[0], "postpone", reason="ฝน", scope="one")
    assert Activity.objects.filter(status="postponed").get() == made[0]


def test_a_planned_one_asks_what_it_can_and_shows_no_roll(client_of, owner, team) -> None:
    [made] = planned(team, owner)
    page = text_of(client_of(owner).get(address(made)))
    for words in ("เริ่มบันทึก", "แก้แผน", "เลื่อนกิจกรรมนี้", "ยกเลิกกิจกรรมนี้", "09.00 น.", "25 คน"):
        assert words in page
    assert "ใครมาบ้าง" not in page
    assert "กลับเข้าแผน" not in page


def test_put_off_to_a_day_it_can_be_begun_from_there(client_of, owner, team) -> None:
    [made] = planned(team, owner)
    client = client_of(owner)
    take(client, made, "postpone", reason="ฝน", **boxes("to", date(2019, 3, 5)))
    take(client, made, "start")
    row = Activity.objects.get()
    assert (row.status, row.starts_on) == ("draft", date(2019, 3, 5))


def test_a_step_is_opened_by_its_address(client_of, owner, team) -> None:
    [made] = planned(team, owner)
    client = client_of(owner)
    assert '<details id="cancel" open>' in text_of(client.get(address(made), {"step": "cancel"}))
    assert '<details id="cancel" open>' not in text_of(client.get(address(made)))


WHO = {"owner": 302, "colleague": 302, "reviewer": 302, "stranger": 404, "public": 302}


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("action", ["postpone", "cancel", "start"])
def test_who_may_take_a_step(client_of, owner, colleague, reviewer, stranger, team, who, action) -> None:
    [made] = planned(team, owner)
    people = {"owner": owner, "colleague": colleague, "reviewer": reviewer, "stranger": stranger}
    answer = client_of(people.get(who)).post(address(made), {"action": action, "reason": "ฝน"})
    assert answer.status_code == WHO[who]
    may = who in {"owner", "colleague", "reviewer"}
    assert (Activity.objects.get().status == "planned") != may


@pytest.mark.parametrize("who", ["owner", "colleague", "reviewer", "stranger"])
def test_who_takes_back_a_log_that_waits(
    client_of, owner, colleague, reviewer, stranger, team, members, who
) -> None:
    sent = activity_with("submitted", came=members[:2], by=owner, team=team, title="เวทีป่า")
    people = {"owner": owner, "colleague": colleague, "reviewer": reviewer, "stranger": stranger}
    client = client_of(people[who])
    if who == "owner":
        assert f'href="{address(sent)}"' in text_of(client.get("/log/"))
    page = client.get(address(sent))
    assert (page.status_code == 200) == (who != "stranger")
    assert ("ขอคืนมาแก้" in text_of(page)) == (who != "stranger")
    done = client.post(address(sent), {"action": "withdraw"}, follow=True)
    sent.refresh_from_db()
    assert sent.status == ("submitted" if who == "stranger" else "draft")
    assert ("คืนมาแก้แล้ว แก้เสร็จส่งใหม่ได้เลย" in text_of(done)) == (who != "stranger")
    assert sent.sessions.get().attendances.count() == 2, "nothing of it is lost"
