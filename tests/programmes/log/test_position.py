"""Where an activity was held, as a position: pasted, from a phone, from a map; seen by few."""

import json

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from geo.services.outlines import load_outlines
from programmes.models import Activity
from programmes.services.history import history_of
from tests.factories.programmes import ActivityFactory, SessionFactory, activity_with

from .pages import LogPage, text_of

HERE = {"latitude": "16.2447", "longitude": "103.25"}


@pytest.fixture
def draft(team, owner):
    """A draft with one session."""
    activity = ActivityFactory(team=team, by=owner)
    SessionFactory(activity=activity)
    return activity


@pytest.fixture
def page(client_of, owner, draft) -> LogPage:
    """The draft as its writer sees it."""
    return LogPage(client_of(owner), draft)


def position(draft) -> tuple[float | None, float | None, str]:
    draft.refresh_from_db()
    return draft.latitude, draft.longitude, draft.position_source


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("16.2447", "103.25"),
        ("๑๖.๒๔๔๗", "๑๐๓.๒๕"),
        ("16.2447, 103.25", ""),
        ("", "103.25 16.2447"),
        ("16.2447, 103.25", "99.1"),
        ("https://www.google.com/maps/place/x/@16.2447,103.25,17z", ""),
        ("16°14'40.92\"N", "103°15'0\"E"),
    ],
)
def test_what_people_paste_is_read(page, draft, first, second) -> None:
    assert page.press("save", latitude=first, longitude=second).status_code == 302
    assert position(draft) == (16.2447, 103.25, "typed")
    again = LogPage(page.client, draft)
    assert {name: again.fields[name] for name in HERE} == {name: [text] for name, text in HERE.items()}


def test_easting_and_northing_stand_in_two_boxes_too(page, draft) -> None:
    page.press("save", latitude="48P 312960", longitude="1796900")
    assert [round(number, 2) for number in position(draft)[:2]] == [16.25, 103.25]


@pytest.mark.parametrize(
    ("first", "second", "message"),
    [
        ("16.2447", "", "พิกัดมีตัวเลขเดียว"),
        ("", "103.25", "พิกัดมีตัวเลขเดียว"),
        ("48.85", "2.35", "พิกัดนี้อยู่นอกประเทศไทย"),
        ("5.59", "100.1", "พิกัดนี้อยู่นอกประเทศไทย"),
        ("หลังวัด", "", "อ่านพิกัด “หลังวัด” ไม่ออก"),
        ("350123", "1612345", "โซน 47 และ 48"),
        ("9" * 2001, "", "2000"),
    ],
)
def test_what_is_no_position_is_told_and_the_rest_is_kept(page, draft, first, second, message) -> None:
    page.press("save", **HERE)
    answer = LogPage(page.client, draft).press("save", title="เวที", latitude=first, longitude=second)
    shown = text_of(answer)
    assert message in shown
    assert 'href="#id_latitude"' in shown
    assert position(draft) == (16.2447, 103.25, "typed")
    assert draft.title == "เวที"


def test_the_edges_of_the_country_are_in_it(page, draft) -> None:
    page.press("save", latitude="5.6", longitude="97.3")
    assert position(draft)[:2] == (5.6, 97.3)
    page.press("save", latitude="20.5", longitude="105.7")
    assert position(draft)[:2] == (20.5, 105.7)


@pytest.mark.parametrize("source", ["phone", "map"])
def test_where_it_comes_from_is_kept_until_another_is_typed(page, draft, source) -> None:
    page.press("save", **HERE, position_source=source)
    assert position(draft) == (16.2447, 103.25, source)
    LogPage(page.client, draft).press("save", title="เวที")
    assert position(draft) == (16.2447, 103.25, source)
    LogPage(page.client, draft).press("save", latitude="16.25")
    assert position(draft) == (16.25, 103.25, "typed")


def test_nobody_makes_up_another_source(page, draft) -> None:
    page.press("save", **HERE, position_source="gps")
    assert position(draft)[2] == "typed"


def test_a_position_is_taken_out_again(page, draft) -> None:
    page.press("save", **HERE, position_source="phone")
    LogPage(page.client, draft).press("save", latitude="", longitude="")
    assert position(draft) == (None, None, "")


def test_a_page_without_the_boxes_takes_nothing_out(page, draft) -> None:
    page.press("save", **HERE, position_source="phone")
    old = LogPage(page.client, draft)
    for name in (*HERE, "position_source"):
        del old.fields[name]
    old.press("save", title="เวที")
    assert position(draft) == (16.2447, 103.25, "phone")


def test_saving_the_same_again_changes_nothing(page, draft) -> None:
    page.press("save", **HERE, position_source="phone")
    version = Activity.objects.get().version
    LogPage(page.client, draft).press("save")
    assert Activity.objects.get().version == version


@pytest.mark.parametrize(
    "values",
    [
        {"latitude": 16.2},
        {"longitude": 103.2, "position_source": "map"},
        {"latitude": 16.2, "longitude": 103.2},
        {"position_source": "phone"},
        {"latitude": 103.2, "longitude": 16.2, "position_source": "map"},
        {"latitude": 5.5, "longitude": 100.0, "position_source": "map"},
    ],
)
def test_half_a_position_or_one_elsewhere_is_never_written(draft, values) -> None:
    for name, value in values.items():
        setattr(draft, name, value)
    with pytest.raises(ValidationError):
        draft.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        draft.save()


def test_who_reads_or_reviews_the_log_sees_where_it_was(client_of, owner, reviewer, team) -> None:
    where = {"latitude": 16.2447, "longitude": 103.25, "position_source": "phone"}
    sent = activity_with("submitted", by=owner, team=team, **where)
    for who, address in (
        (owner, f"/log/activities/{sent.uid}/"),
        (reviewer, f"/review/activities/{sent.uid}/"),
    ):
        shown = text_of(client_of(who).get(address))
        assert "16.2447, 103.25" in shown
        assert "จากมือถือ" in shown
        assert "?mlat=16.2447&amp;mlon=103.25#map=15/16.2447/103.25" in shown
    without = activity_with("submitted", by=owner, team=team)
    assert "mlat=" not in text_of(client_of(owner).get(f"/log/activities/{without.uid}/"))


def test_no_public_page_and_no_file_tells_where_it_was(client_of, owner, team) -> None:
    where = {"latitude": 16.987654, "longitude": 103.123457, "position_source": "map"}
    done = activity_with("verified", by=owner, team=team, title="เวทีป่าชุมชน", **where)
    public = client_of(None)
    for address in (
        "/th/", f"/th/teams/{team.pk}/", "/th/provinces/44/", "/th/sites/", "/th/figures/", "/th/open-data/",
        "/th/map/points.json?show=both", "/th/map/sites.js", "/th/map/place.js", "/th/search/?q=เวทีป่าชุมชน",
    ):  # fmt: skip
        shown = public.get(address, follow=True).content.decode()
        assert "987654" not in shown, address
        assert "123457" not in shown, address
    assert public.get(f"/log/activities/{done.uid}/").status_code == 302


def test_a_changed_position_stands_in_the_history(page, draft) -> None:
    page.press("save", **HERE)
    assert "ละติจูด · ลองจิจูด" in [event.note for event in history_of(draft)]


def test_the_map_holds_provinces_by_name_and_nothing_of_anybody(client_of, db) -> None:
    load_outlines()
    answer = client_of(None).get("/th/map/place.js")
    script = answer.content.decode()
    assert "khabuanMap.pin(map_place" in script
    assert json.dumps("มหาสารคาม")[1:-1] in script
    assert '"maxZoom": 14' in script
    assert answer["Cache-Control"] == "public, max-age=86400"


def test_the_operators_tiles_let_one_see_houses(client_of, db, settings) -> None:
    settings.MAP_TILE_URL = "https://tiles.example/{z}/{x}/{y}.png"
    script = client_of(None).get("/th/map/place.js").content.decode()
    assert "tiles.example" in script
    assert '"maxZoom": 17' in script


def test_the_map_begins_where_the_team_is(page, team) -> None:
    province = team.subdistrict.province
    assert f'data-near="{province.lat},{province.lon}" data-zoom="9"' in page.response.content.decode()
    team.subdistrict.lat, team.subdistrict.lon = 16.3, 103.2
    team.subdistrict.save(update_fields=["lat", "lon"])
    shown = LogPage(page.client, page.activity).response.content.decode()
    assert 'data-near="16.3,103.2" data-zoom="13"' in shown


def test_nothing_of_the_map_comes_unasked(page) -> None:
    shown = page.response.content.decode()
    for name in ("leaflet", "map/map.js", "map/pin.js", "map/place.js"):
        assert f'src="/static/{name}' not in shown
    assert '<link rel="stylesheet" href="/static/leaflet' not in shown
