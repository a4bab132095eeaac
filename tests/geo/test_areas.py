"""Staff correct names, add areas and abolish them; codes stay, and the gazetteer undoes none of it."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from geo.models import Area
from geo.resolver import resolve
from geo.resolver.index import get_index
from geo.services.areas import abolish_area, add_area, reinstate_area, rename_area, uses_of
from geo.services.gazetteer import load_gazetteer
from tests.cms.search.conftest import titles
from tests.factories.geo import area, coordinator_of, editor, reviewer_of, staff
from tests.factories.leaders import TeamFactory

pytestmark = pytest.mark.django_db
OLD, NEW, THIRD = "440404", "440405", "440406"


@pytest.fixture
def keeper(client_of):
    """National staff's client."""
    return client_of(staff())


def end(client, code: str, **values: str):
    given = {"abolished_on": "1 ต.ค. 2561", "followed_by": NEW} | values
    return client.post(reverse("areas:end", args=[area(code).pk]), given)


class TestLookingUp:
    def test_by_name_level_province_and_end(self, keeper):
        def found(**narrowed: object) -> str:
            return keeper.get(reverse("areas:index_results"), narrowed).text

        assert "ต.ท่าขอนยาง อ.กันทรวิชัย" in found(q="ท่าขอนยาง")
        assert "อ.กันทรวิชัย จ.มหาสารคาม" in found(level="district", province=area("44").pk)
        gone = Area.objects.exclude(abolished_on=None).filter(province__code="44").first()
        assert gone.code in found(province=area("44").pk, current="false")
        assert gone.code not in found(province=area("44").pk, current="true", q=gone.name_th)


class TestNames:
    def test_a_name_is_corrected_found_kept_on_record_and_not_loaded_over(self, keeper):
        TeamFactory(code=OLD)
        values = {"name_th": "ท่าขอนยางใหม่", "name_en": "New Tha", "postcodes": "๔๔๑๕๐", "code": "999999"}
        assert keeper.post(reverse("areas:edit", args=[area(OLD).pk]), values).status_code == 302
        load_gazetteer()
        now = area(OLD)
        assert (now.name_th, now.name_en, now.postcodes) == ("ท่าขอนยางใหม่", "New Tha", ["44150"])
        assert now.history.latest().history_user.area_roles.exists()
        assert resolve("ต.ท่าขอนยางใหม่ อ.กันทรวิชัย").area == now
        assert resolve("ต.ท่าขอนยาง อ.กันทรวิชัย จ.มหาสารคาม").area is None

    def test_the_search_knows_the_new_name(self, django_capture_on_commit_callbacks):
        TeamFactory(code=OLD)
        with django_capture_on_commit_callbacks(execute=True):
            rename_area(area(OLD), name_th="ดอนสะอาดงาม", name_en="", postcodes=[], by=staff())
        assert titles("ดอนสะอาดงาม") == ["ทีมตำบลดอนสะอาดงาม"]

    def test_a_postcode_has_five_digits(self, keeper):
        answer = keeper.post(reverse("areas:edit", args=[area(OLD).pk]), {"name_th": "x", "postcodes": "441"})
        assert "รหัสไปรษณีย์มี 5 หลัก" in answer.text


class TestAdding:
    def test_a_subdistrict_lies_where_its_code_says(self, keeper):
        values = {"code": "๔๔๐๔๙๙", "name_th": "หนองใหม่", "name_en": "Nong Mai", "postcodes": "44150"}
        assert keeper.post(reverse("areas:add"), values).status_code == 302
        made = area("440499")
        assert made.full_name == "ต.หนองใหม่ อ.กันทรวิชัย จ.มหาสารคาม"
        assert made.region.code == "NE"
        assert resolve("ต.หนองใหม่ อ.กันทรวิชัย").area == made
        load_gazetteer()
        assert Area.objects.filter(pk=made.pk, abolished_on=None).exists()

    def test_a_district_is_its_own_and_has_subdistricts(self):
        made = add_area(code="4499", name_th="อำเภอใหม่", by=staff())
        below = add_area(code="449901", name_th="ตำบลใหม่", by=staff())
        assert (made.district, below.district, below.parent) == (made, made, made)

    @pytest.mark.parametrize(
        ("code", "words"),
        [
            (OLD, "รหัสนี้เป็นของต.ท่าขอนยาง"),
            ("449901", "ไม่มีพื้นที่รหัส 4499"),
            ("44", "ตำบลมี 6 หลัก ตอนนี้มี 2 หลัก"),
            ("44๐4x1", "ตำบลมี 6 หลัก"),
        ],
    )
    def test_what_cannot_be_is_told_beside_the_code(self, keeper, code, words):
        before = Area.objects.count()
        answer = keeper.post(reverse("areas:add"), {"code": code, "name_th": "ใหม่"})
        assert words in str(answer.context["form"].errors["code"])
        assert Area.objects.count() == before


class TestAbolishing:
    def test_what_lies_there_is_told_before_and_stays(self, keeper):
        team, held = TeamFactory(code=OLD), coordinator_of(OLD)
        text = keeper.get(reverse("areas:end", args=[area(OLD).pk])).text
        assert "ทีมตำบล 1" in text
        assert "บทบาทในพื้นที่ 1" in text
        assert end(keeper, OLD).status_code == 302
        gone = area(OLD)
        assert (gone.abolished_on, [one.code for one in gone.successors.all()]) == (date(2018, 10, 1), [NEW])
        team.refresh_from_db()
        assert team.subdistrict == gone
        assert held.area_roles.on().filter(area=gone).exists()

    def test_the_old_name_leads_to_what_followed_and_the_gazetteer_leaves_it(self, keeper):
        end(keeper, OLD)
        load_gazetteer()
        assert area(OLD).abolished_on is not None
        assert resolve("ต.ท่าขอนยาง อ.กันทรวิชัย จ.มหาสารคาม").area == area(NEW)

    def test_what_led_to_it_leads_on_and_back_again(self):
        keeper = staff()
        abolish_area(area(OLD), on=date(2017, 1, 1), followed_by=[area(NEW)], by=keeper)
        abolish_area(area(NEW), on=date(2018, 1, 1), followed_by=[area(THIRD)], by=keeper)
        assert get_index().now(OLD) == (THIRD,)
        load_gazetteer()
        assert get_index().now(OLD) == (THIRD,)
        reinstate_area(area(NEW), by=keeper)
        assert get_index().now(OLD) == (NEW,)

    @pytest.mark.parametrize(
        ("code", "values", "words"),
        [
            (OLD, {"followed_by": OLD}, "ตามมาแทนไม่ได้"),
            (OLD, {"followed_by": "4404"}, "ต้องเป็นระดับเดียวกัน"),
            (OLD, {"followed_by": "ต.ไม่มีที่ไหน"}, "ไม่พบตำบล “ต.ไม่มีที่ไหน”"),
            (OLD, {"abolished_on": "31 เม.ย. 2561"}, "ไม่มีวันที่ 31 เม.ย."),
            ("4404", {"followed_by": ""}, "ยังมีตำบลอยู่ข้างใน"),
        ],
    )
    def test_what_cannot_be_is_told_and_changes_nothing(self, keeper, code, values, words):
        answer = end(keeper, code, **values)
        assert answer.status_code == 200
        assert words in str(answer.context["form"].errors)
        assert area(code).abolished_on is None

    def test_an_end_is_taken_back_by_a_press(self, keeper):
        end(keeper, OLD)
        assert "เอาการยุบออก" in keeper.get(reverse("areas:end", args=[area(OLD).pk])).text
        keeper.post(reverse("areas:end", args=[area(OLD).pk]), {"action-reinstate": "reinstate"})
        assert area(OLD).abolished_on is None
        assert not area(OLD).successors.exists()

    def test_a_province_is_not_ended(self, keeper):
        assert keeper.get(reverse("areas:end", args=[area("44").pk])).status_code == 404
        with pytest.raises(ValidationError):
            abolish_area(area("44"), on=date(2018, 1, 1), followed_by=[], by=staff())


def test_another_process_reads_the_areas_again(django_capture_on_commit_callbacks):
    was = get_index()
    assert get_index() is was
    with django_capture_on_commit_callbacks(execute=True):
        Area.objects.filter(code=OLD).update(name_th="อื่น")
        area(NEW).save()
    # As another process sees it: its own signals told it nothing.
    from geo.resolver import index

    index._kept[:] = [(0, was)]
    assert get_index() is not was


@pytest.mark.parametrize("who", [editor, lambda: reviewer_of("44"), lambda: coordinator_of(OLD)])
def test_nobody_else_changes_an_area(who):
    by = who()
    with pytest.raises(PermissionDenied):
        rename_area(area(OLD), name_th="x", name_en="", postcodes=[], by=by)
    with pytest.raises(PermissionDenied):
        add_area(code="440499", name_th="x", by=by)
    with pytest.raises(PermissionDenied):
        abolish_area(area(OLD), on=date(2018, 1, 1), followed_by=[], by=by)
    with pytest.raises(PermissionDenied):
        reinstate_area(area(OLD), by=by)


def test_an_area_that_nothing_lies_in_says_so():
    assert uses_of(area(THIRD)) == []
