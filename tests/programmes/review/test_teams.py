"""Teams of the area: how they stand, approving a proposed one, adding one."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from geo.choices import Role
from leaders.choices import TeamStatus
from leaders.models import Team
from tests.factories.leaders import TeamFactory
from tests.factories.programmes import activity_with, roster

TEAMS = "/review/teams/"


@pytest.fixture
def proposed(db):
    return TeamFactory(code="440502", status=TeamStatus.PROPOSED)


def listed(answer) -> list[Team]:
    return list(answer.context["page"].object_list)


def approve(client, team: Team):
    return client.post(reverse("review:team_approve", args=[team.pk]), follow=True)


class TestList:
    def test_proposed_first_with_what_each_did(self, desk, team, people, proposed):
        TeamFactory(code="450101")
        activity_with("verified", team=team, starts_on=date(2019, 2, 1))
        activity_with(team=team, starts_on=date(2019, 2, 13))
        activity_with("draft", team=team, starts_on=date(2019, 2, 19))
        first, second = listed(desk.get(TEAMS))
        assert (first, second) == (proposed, team)
        assert (second.last_day, second.roster_now, second.waiting) == (date(2019, 2, 13), 3, 1)
        assert (first.last_day, first.roster_now, first.waiting) == (None, 0, 0)

    @pytest.mark.parametrize(
        ("choice", "found"),
        [({"status": "proposed"}, 1), ({"status": "zzz"}, 2), ({"q": "เชียงยืน"}, 2), ({"q": "ไม่มี"}, 0),
         ({"province": "44"}, 2), ({"quiet": "2"}, 1), ({"quiet": "zzz"}, 2)],
    )  # fmt: skip
    def test_narrowed(self, desk, team, proposed, choice, found):
        assert len(listed(desk.get(TEAMS, choice))) == found

    @pytest.mark.parametrize(("weeks", "found"), [("2", 1), ("4", 1), ("8", 0)])
    def test_quiet_for_so_many_weeks(self, desk, team, weeks, found):
        activity_with("verified", team=team, starts_on=date(2019, 1, 16))
        assert len(listed(desk.get(TEAMS, {"quiet": weeks}))) == found

    def test_the_number_of_queries_does_not_grow(self, desk, team):
        counts = []
        for codes in ([], ["440502", "440503"]):
            for code in codes:
                roster(TeamFactory(code=code), 2)
            with CaptureQueriesContext(connection) as queries:
                desk.get(TEAMS)
            counts.append(len(queries))
        assert counts[0] == counts[1] <= 20


class TestAdding:
    def add(self, client, place: str, day: tuple[str, str, str] = ("๑", "2", "2562"), **further):
        names = ("formed_on_0", "formed_on_1", "formed_on_2")
        values = {"subdistrict": place} | dict(zip(names, day, strict=True)) | further
        return client.post(reverse("review:team_add"), values, follow=True)

    def test_it_stands_at_once(self, desk, reviewer, area):
        place = area("440501")
        answer = self.add(desk, place.full_name)
        assert f"เพิ่ม{Team.objects.get().name}แล้ว" in answer.text
        team = Team.objects.get()
        assert (team.subdistrict, team.status, team.formed_on) == (place, "approved", date(2019, 2, 1))
        assert team.history.first().history_user == reviewer

    def test_twice_is_told(self, desk, team):
        assert "ตำบลนี้มีทีมอยู่แล้ว" in self.add(desk, team.subdistrict.full_name).text
        assert Team.objects.count() == 1

    @pytest.mark.parametrize(
        ("place", "message"),
        [("", "ยังไม่ได้บอกตำบล"), ("ไม่มีจริงเลย", "ไม่พบตำบล"), ("450101", "อยู่นอกพื้นที่ที่คุณดูแล")],
    )
    def test_a_place_that_cannot_be(self, desk, place, message):
        assert message in self.add(desk, place).text
        assert not Team.objects.exists()

    def test_a_day_that_has_not_come(self, desk):
        assert "ยังมาไม่ถึง" in self.add(desk, "440501", ("1", "3", "2562")).text
        assert not Team.objects.exists()

    def test_coordinators_do_not(self, client_of, user_with):
        client = client_of(user_with(Role.COORDINATOR, "440501"))
        assert self.add(client, "440501").status_code == 403
        assert not Team.objects.exists()


class TestApproving:
    def test_once_and_again(self, desk, proposed):
        assert "เห็นชอบ" in approve(desk, proposed).text
        proposed.refresh_from_db()
        assert proposed.status == TeamStatus.APPROVED
        assert "เห็นชอบไปแล้ว" in approve(desk, proposed).text
        assert proposed.history.count() == 2

    def test_a_team_proposed_elsewhere_is_not_there(self, neighbour, proposed):
        assert approve(neighbour, proposed).status_code == 404
        proposed.refresh_from_db()
        assert proposed.status == TeamStatus.PROPOSED

    def test_an_approved_team_elsewhere_is_seen_by_all_and_refused(self, neighbour, team):
        assert approve(neighbour, team).status_code == 403

    def test_the_coordinator_does_not_approve(self, client_of, user_with, proposed):
        assert approve(client_of(user_with(Role.COORDINATOR, "440502")), proposed).status_code == 403

    def test_not_by_get(self, desk, proposed):
        assert desk.get(reverse("review:team_approve", args=[proposed.pk])).status_code == 405
