"""The settings of places in the editing admin: national staff and nobody else, view by view."""

from datetime import date

import pytest
from django.urls import NoReverseMatch, reverse

from accounts.models import User
from geo.choices import Certainty, Role
from geo.models import Area, AreaRole, IssueArea
from geo.viewsets import PlacesViewSetGroup
from tests.factories.accounts import UserFactory
from tests.factories.geo import (
    AreaRoleFactory,
    area,
    coordinator_of,
    editor,
    issue,
    reviewer_of,
    staff,
)

pytestmark = pytest.mark.django_db
VIEWSETS = [viewset() for viewset in PlacesViewSetGroup.items]


def addresses():
    """Every address of every viewset, with a row to open."""
    rows = {
        "areas": area("440501").pk,
        "provinces": area("44").pk,
        "issue_areas": issue().pk,
        "area_roles": AreaRoleFactory().pk,
    }
    for viewset in VIEWSETS:
        for pattern in viewset.get_urlpatterns():
            name = viewset.get_url_name(pattern.name)
            try:
                yield reverse(name)
            except NoReverseMatch:
                yield reverse(name, args=[rows[viewset.name]])


@pytest.mark.parametrize("who", ["public", "coordinator", "reviewer", "editor"])
def test_others_get_to_no_view_and_change_nothing(client, who):
    users = {
        "public": lambda: None,
        "coordinator": lambda: coordinator_of("440404"),
        "reviewer": lambda: reviewer_of("44"),
        "editor": editor,
    }
    if user := users[who]():
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    found = list(addresses())
    before = [list(model.objects.values()) for model in (IssueArea, AreaRole)]
    assert len(found) > 20
    for address in found:
        for send in (client.get, client.post):
            answer = send(address)
            assert answer.status_code in {302, 403}, address
            if answer.status_code == 302:
                assert not answer.url.startswith(address), address
    assert [list(model.objects.values()) for model in (IssueArea, AreaRole)] == before


def test_staff_open_every_list_and_form(client_of):
    client = client_of(staff())
    for name in ("areas", "provinces", "issue_areas", "area_roles"):
        assert client.get(reverse(f"{name}:index")).status_code == 200
        assert client.get(reverse(f"{name}:index_results")).status_code == 200
    assert client.get(reverse("provinces:edit", args=[area("44").pk])).status_code == 200
    assert client.get(reverse("areas:add")).status_code == 200
    assert client.get(reverse("areas:end", args=[area("440404").pk])).status_code == 200
    assert client.get(reverse("issue_areas:add")).status_code == 200
    assert client.get(reverse("area_roles:add")).status_code == 200


def test_provinces_are_neither_added_nor_deleted(client_of):
    client, province = client_of(staff()), area("44")
    assert client.post(reverse("provinces:add"), {"region": area("S").pk}).status_code == 302
    assert client.post(reverse("provinces:delete", args=[province.pk])).status_code == 302
    assert Area.objects.get(pk=province.pk).region.code == "NE"


def test_a_district_is_not_edited_as_a_province(client_of):
    client, district = client_of(staff()), area("4404")
    assert client.get(reverse("provinces:edit", args=[district.pk])).status_code == 404


def test_staff_see_how_sure_a_region_is_and_change_it(client_of):
    client = client_of(staff())
    page = client.get(reverse("provinces:index"), {"certainty": Certainty.UNCERTAIN}).content.decode()
    assert "ยังไม่แน่ใจ" in page
    province = Area.objects.filter(certainty=Certainty.UNCERTAIN).first()
    answer = client.post(reverse("provinces:edit", args=[province.pk]), {"region": area("CW").pk})
    assert answer.status_code == 302
    province.refresh_from_db()
    assert (province.region.code, province.certainty) == ("CW", Certainty.CONFIRMED)
    assert Area.objects.filter(province=province, region__code="CW").count() > 100


def test_a_list_costs_the_same_at_one_and_at_three_rows(client_of, django_assert_max_num_queries):
    client = client_of(staff())
    client.get(reverse("area_roles:index"))
    counts = []
    for _ in range(2):
        AreaRoleFactory.create_batch(2)
        with django_assert_max_num_queries(30) as asked:
            client.get(reverse("area_roles:index"))
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_an_issue_area_is_added_with_its_other_words(client_of):
    client = client_of(staff())
    data = {"name_th": "ป่าชุมชน", "name_en": "", "key": "forest", "aliases": "ป่า\n\nป่าฯ\nป่า", "order": "99"}
    assert client.post(reverse("issue_areas:add"), data).status_code == 302
    assert IssueArea.objects.get(key="forest").aliases == ["ป่า", "ป่าฯ"]


def test_the_key_of_an_issue_area_stays(client_of):
    client, word = client_of(staff()), issue("welfare")
    data = {"name_th": "สวัสดิการ", "key": "changed", "aliases": "", "order": "1"}
    assert client.post(reverse("issue_areas:edit", args=[word.pk]), data).status_code == 302
    word.refresh_from_db()
    assert (word.key, word.name_th) == ("welfare", "สวัสดิการ")


@pytest.mark.parametrize(
    ("role", "text", "code"),
    [
        (Role.STAFF, "TH", "TH"),
        (Role.REVIEWER, "ภาคใต้", "S"),
        (Role.REVIEWER, "จ.ตรัง", "92"),
        (Role.COORDINATOR, "ต.ควนเมา อ.รัษฎา จ.ตรัง", "920901"),
    ],
)
def test_a_role_is_given_for_an_area_as_written(client_of, role, text, code):
    client, user = client_of(staff()), UserFactory()
    data = {"user": user.pk, "role": role, "area": text, "starts_on": "1 ม.ค. 2562"}
    answer = client.post(reverse("area_roles:add"), data)
    assert answer.status_code == 302, answer.context["form"].errors
    held = user.area_roles.get()
    assert (held.area.code, held.role, held.starts_on) == (code, role, date(2019, 1, 1))
    assert held.history.first().history_user is not None


def test_a_role_at_a_wrong_level_is_refused_beside_the_field(client_of):
    client, user = client_of(staff()), UserFactory()
    data = {"user": user.pk, "role": Role.STAFF, "area": "จ.ตรัง", "starts_on": ""}
    answer = client.post(reverse("area_roles:add"), data)
    assert "ประเทศ" in str(answer.context["form"].errors["area"])
    assert not user.area_roles.exists()


def test_a_role_ends_on_a_day_or_at_once(client_of):
    client, held = client_of(staff()), AreaRoleFactory()
    answer = client.post(reverse("area_roles:edit", args=[held.pk]), {"ends_on": "๓๐ ก.ย. ๒๕๖๒"})
    assert answer.status_code == 302
    held.refresh_from_db()
    assert held.ends_on == date(2019, 9, 30)
    assert client.post(reverse("area_roles:delete", args=[held.pk])).status_code == 302
    held.refresh_from_db()
    assert held.ends_on == date(2019, 2, 19)
    assert not User.objects.get(pk=held.user_id).area_roles.on().exists()


def test_the_menu_is_shown_to_staff_only(client_of):
    home, listed = reverse("wagtailadmin_home"), reverse("provinces:index")
    assert listed in client_of(staff()).get(home).content.decode()
    assert listed not in client_of(editor()).get(home).content.decode()
