"""Small maps drawn by the server."""

import pytest
from django.core.cache import cache

from cms import maps
from cms.places import SitePoint, regions_with_counts, site_points
from geo.models import Area, AreaShape
from programmes.models import SiteGroup
from tests.factories.cms import PublishedSiteFactory
from tests.factories.programmes import group

pytestmark = pytest.mark.django_db


def point(pk: int, lat: float, lon: float, shape: str | None = "circle") -> SitePoint:
    return SitePoint(pk, lat, lon, "NE", shape)


def test_the_country_is_light_and_whole():
    drawn = maps.country_map([])
    assert 5_000 < len(drawn.provinces) < 20_000
    assert drawn.provinces.count("M") >= 77
    assert (drawn.width, drawn.height) == (540, 973)


def test_the_home_page_stays_light_with_ten_thousand_sites(public):
    many = [point(n, 6 + n % 1400 / 100, 98 + n % 700 / 100, "square") for n in range(10_000)]
    drawn = maps.country_map(many)
    assert len(drawn.provinces) + sum(len(path) for _shape, path in drawn.marks) < 40_000


def test_sites_of_one_group_keep_its_shape_and_neighbours_share_a_mark():
    far, near = (18.8, 100.8), (13.7, 100.5)
    marks = dict(maps.site_marks([point(1, *far, "diamond"), point(2, *near), point(3, *near, "square")]))
    assert set(marks) == {"diamond", "many"}
    assert all(path.count("M") == 1 for path in marks.values())


def test_a_site_for_several_groups_is_one_mark():
    marks = maps.site_marks([point(1, 13.7, 100.5, "circle"), point(1, 13.7, 100.5, "square")])
    assert [shape for shape, _path in marks] == ["many"]


def test_a_site_without_position_or_group_does_no_harm():
    assert maps.site_marks([SitePoint(1, None, None, "NE", "circle")]) == []
    assert [shape for shape, _path in maps.site_marks([point(2, 13.7, 100.5, None)])] == ["many"]


def test_positions_fall_into_the_frame():
    for province in Area.objects.filter(level="province", lat__isnull=False):
        x, y = maps.COUNTRY.at(province.lat, province.lon)
        assert 0 < x < maps.COUNTRY.width
        assert 0 < y < maps.COUNTRY.height


@pytest.mark.parametrize("code", ["10", "55", "83", "58", "94"])
def test_a_province_lies_inside_its_locator_map(code):
    province = Area.objects.get(code=code)
    drawn = maps.locator_map(province)
    x, y = drawn.frame.at(province.lat, province.lon)
    assert drawn.here.startswith("M")
    assert 0 < x < drawn.frame.width
    assert 0 < y < drawn.frame.height
    assert 1.3 < drawn.frame.width / drawn.frame.height < 1.5
    assert len(drawn.here + drawn.region + drawn.others) < 20_000


def test_without_outlines_the_list_stands_alone(public):
    AreaShape.objects.all().delete()
    cache.clear()
    assert maps.country_map([]) is None
    assert maps.locator_map(Area.objects.get(code="55")) is None
    text = public.get("/th/").content.decode()
    assert 'class="thai"' not in text
    assert "ภาคเหนือ" in text
    assert public.get("/th/provinces/55/").status_code == 200


def test_regions_stand_from_north_to_south_with_their_sites():
    site = PublishedSiteFactory(code="440501")
    for key in ("member", "change-leader"):
        SiteGroup.objects.create(site=site, group=group(key))
    PublishedSiteFactory(code="440501", lat=None, lon=None)
    PublishedSiteFactory(code="440501", status="proposed")
    counts = regions_with_counts(site_points())
    assert [region.code for region in counts] == ["N", "NE", "CW", "BE", "S"]
    assert sum(region.provinces for region in counts) == 77
    assert {region.code: region.sites for region in counts}["NE"] == 2
