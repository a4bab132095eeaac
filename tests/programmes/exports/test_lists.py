"""Every list as a file: whose rows, which of them, in which order, how it is sent, and what is noted."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import AccessLog
from geo.choices import SiteStatus
from geo.downloads import answers
from tests.factories.geo import LearningSiteFactory
from tests.factories.programmes import EnrolmentFactory, activity_with, roster

from .conftest import FAR, HOME, fill
from .files import column, content_of, rows_of, table_of

# The address of a list and of its file, who may open it, the column that names its rows.
LISTS = {
    "log:activities": ("log:activities_export", "coordinator", "กิจกรรม"),
    "log:people": ("log:export", "coordinator", "ชื่อ"),
    "log:sites": ("log:sites_export", "coordinator", "ชื่อแหล่งเรียนรู้"),
    "review:queue": ("review:activities_export", "reviewer", "กิจกรรม"),
    "review:people": ("review:people_export", "reviewer", "ชื่อ"),
    "review:teams": ("review:teams_export", "reviewer", "ทีม"),
    "review:sites": ("review:sites_export", "reviewer", "ชื่อแหล่งเรียนรู้"),
    "review:figures": ("review:figures_export", "reviewer", "จังหวัด"),
    "public:sites": ("public:sites_export", "public", "ชื่อแหล่งเรียนรู้"),
    "public:figures": ("public:figures_export", "public", "จังหวัด"),
}
FILES = {export: (who, heading) for export, who, heading in LISTS.values()}
PERSONAL = {"log:export", "review:people_export"}

every_file = pytest.mark.parametrize("name", FILES)
both_kinds = pytest.mark.parametrize("kind", ["csv", "xlsx"])


def address(name: str, kind: str = "csv") -> str:
    return reverse(name, args=[kind])


@every_file
@both_kinds
def test_a_file_is_a_stream_with_a_name_and_kept_by_nobody(client_as, team, name, kind):
    fill(1, team)
    answer = client_as(FILES[name][0]).get(address(name, kind))
    assert answer.streaming
    assert answer["Content-Disposition"].endswith(f'-2019-02-20.{kind}"')
    public = name.startswith("public:")
    assert answer["Cache-Control"] == ("no-cache" if public else "private, no-store")
    assert len(rows_of(answer)) >= 1


@every_file
def test_both_kinds_say_the_same(client_as, team, somchai, name):
    fill(2, team)
    client = client_as(FILES[name][0])
    said, shown = (table_of(client.get(address(name, kind))) for kind in ("csv", "xlsx"))
    assert said[0] == shown[0]
    unguarded = [[cell.removeprefix("'") for cell in row] for row in said[1:]]
    assert unguarded == [
        [f"{cell:g}" if isinstance(cell, float) else str(cell) for cell in row] for row in shown[1:]
    ]


@every_file
def test_another_kind_is_not_there(client_as, team, name):
    assert client_as(FILES[name][0]).get(address(name, "ods")).status_code == 404


@every_file
def test_head_is_answered_without_a_row_and_noted_by_nobody(client_as, team, somchai, name):
    answer = client_as(FILES[name][0]).head(address(name, "xlsx"))
    assert answer.status_code == 200
    assert answer["Content-Disposition"].endswith('.xlsx"')
    assert not AccessLog.objects.exists()


@every_file
def test_more_rows_ask_no_more_queries(client_as, team, name):
    client = client_as(FILES[name][0])
    counts = []
    for number in (1, 2):
        fill(number, team)
        client.get(address(name))
        with CaptureQueriesContext(connection) as queries:
            content_of(client.get(address(name)))
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 20


@every_file
def test_rows_are_fetched_a_part_at_a_time_and_none_is_lost(client_as, team, name, monkeypatch):
    fill(5, team)
    client = client_as(FILES[name][0])
    whole = table_of(client.get(address(name)))
    monkeypatch.setattr(answers, "AT_ONCE", 2)
    assert table_of(client.get(address(name))) == whole


def test_the_first_rows_leave_before_the_last_are_read(client_as, team, monkeypatch):
    roster(team, 6)
    monkeypatch.setattr(answers, "AT_ONCE", 2)
    stream = iter(client_as("reviewer").get(address("review:people_export")).streaming_content)
    first = next(stream)
    with CaptureQueriesContext(connection) as queries:
        rest = list(stream)
    assert len(queries) >= 2
    assert first.count(b"\r\n") == 2
    assert sum(part.count(b"\r\n") for part in rest) == 5


@pytest.mark.parametrize("listed", LISTS)
def test_the_page_leads_to_its_files_and_says_how_many_rows(client_as, team, somchai, listed):
    fill(1, team)
    name, who, _heading = LISTS[listed]
    page = client_as(who).get(reverse(listed)).text
    assert f'href="{address(name, "xlsx")}"' in page
    assert f'href="{address(name, "csv")}"' in page
    assert "แถว" in page


class TestFilters:
    """A narrowed list is the same rows as its page, in its order."""

    @pytest.mark.parametrize(
        "asked",
        [
            {},
            {"status": "all"},
            {"status": "verified"},
            {"q": "ป่า", "status": "all"},
            {"status": "all", "sort": "place"},
            {"status": "x", "province": "45"},
        ],
    )
    def test_queue(self, client_as, team, far_team, asked):
        for status, title in (("submitted", "เดินป่า"), ("verified", "ป่าชุมชน"), ("submitted", "กองทุน")):
            activity_with(status, team=team, title=title)
        activity_with("submitted", team=far_team, title="ของเขา")
        client = client_as("reviewer")
        page = [row.activity.title for row in client.get("/review/", asked).context["page"].object_list]
        assert column(client.get(address("review:activities_export"), asked), "กิจกรรม") == page

    @pytest.mark.parametrize("asked", [{}, {"status": "draft"}, {"status": "x"}])
    def test_activities_of_a_coordinator(self, client_as, team, far_team, asked):
        for status in ("submitted", "draft", "verified"):
            activity_with(status, team=team)
        activity_with("draft", team=far_team)
        client = client_as("coordinator")
        page = [row.title for row in client.get("/log/activities/", asked).context["page"].object_list]
        assert column(client.get(address("log:activities_export"), asked), "กิจกรรม") == page

    @pytest.mark.parametrize("asked", [{}, {"q": "สมชาย"}, {"group": "member"}, {"q": "0810000001"}])
    def test_people(self, client_as, team, somchai, stranger_person, asked):
        roster(team, 2)
        client = client_as("reviewer")
        page = [
            person.given_name for person in client.get("/review/people/", asked).context["page"].object_list
        ]
        assert column(client.get(address("review:people_export"), asked), "ชื่อ") == page

    def test_rosters(self, client_as, team, somchai, stranger_person):
        roster(team, 2)
        client = client_as("coordinator")
        assert column(client.get(address("log:export"), {"q": "สมชาย"}), "ชื่อ") == ["สมชาย"]
        assert len(rows_of(client.get(address("log:export")))) == 3

    @pytest.mark.parametrize("asked", [{}, {"status": "proposed"}, {"q": "ที่หนึ่ง"}])
    def test_sites(self, client_as, team, asked):
        LearningSiteFactory(name_th="ที่หนึ่ง")
        LearningSiteFactory(name_th="ที่สอง", status=SiteStatus.PROPOSED)
        LearningSiteFactory(name_th="ของเขา", place=FAR)
        client = client_as("reviewer")
        page = [site.name for site in client.get("/review/sites/", asked).context["page"].object_list]
        found = client.get(address("review:sites_export"), asked)
        assert column(found, "ชื่อแหล่งเรียนรู้") == page

    @pytest.mark.parametrize("asked", [{}, {"quiet": "2"}, {"status": "proposed"}])
    def test_teams(self, client_as, team, far_team, asked):
        client = client_as("staff")
        page = [row.name for row in client.get("/review/teams/", asked).context["page"].object_list]
        assert column(client.get(address("review:teams_export"), asked), "ทีม") == page

    @pytest.mark.parametrize("asked", [{}, {"area": "44"}, {"area": "NE"}])
    def test_figures(self, client_as, team, far_team, asked):
        client = client_as("staff")
        page = [row["area"].name for row in client.get("/review/figures/", asked).context["provinces"]]
        assert column(client.get(address("review:figures_export"), asked), "จังหวัด") == page

    def test_public_sites(self, client_as, team):
        LearningSiteFactory(name_th="ที่หนึ่ง")
        LearningSiteFactory(name_th="ที่อื่น", place=FAR)
        LearningSiteFactory(name_th="ยังไม่เผยแพร่", status=SiteStatus.PROPOSED)
        client = client_as("public")
        assert len(rows_of(client.get(address("public:sites_export")))) == 2
        assert column(client.get(address("public:sites_export"), {"province": "44"}), "ชื่อแหล่งเรียนรู้") == [
            "ที่หนึ่ง"
        ]


class TestWhoMay:
    def test_what_lies_elsewhere_is_in_no_file(self, client_as, far_team, stranger_person):
        activity_with("submitted", team=far_team, title="ของเขา")
        LearningSiteFactory(name_th="ของเขา", place=FAR, status=SiteStatus.PROPOSED)
        for name, (who, _heading) in FILES.items():
            if name in {"public:figures_export"}:
                continue
            said = content_of(client_as(who).get(address(name), {"status": "all"})).decode()
            assert "ของเขา" not in said, name
            assert "มาลี" not in said, name
            assert far_team.subdistrict.name_th not in said, name

    @pytest.mark.parametrize("who", ["editor", "nobody"])
    def test_whoever_works_at_no_list_is_refused(self, client_as, team, somchai, who):
        client = client_as(who)
        for name in FILES:
            if not name.startswith("public:"):
                assert client.get(address(name)).status_code == 403, name
        assert not AccessLog.objects.exists()

    def test_the_public_signs_in_first(self, client_as, team):
        for name in FILES:
            if not name.startswith("public:"):
                assert "sign-in" in client_as("public").get(address(name)).url

    def test_an_area_elsewhere_has_no_figures(self, client_as, far_team):
        assert client_as("reviewer").get(address("review:figures_export"), {"area": "45"}).status_code == 404


class TestNoted:
    @pytest.mark.parametrize(
        ("name", "who", "noun"),
        [("log:export", "coordinator", "roster"), ("review:people_export", "reviewer", "person")],
    )
    @both_kinds
    def test_whoever_is_named_is_noted_before_the_first_row(
        self, client_as, somchai, stranger_person, name, who, noun, kind
    ):
        client_as(who).get(address(name, kind), {"q": "สมชาย"})
        entry = AccessLog.objects.get()
        assert (entry.action, entry.noun, entry.object_ids, entry.number) == (
            "exported",
            noun,
            [somchai.pk],
            1,
        )
        assert entry.address == address(name, kind)

    def test_somebody_on_two_rosters_is_noted_once(self, client_as, team, somchai):
        EnrolmentFactory(team=team, person=somchai, starts_on="2019-01-01", ends_on="2019-03-01")
        client_as("coordinator").get(address("log:export"))
        assert AccessLog.objects.get().number == 1

    def test_lists_that_name_nobody_are_not_noted(self, client_as, team, somchai):
        fill(1, team)
        for name, (who, _heading) in FILES.items():
            if name not in PERSONAL:
                said = content_of(client_as(who).get(address(name), {"status": "all"})).decode()
                assert "สมชาย" not in said
                assert "081-000-0001" not in said
        assert not AccessLog.objects.exists()

    def test_an_empty_list_is_noted_by_nothing(self, client_as, team):
        assert rows_of(client_as("coordinator").get(address("log:export"))) == []
        assert not AccessLog.objects.exists()


def test_a_row_that_leaves_the_area_meanwhile_is_not_handed_out(client_as, team, monkeypatch):
    first, second = roster(team, 2)
    monkeypatch.setattr(answers, "AT_ONCE", 1)
    stream = iter(client_as("coordinator").get(address("log:export")).streaming_content)
    said = next(stream)
    for enrolment in (first, second):
        enrolment.ends_on = "2018-12-31"
        enrolment.save()
    assert said.count(b"\r\n") == 1
    assert sum(part.count(b"\r\n") for part in stream) == 0


def test_home_is_where_the_coordinator_works(client_as, team):
    assert team.subdistrict.code == HOME
    assert column(client_as("reviewer").get(address("review:teams_export")), "รหัสตำบล") == [HOME]
