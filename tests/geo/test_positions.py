"""Positions as people write them: degrees, minutes, UTM, links."""

import math
import subprocess
import sys
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod, Transformer

from geo.positions import (
    EAST,
    NORTH,
    SOUTH,
    WEST,
    PositionError,
    find_positions,
    format_position,
    is_in_thailand,
    parse_position,
)

IN_BAN_CHAO_CHA = (14.580112, 100.393593)  # 47P 0650123 1612345
THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
EARTH = Geod(ellps="WGS84")
LATITUDES = st.floats(SOUTH + 0.01, NORTH - 0.01)
LONGITUDES = st.floats(WEST + 0.01, EAST - 0.01)


def metres_apart(one, other):
    return EARTH.inv(one[1], one[0], other[1], other[0])[2]


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("16.24, 103.25", (16.24, 103.25)),
        ("๑๖.๒๔, ๑๐๓.๒๕", (16.24, 103.25)),
        ("16.24 103.25", (16.24, 103.25)),
        ("(16.24,103.25)", (16.24, 103.25)),
        ("16.24-103.25", (16.24, 103.25)),
        ("16.24 / 103.25", (16.24, 103.25)),
        ("99.66 7.96", (7.96, 99.66)),
        ("N 14.33 E 100.28", (14.33, 100.28)),
        ("N14.33E100.28", (14.33, 100.28)),
        ("E 100.28 N 14.33", (14.33, 100.28)),
        ("14.33°N, 100.28°E", (14.33, 100.28)),
        ("14.33 น. 100.28 อ.", (14.33, 100.28)),
        ("ละติจูด 14.33 องศาเหนือ ลองจิจูด 100.28 องศาตะวันออก", (14.33, 100.28)),
        ("lat 14.33 long: 100.28", (14.33, 100.28)),
        ("พิกัด 14.33, 100.28", (14.33, 100.28)),
        ("14,33 100,28", (14.33, 100.28)),
        ("14,33; 100,28", (14.33, 100.28)),
        ("14,33, 100,28", (14.33, 100.28)),
        ("X=100.28 Y=14.33", (14.33, 100.28)),
        ("ละติจูด: 14.33, ลองติจูด: 100.28", (14.33, 100.28)),
        ("14.33 N 100.28 E WGS84", (14.33, 100.28)),
        ("14.33, 100.28 (โดยประมาณ)", (14.33, 100.28)),
        ("14.33,100.28,17z", (14.33, 100.28)),
        ("14.33 กับ 100.28", (14.33, 100.28)),
        ("", None),
        ("  ", None),
    ],
)
def test_degrees(text, position):
    assert parse_position(text) == position


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("14°20'N 100°17'E", (14.333333, 100.283333)),
        ("๑๔°๒๐'น. ๑๐๐°๑๗'อ.", (14.333333, 100.283333)),
        ("14° 20′ 30″ N, 100° 17′ E", (14.341667, 100.283333)),
        ("100°17'E 14°20'30''N", (14.341667, 100.283333)),
        ("14°20 N 100°17 E", (14.333333, 100.283333)),
        ("14°20,100°17", (14.333333, 100.283333)),
        ("14°20'30,6\"N 100°17'E", (14.341833, 100.283333)),
        ("14 20 30 N 100 17 0 E", (14.341667, 100.283333)),
        ("14:20:30 100:17:00", (14.341667, 100.283333)),
        ("14ํ20'30\"N 100ํ17'E", (14.341667, 100.283333)),
        ("14o20'30\"N 100o17'E", (14.341667, 100.283333)),
        ("14*20'30\"N 100*17'E", (14.341667, 100.283333)),
        ("14d20m30s N 100d17m E", (14.341667, 100.283333)),
        ("14°20´30´´N 100°17´00´´E", (14.341667, 100.283333)),
        ("14°20`30``N 100°17`00``E", (14.341667, 100.283333)),
        ("14°20ʼ30ʺN 100°17‛00‟E", (14.341667, 100.283333)),
        ("14°20’30’’N 100°17’00’’E", (14.341667, 100.283333)),
        ('14°20\'30""N 100°17\'00""E', (14.341667, 100.283333)),
        ("N14 20.5 E100 17", (14.341667, 100.283333)),
        ("14 องศา 20 ลิปดา 30 ฟิลิปดา เหนือ 100 องศา 17 ลิปดา ตะวันออก", (14.341667, 100.283333)),
    ],
)
def test_degrees_minutes_seconds(text, position):
    assert parse_position(text) == position


@pytest.mark.parametrize(
    "text",
    [
        "47P 0650123 1612345",
        "๔๗P ๐๖๕๐๑๒๓ ๑๖๑๒๓๔๕",
        "47N 650123 1612345",
        "47P0650123 1612345",
        "47Q 0650123E 1612345N",
        "47 650123 1612345",
        "Zone 47 650123 1612345",
        "โซน 47 E 650123 N 1612345",
        "650123mE 1612345mN 47P",
        "UTM WGS84 zone 47P, 650,123, 1,612,345",
        "X 650123 Y 1612345 (zone 47)",
        "650123 1612345",
    ],
)
def test_utm(text):
    (found,) = find_positions(text)
    assert (found.lat, found.lon, found.zone) == (*IN_BAN_CHAO_CHA, 47)
    assert not found.swapped


@pytest.mark.parametrize(
    "text",
    ["47P 1612345 650123", "zone 47 N 1612345 E 650123", "Y 1612345 X 650123 zone 47", "1612345 650123"],
)
def test_utm_with_the_northing_first(text):
    (found,) = find_positions(text)
    assert (found.lat, found.lon, found.swapped) == (*IN_BAN_CHAO_CHA, True)


def test_utm_of_the_east_and_of_the_zone_next_door():
    (own,) = find_positions("48P 0250123 1612345")
    assert (own.lat, own.lon, own.zone) == (14.572758, 102.680823, 48)
    east, north = Transformer.from_crs("EPSG:4326", "EPSG:32647", always_xy=True).transform(own.lon, own.lat)
    assert parse_position(f"47P {east:.1f} {north:.1f}") == pytest.approx((own.lat, own.lon), abs=1e-5)


def test_utm_without_a_zone_may_fit_both():
    assert [found.zone for found in find_positions("450123 1612345")] == [47, 48]
    with pytest.raises(PositionError) as caught:
        parse_position("450123 1612345")
    assert caught.value.code == "zone"


def test_the_old_datum_is_told_and_not_converted():
    (found,) = find_positions("Indian 1975 47P 650123 1612345")
    assert found.old_datum
    assert (found.lat, found.lon) == IN_BAN_CHAO_CHA
    assert not find_positions("47P 650123 1612345")[0].old_datum


@pytest.mark.parametrize(
    "text",
    [
        "https://www.google.com/maps/@14.33,100.28,15z",
        "https://www.google.com/maps/place/x/@14.3,100.2,15z/data=!3m1!4b1!8m2!3d14.33!4d100.28",
        "https://maps.google.com/?q=14.33,100.28",
        "https://maps.google.com/maps?q=14.33%2C100.28&z=15",
        "maps.google.com/?q=loc:14.33+100.28",
        "https://www.google.com/maps/place/14%C2%B019'48.0%22N+100%C2%B016'48.0%22E/@14.3,100.2,17z",
        "https://www.google.com/maps/search/?api=1&query=14.33,100.28",
        "https://www.openstreetmap.org/?mlat=14.33&mlon=100.28#map=15/14.3/100.2",
        "https://www.openstreetmap.org/#map=15/14.33/100.28",
        "https://www.google.com/maps/dir/13.7,100.5/14.33,100.28/@14.0,100.4,10z/data=!4m2",
        "https://www.google.com/maps/dir//14.33,100.28",
        "https://www.google.com/maps/embed?pb=!1m18!1m12!1m3!1d3875.1!2d100.28!3d14.33!2m3!1f0",
        "https://www.bing.com/maps?cp=14.33~100.28&lvl=15",
        "https://waze.com/ul?ll=14.33,100.28&navigate=yes",
        "https://maps.apple.com/?q=somewhere&ll=14.33,100.28",
        "geo:14.33,100.28",
        "พิกัด https://maps.google.com/?q=14.33,100.28",
    ],
)
def test_links_are_read_for_their_numbers(text):
    assert parse_position(text) == (14.33, 100.28)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("ข้างวัด", "unreadable"),
        ("16.24, 103.25, 5", "unreadable"),
        ("14,33,100,28", "unreadable"),
        ("14 20 100 17", "unreadable"),
        ("14.33 N 100.28 N", "unreadable"),
        ("14.5°20'N 100°17'E", "unreadable"),
        ("nan, nan", "unreadable"),
        ("inf inf", "unreadable"),
        ("1" * 60, "unreadable"),
        (f"{'1' * 20}, {'2' * 20}", "unreadable"),
        ("47P PR 50123 12345", "code"),
        ("47PPR5012312345", "code"),
        ("7P52QVJH+CM", "code"),
        ("QVJH+CM อ.บางซ้าย พระนครศรีอยุธยา", "code"),
        ("///filled.count.soap", "code"),
        ("https://plus.codes/7P52QVJH+CM", "link"),
        ("16.24", "half"),
        ("16.24 N", "half"),
        ("14°60'N 100°17'E", "minutes"),
        ("14°20'60\"N 100°17'E", "minutes"),
        ("46P 650123 1612345", "zone"),
        ("47S 650123 1612345", "outside"),
        ("47P 700123 112345", "outside"),
        ("48.85, 2.35", "outside"),
        ("0, 0", "outside"),
        ("103.25, 103.25", "outside"),
        ("-14.33, 100.28", "outside"),
        ("14.33 S 100.28 E", "outside"),
        ("14.33 เหนือ 100.28 ตะวันตก", "outside"),
        ("https://maps.google.com/?q=48.85,2.35", "outside"),
        ("https://maps.app.goo.gl/AbCdEf", "link"),
        ("https://www.google.com/maps/place/somewhere", "link"),
    ],
)
def test_what_is_refused(text, code):
    with pytest.raises(PositionError) as caught:
        parse_position(text)
    assert caught.value.code == code
    assert str(caught.value)


def test_the_box_has_its_borders():
    assert parse_position(f"{SOUTH}, {WEST}") == (SOUTH, WEST)
    assert parse_position(f"{EAST}, {NORTH}") == (NORTH, EAST)
    for lat, lon in [(5.59, 100), (20.51, 100), (15, 97.29), (15, 105.71)]:
        with pytest.raises(PositionError):
            parse_position(f"{lat}, {lon}")


@given(LATITUDES, LONGITUDES, st.booleans(), st.booleans())
def test_what_a_map_shows_is_read_back(lat, lon, swapped, thai):
    written = f"{lon:.6f}, {lat:.6f}" if swapped else format_position(lat, lon)
    written = written.translate(THAI) if thai else written
    assert parse_position(written) == (round(lat, 6), round(lon, 6))


def in_minutes(degrees):
    whole, minutes = divmod(round(degrees * 3600, 2), 3600)[0], (round(degrees * 3600, 2) % 3600) / 60
    return f"{whole:.0f}°{math.floor(minutes)}'{(minutes - math.floor(minutes)) * 60:.2f}\"".replace(
        "60.00", "59.99"
    )


MARKS = ["°'\"", "º’”", "˚′″", "ํ'\"", "o'\"", "*ʼʺ"]


@given(LATITUDES, LONGITUDES, st.booleans(), st.booleans(), st.sampled_from(MARKS))
def test_degrees_minutes_seconds_are_read_back(lat, lon, swapped, thai, marks):
    north, east = f"{in_minutes(lat)}N", f"{in_minutes(lon)}E"
    written = f"{east} {north}" if swapped else f"{north} {east}"
    written = written.translate(str.maketrans("°'\"", marks))
    found = parse_position(written.translate(THAI) if thai else written)
    assert metres_apart(found, (lat, lon)) < 1


@given(LATITUDES, st.floats(WEST + 0.01, EAST - 0.01), st.booleans())
def test_utm_is_read_back(lat, lon, thai):
    zone = 47 if lon < 102 else 48
    project = Transformer.from_crs("EPSG:4326", f"EPSG:326{zone}", always_xy=True)
    east, north = project.transform(lon, lat)
    written = f"{zone}{'NPQ'[int(lat // 8)]} {east:07.1f} {north:.1f}"
    (found,) = find_positions(written.translate(THAI) if thai else written)
    assert found.zone == zone
    assert metres_apart((found.lat, found.lon), (lat, lon)) < 1


@given(LATITUDES, LONGITUDES)
def test_links_are_read_back(lat, lon):
    assert parse_position(f"https://www.google.com/maps/@{lat:.6f},{lon:.6f},15z") == (
        round(lat, 6),
        round(lon, 6),
    )


PIECES = st.sampled_from(
    [*list("0123456789.,°'\"NESW-+:/ นอ@=!"), "47P ", "zone", "650123", "https://", "!3d", "?q="]
)


@given(st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=40).map("".join)))
def test_any_text_is_read_or_refused(text):
    with suppress(PositionError):
        for found in find_positions(text):
            assert is_in_thailand(found.lat, found.lon)


def test_nothing_heavy_is_loaded_until_a_grid_is_read():
    said = "import sys; import geo.positions.grid; print('pyproj' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "False"
