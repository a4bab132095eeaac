"""Positions as people type them."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.positions import PositionError, is_in_thailand, parse_position


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("16.24, 103.25", (16.24, 103.25)),
        ("๑๖.๒๔, ๑๐๓.๒๕", (16.24, 103.25)),
        ("16.24 103.25", (16.24, 103.25)),
        ("(16.24,103.25)", (16.24, 103.25)),
        ("99.66 7.96", (7.96, 99.66)),
        ("14°20'N 100°17'E", (14.333333, 100.283333)),
        ("14° 20′ 30″ N, 100° 17′ E", (14.341667, 100.283333)),
        ("N 14.33 E 100.28", (14.33, 100.28)),
        ("lat 14.33 long: 100.28", (14.33, 100.28)),
        ("พิกัด 14.33, 100.28", (14.33, 100.28)),
        ("", None),
        ("  ", None),
    ],
)
def test_what_is_read(text, position):
    assert parse_position(text) == position


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("ข้างวัด", "unreadable"),
        ("16.24", "unreadable"),
        ("16.24, 103.25, 5", "unreadable"),
        ("47P 0650123 1612345", "unreadable"),
        ("48.85, 2.35", "outside"),
        ("0, 0", "outside"),
        ("103.25, 103.25", "outside"),
    ],
)
def test_what_is_refused(text, code):
    with pytest.raises(PositionError) as caught:
        parse_position(text)
    assert caught.value.code == code


@given(st.floats(5.7, 20.4), st.floats(97.4, 105.6))
def test_what_a_map_shows_is_read_back(lat, lon):
    written = f"{lat:.6f}, {lon:.6f}"
    assert parse_position(written) == (round(lat, 6), round(lon, 6))


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(text):
    with suppress(PositionError):
        assert is_in_thailand(*(parse_position(text) or (16.24, 103.25)))
