"""The places of Thailand as they are loaded: counts, links, what followed what, and what staff changed."""

import csv
from collections import Counter
from datetime import date

import pytest
from django.core.management import call_command

from geo.choices import Certainty, Level
from geo.models import Area, AreaShape, IssueArea
from geo.resolver import find, get_index
from geo.resolver.keys import key
from geo.services.areas import change_region
from geo.services.gazetteer import DATA, followed_by, load_gazetteer, read_regions
from geo.services.outlines import SOURCE, fips_codes
from tests.factories.geo import area, staff

pytestmark = pytest.mark.django_db


def test_every_level_is_complete():
    levels = Counter(Area.objects.current().values_list("level", flat=True))
    assert levels == {
        Level.NATION: 1,
        Level.REGION: 5,
        Level.PROVINCE: 77,
        Level.DISTRICT: 928,
        Level.SUBDISTRICT: 7436,
    }


def test_every_area_lies_in_its_ancestors():
    for found in Area.objects.select_related("parent", "district", "province", "region"):
        if found.level in {Level.PROVINCE, Level.DISTRICT, Level.SUBDISTRICT}:
            assert found.province.code == found.code[:2]
            assert found.region_id == found.province.region_id
        if found.level in {Level.DISTRICT, Level.SUBDISTRICT}:
            assert found.district.code == found.code[:4]
            assert found.parent.code == found.code[:-2]
        if found.level == Level.PROVINCE:
            assert found.parent_id == found.region_id
    assert area("S").region == area("S")
    assert area("S").parent == area("TH")


def test_regions_follow_the_table_and_say_how_sure_they_are():
    for row in read_regions():
        province = area(row["province_code"])
        assert (province.region.code, province.certainty) == (row["region"], row["certainty"])
    assert Area.objects.filter(certainty=Certainty.UNCERTAIN).count() == 2


def test_names_are_bare_and_come_in_two_languages():
    assert (area("1047").name_th, area("1047").name_en) == ("บางนา", "Bang Na")
    assert area("440404").full_name == "ต.ท่าขอนยาง อ.กันทรวิชัย จ.มหาสารคาม"
    assert area("104702").full_name == "แขวงบางนาเหนือ เขตบางนา กรุงเทพฯ"
    assert area("440404").postcodes == ["44150"]
    assert not Area.objects.current().filter(name_en="").exists()


def test_an_abolished_area_points_to_what_followed_it():
    gone = Area.objects.get(code="104701")
    assert gone.abolished_on == date(2022, 4, 22)
    assert [after.code for after in gone.successors.order_by("code")] == ["104702", "104703"]
    assert not Area.objects.get(code="100599").successors.exists()
    assert not Area.objects.exclude(abolished_on=None).filter(successors__abolished_on__isnull=False).exists()


def test_chains_of_successors_are_followed_to_the_end(monkeypatch):
    from types import SimpleNamespace

    from geo.services import gazetteer

    rows = [("1", ("2", "3")), ("2", ("4",)), ("5", ("6",)), ("6", ("5",)), ("7", ())]
    chain = [SimpleNamespace(code=code, successors=after) for code, after in rows]
    monkeypatch.setattr(gazetteer, "abolished_areas", lambda: chain)
    followed_by.cache_clear()
    try:
        assert followed_by() == {"1": ("4", "3"), "2": ("4",)}
    finally:
        followed_by.cache_clear()


def test_loading_again_writes_nothing(django_assert_max_num_queries):
    with django_assert_max_num_queries(20):
        assert not load_gazetteer()


def test_what_was_lost_or_renamed_is_mended():
    Area.objects.filter(code="440404").update(name_th="ผิด")
    IssueArea.objects.filter(key="farmland").delete()
    done = load_gazetteer()
    assert (done.created, done.changed, done.issues) == (0, 1, 1)
    assert find("ต.ท่าขอนยาง").codes == ("440404",)


def test_a_region_that_staff_gave_is_never_overwritten():
    change_region(area("61"), area("CW"), by=staff())
    assert not load_gazetteer()
    assert area("61").region.code == area("610101").region.code == "CW"


def test_all_provinces_have_an_outline_and_a_point_in_it():
    assert AreaShape.objects.filter(area__level=Level.PROVINCE, source=SOURCE).count() == 77
    assert not Area.objects.level(Level.PROVINCE).filter(lat=None).exists()


def test_the_crosswalk_of_outlines_names_each_province_once():
    with (DATA / "fips.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == len({row["fips"] for row in rows}) == 77
    for row in rows:
        ours, theirs = (key(name) for name in (area(row["province_code"]).name_en, row["name_in_source"]))
        assert theirs.startswith(ours), row
    assert set(fips_codes().values()) == set(get_index().districts_below)


def test_without_outlines_places_load_with_a_warning(settings, tmp_path, capsys):
    AreaShape.objects.all().delete()
    settings.PROVINCE_OUTLINES = tmp_path / "THA.json"
    call_command("load_gazetteer")
    assert "Province outlines are missing" in capsys.readouterr().err
    settings.PROVINCE_OUTLINES.write_text("no outlines")
    assert "cannot be read" in load_gazetteer().warning


def test_the_nine_issue_areas_are_there_and_stay_as_staff_keep_them():
    assert IssueArea.objects.count() == 9
    IssueArea.objects.filter(key="welfare").update(name_th="สวัสดิการ")
    assert not load_gazetteer()
    assert IssueArea.objects.get(key="welfare").name_th == "สวัสดิการ"
