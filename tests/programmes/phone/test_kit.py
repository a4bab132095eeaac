"""What a phone takes along: the own teams, no more than a roll call shows, and whatever was begun."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import AccessLog
from geo.choices import Level, Role
from geo.models import Area
from leaders.models import Team
from leaders.services.people import change_person
from programmes.models import Activity
from tests.factories.leaders import PersonFactory, TeamFactory
from tests.factories.programmes import EnrolmentFactory, activity_with, group, roster
from thai.clock import now

from .conftest import changed

HELLO, KIT = "/log/phone/hello/", "/log/phone/kit/"


def kit(client) -> dict:
    return client.get(KIT).json()["kit"]


def test_it_holds_the_own_teams_people_without_phone_and_year(client_of, owner, team) -> None:
    person = PersonFactory(
        team=team, given_name="จันดี", family_name="พรมมา", phone="0810000001", birth_year=1967
    )
    enrolment = EnrolmentFactory(team=team, person=person, group=group("member"))
    stranger = EnrolmentFactory(team=TeamFactory(code="440503"))
    answer = client_of(owner).get(KIT)
    found = answer.json()["kit"]
    assert [one["name"] for one in found["teams"]] == [team.name]
    people = found["teams"][0]["people"]
    assert [row[:3] for row in people] == [[enrolment.pk, enrolment.group_id, "จันดี พรมมา"]]
    text = answer.content.decode()
    assert "0810000001" not in text
    assert "1967" not in text
    assert stranger.person.given_name not in text


def test_whoever_is_named_is_on_record_as_seen(client_of, owner, team, members) -> None:
    client_of(owner).get(KIT)
    seen = AccessLog.objects.get()
    assert (seen.user, seen.number, seen.noun) == (owner, len(members), "roster")


def test_hello_tells_whether_the_kit_is_the_latest(client_of, owner, team, members) -> None:
    client = client_of(owner)
    before = client.get(HELLO).json()
    assert client.get(KIT).json()["fingerprint"] == before["kit"]
    assert client.get(HELLO).json()["kit"] == before["kit"]
    EnrolmentFactory(team=team)
    joined = client.get(HELLO).json()["kit"]
    activity_with("draft", by=owner, team=team)
    begun = client.get(HELLO).json()["kit"]
    change_person(members[0].person, by=owner, given_name="ชื่อใหม่")
    renamed = client.get(HELLO).json()["kit"]
    assert len({before["kit"], joined, begun, renamed}) == 4
    assert (before["account"], before["today"]) == (owner.pk, "2019-02-20")


def test_the_key_is_the_accounts_own(client_of, owner, colleague, team) -> None:
    [own], [other] = (client_of(user).get(HELLO).json()["keys"] for user in (owner, colleague))
    assert [own] == client_of(owner).get(HELLO).json()["keys"] != [other]
    assert len(own) == 44


def test_a_new_secret_still_opens_what_was_locked_with_the_old_one(client_of, owner, team, settings) -> None:
    client = client_of(owner)
    [before] = client.get(HELLO).json()["keys"]
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another"
    fresh, old = client.get(HELLO).json()["keys"]
    assert (old, fresh != old) == (before, True)


def test_a_begun_log_comes_as_the_fields_of_its_form(client_of, owner, phone, members) -> None:
    body = phone.log(members[0], final=False)
    part = phone.part(body)
    phone.sent(changed(body, place_text="ศาลากลางบ้าน", **{"h0-number": "28", f"{part}-hours": "1.5"}))
    draft = kit(client_of(owner))["drafts"][0]
    assert (draft["uid"], draft["version"]) == (body["log"], Activity.objects.get().version)
    entries = {(name, value) for name, value in draft["entries"]}
    assert {
        ("title", "เวที"), ("place_text", "ศาลากลางบ้าน"), ("h0-number", "28"), (f"{part}-hours", "1.5"),
        (f"{part}-when", "2019-02-20"), (f"{part}-a{members[0].pk}", "present"),
        (f"{part}-a{members[1].pk}", "unknown"),
    } <= entries  # fmt: skip


def test_what_the_kit_holds_of_a_draft_can_be_sent_as_it_is(client_of, owner, phone, members) -> None:
    body = phone.log(members[0], final=False)
    phone.sent(body)
    draft = kit(client_of(owner))["drafts"][0]
    again = body | {"uid": "11111111-2222-4333-8444-555555555555", "base": draft["version"]}
    receipt = phone.sent(again | {"fields": draft["entries"]})
    assert (receipt["outcome"], receipt["problems"]) == ("applied", [])
    assert kit(client_of(owner))["drafts"][0]["entries"] == draft["entries"]


def test_what_is_planned_for_these_weeks_can_be_logged_too(client_of, owner, team) -> None:
    for title, day in (("ใกล้", "2019-02-27"), ("ไกล", "2019-04-01"), ("นานแล้ว", "2018-12-01")):
        activity_with("planned", by=owner, team=team, title=title, starts_on=date.fromisoformat(day))
    activity_with("verified", by=owner, team=team, title="เสร็จแล้ว")
    assert [dict(draft["entries"])["title"] for draft in kit(client_of(owner))["drafts"]] == ["ใกล้"]


def test_a_team_brings_its_last_log_to_copy(client_of, owner, team) -> None:
    activity_with("verified", by=owner, team=team, title="ประชุมทีม")
    last = kit(client_of(owner))["teams"][0]["last"]
    assert last["title"] == "ประชุมทีม"
    assert last["method"] == kit(client_of(owner))["teams"][0]["method"]


def test_who_was_merged_is_on_no_roster(client_of, owner, team, members) -> None:
    members[0].person.merged_into = members[1].person
    members[0].person.save()
    assert members[0].pk not in [row[0] for row in kit(client_of(owner))["teams"][0]["people"]]


@pytest.mark.parametrize("address", [HELLO, KIT])
def test_the_public_and_others_get_nothing(client, client_of, user_with, address, programme) -> None:
    assert client.get(address).status_code == 401
    assert client_of(user_with(Role.EDITOR, "TH")).get(address).status_code == 403
    assert not AccessLog.objects.exists()


def test_more_people_cost_no_more_queries(client_of, owner, team) -> None:
    client = client_of(owner)

    def queries() -> int:
        client.get(KIT)
        with CaptureQueriesContext(connection) as made:
            client.get(KIT)
        return len(made)

    roster(team, 1)
    one = queries()
    roster(team, 3)
    assert queries() == one


def test_asking_whether_it_is_the_latest_stays_cheap(client_of, owner, phone, members) -> None:
    def queries() -> int:
        phone.client.get(HELLO)
        with CaptureQueriesContext(connection) as made:
            phone.client.get(HELLO)
        return len(made)

    none = queries()
    for _log in range(3):
        phone.sent(phone.log(*members, final=False))
    assert queries() == none <= 16


@pytest.fixture
def many(programme) -> list:
    """Two more teams than a phone takes along, in dictionary order."""
    places = Area.objects.current().level(Level.SUBDISTRICT).filter(code__startswith="44")[:14]
    for place in places:
        TeamFactory(code=place.code)
    return list(Team.objects.by_name())


def test_a_reviewer_of_many_teams_takes_a_few(client_of, reviewer, many) -> None:
    found = kit(client_of(reviewer))
    assert [team["key"] for team in found["teams"]] == [team.pk for team in many[:12]]
    assert found["more_teams"]


def test_the_teams_logged_last_come_along_first(client_of, reviewer, owner, many) -> None:
    def written(log, minute: int) -> None:
        Activity.objects.filter(pk=log.pk).update(changed_at=now() + timedelta(minutes=minute))

    logs = [activity_with("submitted", by=reviewer, team=many[place]) for place in (3, 12, 13)]
    for minute, log in enumerate(logs):
        written(log, minute)
    # Another's log of a team for which the reviewer has not logged.
    written(activity_with("submitted", by=owner, team=many[5]), 9)
    client = client_of(reviewer)
    before = client.get(HELLO).json()["kit"]
    others = [many[place].pk for place in range(10) if place != 3]
    assert [team["key"] for team in kit(client)["teams"]] == [many[13].pk, many[12].pk, many[3].pk, *others]
    written(logs[0], 20)
    assert kit(client)["teams"][0]["key"] == many[3].pk
    assert client.get(HELLO).json()["kit"] != before
