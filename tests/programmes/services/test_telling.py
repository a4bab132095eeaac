"""A few lines for a chat group: what, when, where, how many; nobody's name."""

from datetime import time

from programmes.models import ActivityReport
from programmes.services.telling import chat_text
from tests.factories.leaders import TeamFactory
from tests.factories.programmes import activity_with, roster


def a_log(status="verified", **values):
    team = TeamFactory(code="440501")
    log = activity_with(status, team=team, came=roster(team, 3), title="ทำผังน้ำ", **values)
    log.sessions.update(starts_at=time(9))
    log.refresh_from_db()
    return log


def test_what_when_where_how_and_how_many(db):
    log = a_log(place_text="ศาลากลางบ้าน", starts_on="2019-02-13")
    ActivityReport.objects.update_or_create(activity=log, defaults={"lessons": "ป้ามาลีเก่งมาก 0812345678"})
    lines = chat_text(log, came=3, unnamed=28).split("\n")
    assert lines[:3] == [
        "ทำผังน้ำ",
        "พุธ 13 ก.พ. 2562 09.00 น.",
        "ศาลากลางบ้าน ต.เชียงยืน อ.เชียงยืน จ.มหาสารคาม",
    ]
    assert lines[3] == log.sessions.get().method.name_th
    assert lines[4] == "มา 3 คน และไม่ระบุชื่ออีก 28 คน"


def test_no_name_of_who_came_or_was_written_about(db):
    log = a_log()
    told = chat_text(log, came=3, unnamed=0)
    for person in {row.enrolment.person for row in log.sessions.get().attendances.all()}:
        assert person.given_name not in told
        assert person.family_name not in told


def test_what_is_planned_tells_no_number(db):
    assert "มา" not in chat_text(a_log("planned", starts_on="2019-03-06"), came=0, unnamed=0).split("\n")[-1]


def test_the_page_offers_it(client_of, user_with):
    log = a_log("submitted")
    page = client_of(user_with("coordinator", "440501")).get(f"/log/activities/{log.uid}/")
    assert 'id="chat"' in page.text
    assert page.context["chat"].startswith("ทำผังน้ำ\n")
