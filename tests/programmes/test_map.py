"""The public map: what its script and its marks say, to whom, and what they cannot carry."""

from datetime import date

import pytest
from django.urls import reverse

from geo.models import LearningSite
from programmes.figures import Period
from programmes.maps import Figure, _labels, _upper_bounds, shading, shape_of, site_rows
from programmes.models import SiteGroup
from tests.factories.geo import LearningSiteFactory
from tests.factories.leaders import TeamFactory
from tests.factories.programmes import activity_with, group, roster, the_programme

pytestmark = pytest.mark.django_db
YEAR = Period(date(2018, 1, 1), date(2018, 12, 31))


@pytest.fixture(autouse=True)
def programme():
    return the_programme()


def marks(client, **query):
    return client.get(reverse("map:points"), query).json()["rows"]


def test_only_published_sites_with_a_position_are_marked(client):
    LearningSiteFactory(status="published", lat=16.2, lon=103.2, name_th="เห็น")
    LearningSiteFactory(status="proposed", lat=16.2, lon=103.2)
    LearningSiteFactory(status="published", lat=None, lon=None)
    assert [row[3] for row in marks(client)] == ["เห็น"]


def test_filters_narrow_marks_as_they_narrow_the_list(client):
    LearningSiteFactory(status="published", lat=16.2, lon=103.2)
    assert marks(client, province="44")
    assert marks(client, province="50") == []
    assert marks(client, region="S") == []


def test_teams_are_marked_when_asked_for_and_approved(client):
    TeamFactory()
    TeamFactory(code="440405", status="proposed")
    assert marks(client) == []
    assert len(marks(client, show="teams")) == 1


def test_teams_without_a_position_stand_together_in_their_province(client):
    TeamFactory(code="440404")
    TeamFactory(code="440405")
    (row,) = marks(client, show="teams")
    assert row[3].startswith("2 ทีม")


def test_a_site_of_one_group_has_its_shape_and_of_several_the_drop():
    site = LearningSiteFactory(status="published", lat=16.2, lon=103.2)
    SiteGroup.objects.create(site=site, group=group("change-leader"))
    assert site_rows(LearningSite.objects.all())[0][2] == "diamond"
    SiteGroup.objects.create(site=site, group=group("member"))
    assert site_rows(LearningSite.objects.all())[0][2] == "many"
    assert shape_of([]) == "many"


def test_rows_cost_the_same_queries_however_many(client, django_assert_max_num_queries):
    def queries():
        with django_assert_max_num_queries(20) as counted:
            marks(client, show="both")
        return len(counted)

    LearningSiteFactory(status="published", lat=16.2, lon=103.2)
    TeamFactory(code="440404")
    one = queries()
    for code in ("440405", "440406"):
        LearningSiteFactory(status="published", lat=16.3, lon=103.3)
        TeamFactory(code=code)
    assert queries() == one


def test_the_script_is_the_same_text_each_time_and_answers_not_modified(client):
    first = client.get(reverse("map:script"))
    assert first["Content-Type"].startswith("text/javascript")
    assert client.get(reverse("map:script")).content == first.content
    again = client.get(reverse("map:script"), headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304


def test_the_script_names_no_other_host_and_no_markup_gets_through(client):
    text = client.get(reverse("map:script"), {"issue": "</script><b>"}).content.decode()
    assert "http" not in text.replace("http:\\/\\/", "")
    assert "</script>" not in text
    assert "cdn" not in text


def test_an_operators_tiles_are_used_when_set(client, settings):
    settings.MAP_TILE_URL = "https://tiles.example/{z}/{x}/{y}.png"
    assert "tiles.example" in client.get(reverse("map:script")).content.decode()


def test_an_unknown_figure_falls_back_to_activities(client):
    asked = client.get(reverse("map:script"), {"colour": "nonsense"}).content
    assert asked == client.get(reverse("map:script"), {"colour": "activities"}).content


def test_people_are_rounded_and_small_numbers_leave_no_step():
    team = TeamFactory()
    activity_with("verified", team=team, came=roster(team, 3), starts_on=date(2018, 3, 1))
    assert shading(Figure.PEOPLE, YEAR).steps == {}
    assert shading(Figure.ACTIVITIES, YEAR).steps == {"44": "m1"}


@pytest.mark.parametrize(
    ("numbers", "bounds"), [([], []), ([4], [4]), ([1, 1, 1], [1]), ([1, 2, 3, 4, 5], [1, 2, 3, 4, 5])]
)
def test_steps_rise_strictly(numbers, bounds):
    assert _upper_bounds(numbers) == bounds


def test_the_legend_says_each_step():
    assert _labels([3, 10, 11]) == ["1–3", "4–10", "11"]
