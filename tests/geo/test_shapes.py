"""Outlines: whether a position lies in its province, how far outside, and what a map is given."""

import json

import pytest
import shapely
from django.utils.translation import override

from geo.models import AreaShape
from geo.shapes import km_outside, outlines_version, position_problem, provinces_geojson
from tests.factories.geo import area

pytestmark = pytest.mark.django_db


@pytest.fixture
def square():
    """Maha Sarakham as a square of one degree, 16–17 N, 103–104 E."""
    shape = AreaShape.objects.get(area__code="44")
    shape.wkb = shapely.to_wkb(shapely.box(103, 16, 104, 17))
    shape.save()


@pytest.mark.parametrize(
    ("lat", "lon", "km"),
    [
        (16.5, 103.5, 0),
        (16.0, 103.5, 0),
        (15.9, 103.5, 11.065),
        (16.5, 102.9, 10.672),
        (17.1, 104.1, 15.343),
    ],
)
def test_the_distance_outside_is_in_kilometres_on_the_ground(square, lat, lon, km):
    # Expected values: geodesics on WGS84.
    assert km_outside(area("440404"), lat, lon) == pytest.approx(km, rel=0.002)


def test_every_province_holds_its_own_point():
    for code in ("10", "44", "58", "84", "96"):
        province = area(code)
        assert km_outside(province, province.lat, province.lon) == 0


def test_only_far_outside_is_asked_about(square):
    place = area("440404")
    assert position_problem(place, 16.5, 103.5) is None
    assert position_problem(place, 15.96, 103.5) is None
    assert position_problem(place, 15.9, 103.5) == "ตำแหน่งนี้อยู่นอกเขต จ.มหาสารคาม ราว 11 กม. ตรวจตำแหน่งอีกครั้ง"


def test_without_an_outline_nothing_is_asked():
    AreaShape.objects.all().delete()
    assert km_outside(area("440404"), 7.0, 100.0) is None
    assert position_problem(area("440404"), 7.0, 100.0) is None
    assert km_outside(area("TH"), 7.0, 100.0) is None
    assert provinces_geojson() == {"type": "FeatureCollection", "features": []}


def test_a_map_gets_all_provinces_small_and_valid():
    found = provinces_geojson()
    assert len(found["features"]) == 77
    assert len(json.dumps(found, separators=(",", ":"))) < 120_000
    names = {feature["properties"]["code"]: feature["properties"]["name"] for feature in found["features"]}
    assert names["92"] == "ตรัง"
    shapes = [shapely.from_geojson(json.dumps(feature["geometry"])) for feature in found["features"]]
    assert shapely.is_valid(shapes).all()
    with override("en"):
        assert provinces_geojson()["features"][0]["properties"]["name"] == "Bangkok"


def test_a_kept_map_costs_one_query_and_is_made_anew_when_an_outline_changes(
    square, django_assert_num_queries
):
    before = provinces_geojson()
    with django_assert_num_queries(1):
        assert provinces_geojson() == before
    version = outlines_version()
    shape = AreaShape.objects.get(area__code="44")
    shape.delete()
    AreaShape.objects.create(area=area("44"), wkb=shapely.to_wkb(shapely.box(103, 16, 104, 16.5)), source="")
    assert outlines_version() != version
    assert provinces_geojson() != before
