"""A team's page: groups are changed, people leave, and a leaving is undone."""

from datetime import date

from programmes.models import Enrolment
from tests.factories.leaders import TeamFactory
from tests.factories.programmes import EnrolmentFactory, group, roster

from ..pages import text_of
from .parts import TODAY, came, section


def regroup(row, to, day=("1", "2", "2562")) -> dict[str, object]:
    sent = {f"group-starts_on_{place}": text for place, text in enumerate(day)}
    return sent | {"action": "regroup", "row": row.uid, "group-group": to.pk}


def leaving(row, day=("15", "2", "2562")) -> dict[str, object]:
    sent = {f"leave-last_day_{place}": text for place, text in enumerate(day)}
    return sent | {"action": "leave", "row": row.uid}


def test_the_forms_of_one_row_open(client_of, owner, members, somebody, address) -> None:
    client = client_of(owner)
    assert 'value="regroup"' not in client.get(address).content.decode()
    opened = client.get(address, {"row": somebody.uid}).content.decode()
    assert opened.count('value="regroup"') == opened.count('value="leave"') == 1
    assert f'name="row" value="{somebody.uid}"' in opened
    assert 'value="regroup"' not in client.get(address, {"row": "nonsense"}).content.decode()


def test_a_group_is_changed_from_a_day_and_changed_back(client_of, owner, team, somebody, address) -> None:
    client, leader, member = client_of(owner), group("change-leader"), group("member")
    answer = client.post(address, regroup(somebody, leader), follow=True)
    assert "เปลี่ยนกลุ่มของ มาลี ทองสุก แล้ว" in text_of(answer)
    past, now_on = Enrolment.objects.order_by("starts_on")
    assert (past.group, past.ends_on) == (member, date(2019, 1, 31))
    assert (now_on.group, now_on.starts_on) == (leader, date(2019, 2, 1))
    assert f"เปลี่ยนเป็น{leader.short_name}" in section(text_of(answer), "left")
    client.post(address, regroup(now_on, member))
    assert list(Enrolment.objects.on(TODAY).values_list("group__key", flat=True)) == ["member"]


def test_what_is_wrong_is_told_beside_the_field(client_of, owner, team, somebody, address) -> None:
    client = client_of(owner)
    shown = text_of(client.post(address, regroup(somebody, group("issue-specialist"))))
    assert "ยังไม่ได้เลือกประเด็นงาน" in shown
    came(team, somebody, date(2019, 2, 13))
    assert "ยังมีการเช็กชื่อคนนี้อยู่" in text_of(client.post(address, leaving(somebody, ("1", "2", "2562"))))
    assert Enrolment.objects.get().ends_on is None


def test_somebody_leaves_and_that_is_undone(client_of, owner, somebody, address) -> None:
    client = client_of(owner)
    shown = text_of(client.post(address, leaving(somebody), follow=True))
    assert "มาลี ทองสุก ออกจากรายชื่อแล้ว" in shown
    assert "คนในทีมวันนี้ 0 คน" in shown
    assert "ออกจากรายชื่อ" in section(shown, "left")
    back = {"action": "undo_leaving", "row": somebody.uid}
    shown = text_of(client.post(address, back, follow=True))
    assert "มาลี ทองสุก กลับมาอยู่ในรายชื่อแล้ว" in shown
    assert "คนในทีมวันนี้ 1 คน" in shown
    somebody.refresh_from_db()
    version = somebody.version
    client.post(address, back)
    somebody.refresh_from_db()
    assert (somebody.ends_on, somebody.version) == (None, version)


def test_who_leaves_today_is_still_there_today(client_of, owner, somebody, address) -> None:
    shown = text_of(client_of(owner).post(address, leaving(somebody, ("20", "2", "2562")), follow=True))
    assert "คนในทีมวันนี้ 1 คน" in shown
    assert "วันสุดท้ายในรายชื่อ 20 ก.พ. 2562" in shown
    assert "กำลังจะออก" in shown


def test_leaving_is_not_undone_once_somebody_is_in_another_team(
    client_of, owner, team, somebody, address
) -> None:
    Enrolment.objects.filter(pk=somebody.pk).update(ends_on=date(2019, 1, 31))
    other = TeamFactory(code="440503")
    EnrolmentFactory(person=somebody.person, team=other, starts_on=date(2019, 2, 1))
    client = client_of(owner)
    shown = text_of(client.get(address))
    assert f"ย้ายไป{other.name}" in section(shown, "left")
    assert "undo_leaving" not in shown
    answer = client.post(address, {"action": "undo_leaving", "row": somebody.uid}, follow=True)
    assert "ตั้งแต่วันหลังจากนี้แล้ว" in text_of(answer)
    somebody.refresh_from_db()
    assert somebody.ends_on == date(2019, 1, 31)


def test_people_of_another_team_are_not_changed_from_here(client_of, owner, address) -> None:
    other = roster(TeamFactory(code="440503"), 1, ends_on=None)[0]
    ended = EnrolmentFactory(team=other.team, ends_on=date(2018, 5, 1))
    client = client_of(owner)
    client.post(address, leaving(other))
    client.post(address, regroup(other, group("change-leader")))
    assert client.post(address, {"action": "undo_leaving", "row": ended.uid}).status_code == 404
    assert client.post(address, {"action": "undo_leaving", "row": "x"}).status_code == 404
    assert set(Enrolment.objects.values_list("pk", "ends_on")) == {
        (other.pk, None),
        (ended.pk, date(2018, 5, 1)),
    }
