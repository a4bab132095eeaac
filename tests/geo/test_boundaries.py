"""Shapes and points that an operator brings, in the forms they come in."""

import json

import numpy
import pytest
import shapely
from django.core.management import CommandError, call_command
from pyogrio.raw import write

from geo.models import Area, AreaShape
from geo.services.boundaries import BoundaryError, load_boundaries
from geo.services.gazetteer import load_gazetteer
from geo.shapes import km_outside
from tests.factories.geo import area

pytestmark = pytest.mark.django_db
SQUARE = shapely.box(103.2, 16.2, 103.3, 16.3)
NEXT = shapely.box(103.3, 16.2, 103.4, 16.3)


def geojson(path, *features):
    """A GeoJSON file of (properties, shape) pairs."""
    rows = [
        {"type": "Feature", "properties": properties, "geometry": json.loads(shapely.to_geojson(shape))}
        for properties, shape in features
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": rows}), encoding="utf-8")
    return path


def shape_of(code):
    return shapely.from_wkb(bytes(AreaShape.objects.get(area__code=code).wkb))


def test_shapes_come_by_code_and_bring_a_point(tmp_path):
    path = geojson(tmp_path / "tambons.geojson", ({"code": "440404"}, SQUARE), ({"code": "4404"}, NEXT))
    done = load_boundaries(path)
    assert (done.shapes, done.points) == (2, 2)
    assert shape_of("440404").equals(SQUARE)
    found = area("440404")
    assert SQUARE.covers(shapely.Point(found.lat, found.lon)) or SQUARE.covers(
        shapely.Point(found.lon, found.lat)
    )
    assert AreaShape.objects.get(area__code="440404").source == "tambons.geojson"


def test_the_second_time_nothing_changes(tmp_path):
    geojson(tmp_path / "a.geojson", ({"code": "440404"}, SQUARE))
    (tmp_path / "positions.csv").write_text("code,lat,lon\n440404,16.25,103.25\n")
    load_boundaries(tmp_path)
    kept = list(AreaShape.objects.order_by("pk").values_list("pk", flat=True))
    done = load_boundaries(tmp_path)
    assert (done.shapes, done.points, done.unchanged) == (0, 0, 2)
    assert list(AreaShape.objects.order_by("pk").values_list("pk", flat=True)) == kept


@pytest.mark.parametrize("column", ["ADM3_PCODE", "TAM_CODE", "Code"])
def test_columns_go_by_the_names_public_files_use(tmp_path, column):
    other = {"ADM2_PCODE": "TH4404"} if column == "ADM3_PCODE" else {}
    load_boundaries(geojson(tmp_path / "a.geojson", ({**other, column: "TH440404"}, SQUARE)))
    assert shape_of("440404").equals(SQUARE)


def test_parts_of_one_area_become_one_shape(tmp_path):
    load_boundaries(geojson(tmp_path / "a.geojson", ({"code": "440404"}, SQUARE), ({"code": "440404"}, NEXT)))
    assert shape_of("440404").equals(shapely.union(SQUARE, NEXT))


def test_a_shape_stands_for_all_codes_it_covers(tmp_path):
    properties = {"code": "100905", "covers": "100905,100910"}
    load_boundaries(geojson(tmp_path / "a.geojson", (properties, SQUARE)))
    assert shape_of("100905").equals(shape_of("100910"))


def test_an_abolished_code_gives_its_shape_to_what_followed_it(tmp_path):
    done = load_boundaries(geojson(tmp_path / "a.geojson", ({"code": "104701"}, SQUARE)))
    assert not done.unknown
    assert shape_of("104702").equals(SQUARE)
    assert shape_of("104703").equals(SQUARE)
    assert AreaShape.objects.get(area__code="104702").source == "a.geojson, undivided 104701"
    assert not AreaShape.objects.filter(area__code="104701").exists()


def test_a_shape_of_its_own_goes_before_the_undivided_one(tmp_path):
    load_boundaries(geojson(tmp_path / "a.geojson", ({"code": "104701"}, SQUARE), ({"code": "104702"}, NEXT)))
    assert shape_of("104702").equals(NEXT)
    assert shape_of("104703").equals(SQUARE)


def test_topojson_and_zipped_shapefiles_are_read(tmp_path):
    topology = {
        "type": "Topology",
        "arcs": [[[103.2, 16.2], [103.3, 16.2], [103.3, 16.3], [103.2, 16.2]]],
        "objects": {
            "tambons": {
                "type": "GeometryCollection",
                "geometries": [{"type": "Polygon", "arcs": [[0]], "properties": {"code": "440404"}}],
            }
        },
    }
    (tmp_path / "44.topojson").write_text(json.dumps(topology))
    write(
        str(tmp_path / "districts.shp.zip"),
        geometry=numpy.array([shapely.to_wkb(SQUARE)], dtype=object),
        field_data=[numpy.array(["TH4404"], dtype=object)],
        fields=numpy.array(["ADM2_PCODE"], dtype=object),
        geometry_type="Polygon",
        crs="EPSG:4326",
        driver="ESRI Shapefile",
    )
    assert load_boundaries(tmp_path).shapes == 2
    assert shape_of("440404").area == pytest.approx(0.005)
    assert shape_of("4404").equals(SQUARE)


def test_points_come_from_a_table_and_go_before_the_shape_s_own(tmp_path):
    geojson(tmp_path / "a.geojson", ({"code": "440404"}, SQUARE))
    (tmp_path / "p.csv").write_text(
        "\ufeffCode,Latitude,Longitude\nTH440404,16.21,103.21\n105001,13.6,100.4\n"
    )
    done = load_boundaries(tmp_path)
    assert (area("440404").lat, area("440404").lon) == (16.21, 103.21)
    assert any("105001 was divided" in line for line in done.skipped)


def test_what_cannot_be_used_is_said(tmp_path):
    geojson(tmp_path / "a.geojson", ({"code": "990101"}, SQUARE), ({"code": "440404"}, SQUARE))
    geojson(tmp_path / "b.geojson", ({"name": "ท่าขอนยาง"}, SQUARE))
    geojson(tmp_path / "c.geojson", ({"code": "440404"}, shapely.box(2, 48, 3, 49)))
    (tmp_path / "d.json").write_text("no map")
    (tmp_path / "e.csv").write_text("name,lat\nx,1\n")
    (tmp_path / "f.csv").write_text("code,lat,lon\n440404,สิบหก,103\n440404,48,2\n")
    done = load_boundaries(tmp_path)
    assert done.unknown == {"990101"}
    assert done.shapes == 1
    said = "\n".join(done.skipped)
    for part in (
        "b.geojson: no column",
        "c.geojson: its shapes lie outside",
        "d.json",
        "e.csv",
        "f.csv, line 2",
    ):
        assert part in said
    assert len(done.skipped) == 6


def test_metres_are_refused_not_guessed(tmp_path):
    write(
        str(tmp_path / "utm.gpkg"),
        geometry=numpy.array([shapely.to_wkb(shapely.box(300000, 1790000, 310000, 1800000))], dtype=object),
        field_data=[numpy.array(["440404"], dtype=object)],
        fields=numpy.array(["code"], dtype=object),
        geometry_type="Polygon",
        crs="EPSG:32648",
        driver="GPKG",
    )
    assert "convert it to WGS84" in load_boundaries(tmp_path).skipped[0]
    assert not AreaShape.objects.filter(area__code="440404").exists()


def test_a_better_province_outline_is_used_and_stays(tmp_path):
    load_boundaries(geojson(tmp_path / "p.geojson", ({"code": "44"}, SQUARE)))
    assert km_outside(area("440404"), 15.5, 103.2) > 70
    assert not load_gazetteer()


def test_nothing_to_read_is_one_sentence(tmp_path):
    with pytest.raises(BoundaryError, match="does not exist"):
        load_boundaries(tmp_path / "nowhere")
    with pytest.raises(CommandError, match="holds no boundary file"):
        call_command("load_boundaries", str(tmp_path))


def test_the_command_sums_up(tmp_path, capsys):
    geojson(tmp_path / "a.geojson", ({"code": "990101"}, SQUARE), ({"code": "440404"}, SQUARE))
    call_command("load_boundaries", str(tmp_path))
    out = capsys.readouterr().out
    assert "1 shapes and 1 points written, 0 unchanged." in out
    assert "990101" in out
    assert Area.objects.get(code="440404").lat is not None
