"""What the public reads of numbers: verified activities only, few people hidden, others rounded."""

import re
from datetime import date

import pytest

from programmes.choices import ActivityStatus
from tests.factories.leaders import TeamFactory
from tests.factories.programmes import activity_with, roster, the_programme


@pytest.fixture
def small(db):
    """A province in which four people came, another in which 27 did; one region."""
    the_programme()
    few, many = TeamFactory(code="440501"), TeamFactory(code="300101")
    activity_with("verified", came=roster(few, 4), team=few, starts_on=date(2018, 5, 1))
    activity_with("verified", came=roster(many, 27), team=many, starts_on=date(2018, 5, 1))


def figure(text: str, label: str) -> str:
    """What stands below a label among the figures."""
    found = re.search(rf"<dt>{re.escape(label)}</dt>\s*<dd[^>]*>(.*?)</dd>", text, re.DOTALL)
    return re.sub(r"<[^>]+>", " ", found[1]).strip()


def test_few_people_are_hidden(small, public):
    text = public.get("/th/provinces/44/").content.decode()
    assert figure(text, "คนที่ได้เรียนรู้ (ไม่นับซ้ำ)") == "ไม่แสดง (น้อยกว่า 5 คน)"
    assert "<b>4</b>" not in text


def test_people_are_rounded_to_five_at_every_level(small, public):
    for address, people in (("/th/provinces/30/", "25 คน"), ("/th/regions/NE/", "30 คน"), ("/th/", "30 คน")):
        shown = figure(public.get(address).content.decode(), "คนที่ได้เรียนรู้ (ไม่นับซ้ำ)")
        assert " ".join(shown.split()) == people


@pytest.mark.parametrize(
    "status", [status for status in ActivityStatus.values if status != ActivityStatus.VERIFIED]
)
def test_only_verified_activities_show(public, db, status):
    team = TeamFactory()
    the_programme()
    activity_with(status, team=team, came=roster(team, 9), title="ยังไม่นับ", starts_on=date(2018, 5, 1))
    team_page, province = (
        public.get(address).content.decode() for address in (team.get_absolute_url(), "/th/provinces/44/")
    )
    assert "ยังไม่นับ" not in team_page
    assert figure(province, "กิจกรรมที่ยืนยันแล้ว").startswith("0")


def test_a_verified_activity_raises_the_figures_by_the_rounding_rule(small, public):
    from leaders.models import Team

    before = public.get("/th/provinces/30/").content.decode()
    team = Team.objects.get(subdistrict__code="300101")
    activity_with("verified", came=roster(team, 9), team=team, starts_on=date(2018, 6, 1))
    after = public.get("/th/provinces/30/").content.decode()
    assert figure(before, "กิจกรรมที่ยืนยันแล้ว").split()[0] == "1"
    assert figure(after, "กิจกรรมที่ยืนยันแล้ว").split()[0] == "2"
    assert figure(after, "คนที่ได้เรียนรู้ (ไม่นับซ้ำ)").split()[0] == "35"
