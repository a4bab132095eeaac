"""The form for a learning site: a place as people write it, a position that is asked about."""

import pytest
from django import forms
from django.http import QueryDict

from geo.fields import AreaField, PlaceField
from geo.filters import SiteFilter
from geo.forms import LearningSiteForm
from geo.models import LearningSite
from tests.factories.geo import LearningSiteFactory, area, coordinator_of, issue, reviewer_of, staff

pytestmark = pytest.mark.django_db
HERE = "440404"


class PlaceForm(forms.Form):
    place = PlaceField(label="ตำบล")


def filled(**changes):
    """What a browser sends for a complete form."""
    data = {
        "name_th": "กองทุนขยะทองคำ",
        "summary": "แยกขยะเป็นทุน",
        "issues": ["welfare", "economy-capital"],
        "subdistrict": "ต.ท่าขอนยาง อ.กันทรวิชัย จ.มค.",
        "place_text": "ศาลากลางบ้าน หมู่ 4",
        "position": "๑๖.๒๔, ๑๐๓.๒๕",
        "visiting_days": "ทุกวันพุธ",
        "capacity": "๕๐",
        "state": "by_appointment",
    }
    query = QueryDict(mutable=True)
    for name, value in (data | changes).items():
        query.setlist(name, value if isinstance(value, list) else [value])
    return query


def test_a_complete_form_proposes_a_site():
    by = coordinator_of(HERE)
    form = LearningSiteForm(filled(), user=by)
    assert form.is_valid(), form.errors
    site = form.save(by=by)
    assert (site.subdistrict.code, site.lat, site.lon, site.capacity) == (HERE, 16.24, 103.25, 50)
    assert {word.key for word in site.issues.all()} == {"welfare", "economy-capital"}
    assert site.status == "proposed"


def test_what_is_missing_is_said_beside_the_fields():
    form = LearningSiteForm(filled(name_th="", issues=[], subdistrict="", position=""), user=staff())
    assert not form.is_valid()
    assert set(form.errors) == {"name_th", "issues", "subdistrict"}


def test_a_name_in_ten_places_brings_the_choices():
    form = PlaceForm({"place": "ท่าช้าง"})
    assert form.errors["place"] == ["มีตำบลชื่อท่าช้าง 10 แห่ง เลือกตำบลที่ถูก"]
    html = str(form["place"])
    assert html.count('type="radio"') == 10
    assert 'value="ท่าช้าง"' in html
    assert "ต.ท่าช้าง อ.วิเศษชัยชาญ จ.อ่างทอง" in html


def test_the_choice_settles_it_and_stays_when_the_form_comes_back():
    form = PlaceForm({"place": "ท่าช้าง", "place_code": "150605"})
    assert form.is_valid()
    assert form.cleaned_data["place"].code == "150605"
    assert 'value="ต.ท่าช้าง อ.วิเศษชัยชาญ จ.อ่างทอง"' in str(form["place"])


def test_a_choice_that_the_text_does_not_offer_counts_for_nothing():
    assert not PlaceForm({"place": "ท่าช้าง", "place_code": HERE}).is_valid()
    form = PlaceForm({"place": "ต.ท่าขอนยาง", "place_code": "150605"})
    assert form.is_valid()
    assert form.cleaned_data["place"].code == HERE


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("ต.ไม่มีจริง", "ไม่พบตำบล “ต.ไม่มีจริง”"),
        ("จ.ตรัง", "จ.ตรัง มีหลายตำบล บอกชื่อตำบลด้วย"),
        ("อ.กันทรวิชัย", "หมายถึงได้ 10 ตำบล"),
        ("", "ยังไม่ได้บอกตำบล"),
    ],
)
def test_what_is_no_subdistrict_is_said_with_how_to_mend_it(text, says):
    assert says in PlaceForm({"place": text}).errors["place"][0]


def test_a_text_keeps_its_quotes_and_brings_no_markup():
    html = str(PlaceForm({"place": '"><script>alert(1)</script>'})["place"])
    assert "<script>" not in html


def test_a_place_is_limited_to_where_the_user_works():
    for user, text, valid in (
        (coordinator_of(HERE), "ต.ท่าขอนยาง", True),
        (coordinator_of(HERE), "ต.ควนเมา", False),
        (reviewer_of("44"), "ต.ขามเรียง", True),
        (staff(), "ต.ควนเมา", True),
    ):
        form = LearningSiteForm(filled(subdistrict=text, position=""), user=user)
        assert form.is_valid() is valid, form.errors
        if not valid:
            assert form.errors["subdistrict"] == ["ตำบลนี้อยู่นอกพื้นที่ที่คุณดูแล"]


def test_of_several_only_those_where_the_user_works_are_offered():
    form = LearningSiteForm(filled(subdistrict="ท่าช้าง", position=""), user=reviewer_of("30"))
    assert form.is_valid(), form.errors
    assert form.cleaned_data["subdistrict"].code == "303202"
    form = LearningSiteForm(filled(subdistrict="ท่าช้าง", position=""), user=reviewer_of("NE"))
    assert not form.is_valid()
    assert str(form["subdistrict"]).count('type="radio"') == 2


def test_a_position_far_outside_its_province_is_asked_about_not_refused():
    by = coordinator_of(HERE)
    form = LearningSiteForm(filled(position="7.5, 99.6"), user=by)
    assert form["position_ok"].is_hidden
    assert not form.is_valid()
    assert "อยู่นอกเขต จ.มหาสารคาม" in form.errors["position"][0]
    assert not form["position_ok"].is_hidden
    assert LearningSite.objects.count() == 0
    form = LearningSiteForm(filled(position="7.5, 99.6", position_ok="on"), user=by)
    assert form.is_valid(), form.errors
    assert not form["position_ok"].is_hidden
    assert form.save(by=by).lat == 7.5


@pytest.mark.parametrize(
    ("position", "says"), [("ข้างวัด", "อ่านพิกัด “ข้างวัด” ไม่ออก"), ("48.85, 2.35", "อยู่นอกประเทศไทย")]
)
def test_a_position_that_is_none_is_refused(position, says):
    form = LearningSiteForm(filled(position=position), user=staff())
    assert says in form.errors["position"][0]


def test_a_site_is_changed_and_its_old_position_not_asked_about_again():
    by = reviewer_of("44")
    site = LearningSiteFactory(place=HERE, lat=7.5, lon=99.6, issues=[issue()])
    opened = LearningSiteForm(instance=site, user=by)
    assert opened["subdistrict"].value() == site.subdistrict_id
    assert "ต.ท่าขอนยาง อ.กันทรวิชัย จ.มหาสารคาม" in str(opened["subdistrict"])
    data = filled(position="7.5, 99.6", subdistrict="ต.ท่าขอนยาง อ.กันทรวิชัย จ.มหาสารคาม", version="1")
    form = LearningSiteForm(data, instance=site, user=by)
    assert form.is_valid(), form.errors
    assert form.save(by=by).version == 2


def test_somebody_else_s_change_is_said_and_nothing_overwritten():
    by = staff()
    site = LearningSiteFactory(place=HERE, version=3)
    form = LearningSiteForm(filled(version="2"), instance=site, user=by)
    assert form.is_valid(), form.errors
    assert form.save(by=by) is None
    assert "แก้รายการนี้ไปก่อนแล้ว" in form.non_field_errors()[0]


def test_a_form_sent_twice_makes_one_site():
    by = coordinator_of(HERE)
    uid = str(LearningSiteForm(user=by)["uid"].value())
    for _ in range(2):
        form = LearningSiteForm(filled(uid=uid), user=by)
        assert form.is_valid()
        assert form.save(by=by)
    assert LearningSite.objects.count() == 1


@pytest.mark.parametrize(
    ("text", "code"),
    [("TH", "TH"), ("ภาคเหนือ", "N"), ("จ.ตรัง", "92"), ("อ.รัษฎา จ.ตรัง", "9209"), ("ต.ควนเมา", "920901")],
)
def test_an_area_of_any_level_is_read(text, code):
    assert AreaField().clean(text).code == code


@pytest.mark.parametrize("text", ["ท่าช้าง", "ไม่มีจริง"])
def test_an_area_that_is_none_or_many_is_refused(text):
    with pytest.raises(forms.ValidationError):
        AreaField().clean(text)


# The filter of lists and maps


@pytest.fixture
def four_sites():
    welfare, farmland = issue("welfare"), issue("farmland")
    LearningSiteFactory(name_th="ก", place=HERE, issues=[welfare, farmland])
    LearningSiteFactory(name_th="ข", place="920901", issues=[welfare])
    LearningSiteFactory(name_th="ค", place="900101", issues=[farmland])
    LearningSiteFactory(name_th="ง", place="900101")


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", "กขคง"),
        ("region=S", "ขคง"),
        ("region=S&province=90", "คง"),
        ("province=92", "ข"),
        ("issue=welfare", "กข"),
        ("issue=welfare&issue=farmland", "กขค"),
        ("region=S&issue=farmland", "ค"),
        ("region=NE&province=92", "ก"),
        ("region=nowhere&issue=none", "กขคง"),
    ],
)
def test_a_list_is_narrowed(four_sites, query, names):
    found = SiteFilter(QueryDict(query), queryset=LearningSite.objects.order_by("name_th"))
    assert "".join(site.name_th for site in found.qs) == names


def test_provinces_to_choose_are_those_of_the_region_in_dictionary_order():
    found = SiteFilter(QueryDict("region=S"), queryset=LearningSite.objects.all())
    names = [label for _value, label in found.form.fields["province"].choices]
    assert names[0] == "ทุกจังหวัด"
    assert names[1:4] == ["กระบี่", "ชุมพร", "ตรัง"]
    assert len(names) == 15


def test_the_chosen_place_is_known():
    sites = LearningSite.objects.all()
    assert SiteFilter(QueryDict("region=S&province=92"), queryset=sites).place == area("92")
    assert SiteFilter(QueryDict("region=S"), queryset=sites).place == area("S")
    assert SiteFilter(QueryDict(""), queryset=sites).place is None
    assert SiteFilter(None, queryset=sites).place is None
