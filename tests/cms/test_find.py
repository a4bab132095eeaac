"""The finder of the home page."""

import pytest

from geo.models import Area
from leaders.choices import TeamStatus
from tests.factories.leaders import TeamFactory

THA_KHON_YANG = "440404"
pytestmark = pytest.mark.django_db


def test_one_team_is_led_to(public):
    team = TeamFactory(code=THA_KHON_YANG)
    response = public.get("/th/find/", {"q": "ต.ท่าขอนยาง อ.กันทรวิชัย"})
    assert response.status_code == 302
    assert response["Location"] == f"/th/teams/{team.pk}/"


@pytest.mark.parametrize(
    ("asked", "path"),
    [
        ("น่าน", "provinces/55/"),
        ("โคราช", "provinces/30/"),
        ("ภาคใต้", "regions/S/"),
        (" ภาคใต้ ", "regions/S/"),
    ],
)
def test_a_province_or_region_is_led_to(public, asked, path):
    assert public.get("/th/find/", {"q": asked})["Location"] == f"/th/{path}"


def test_without_a_team_the_way_to_form_one_is_shown(public):
    text = public.get("/th/find/", {"q": "ท่าขอนยาง"}).content.decode()
    assert "ยังไม่มีทีม" in text
    assert 'href="/th/form-a-team/"' in text


def test_a_proposed_team_is_not_given_away(public):
    TeamFactory(code=THA_KHON_YANG, status=TeamStatus.PROPOSED)
    response = public.get("/th/find/", {"q": "ท่าขอนยาง"})
    assert response.status_code == 200
    assert "/th/teams/" not in response.content.decode()


def test_several_places_of_a_name_are_listed_with_what_they_have(public):
    team = TeamFactory(code=Area.objects.current().filter(name_th="ท่าช้าง", level="subdistrict").first().code)
    text = public.get("/th/find/", {"q": "ท่าช้าง"}).content.decode()
    assert "มีตำบลชื่อนี้ 10 แห่ง" in text
    assert text.count("ท่าช้าง") >= 10
    assert team.get_absolute_url() in text


def test_a_slip_of_the_finger_is_asked_about_and_not_followed(public):
    TeamFactory(code=THA_KHON_YANG)
    response = public.get("/th/find/", {"q": "ต.ท่าขอนยางง อ.กันทรวิชัย"})
    assert response.status_code == 200
    assert "หมายถึงตำบลนี้ไหม" in response.content.decode()


@pytest.mark.parametrize("asked", ["zzqq", "๑๒๓๔", "<script>alert(1)</script>", "ก" * 3000, "%", "'"])
def test_what_is_no_place_says_so(public, asked):
    response = public.get("/th/find/", {"q": asked})
    text = response.content.decode()
    assert response.status_code == 200
    assert "ไม่พบ" in text
    assert "<script>alert" not in text


@pytest.mark.parametrize("query", [{}, {"q": ""}, {"q": "   "}])
def test_nothing_asked_shows_the_question(public, query):
    response = public.get("/th/find/", query)
    assert response.status_code == 200
    assert "ไม่พบ" not in response.content.decode()
