"""Lists of the editing admin as files: of every viewset, as narrowed, and run by no spreadsheet."""

from collections.abc import Callable

import pytest
from django.test import Client

from cms.models import Term
from geo.models import AreaRole, IssueArea
from tests.access.matrix import ADMIN_VIEWSETS
from tests.access.test_admin import our_viewsets
from tests.access.world import Who, World
from tests.factories.cms import ContactFactory, MaterialFactory
from tests.factories.programmes import the_programme
from tests.programmes.exports.files import rows_of

pytestmark = pytest.mark.django_db

# Accounts are the operator's; choosers are no lists of their own.
LISTS = sorted(name for name in ADMIN_VIEWSETS if "chooser" not in name and not name.startswith("wagtail"))


def address(name: str) -> str:
    return f"/admin/{our_viewsets()[name].url_prefix}/"


@pytest.fixture
def staff(world: World, client_for: Callable[[Who], Client]) -> Client:
    """Somebody who keeps all of these lists, each with something in it."""
    the_programme()
    ContactFactory(code="44")
    MaterialFactory()
    return client_for(Who.STAFF)


@pytest.mark.parametrize("name", LISTS)
def test_every_list_is_there_as_csv_and_xlsx(name: str, staff: Client):
    said, shown = (rows_of(staff.get(address(name), {"export": kind})) for kind in ("csv", "xlsx"))
    assert len(said) == len(shown) == our_viewsets()[name].model.objects.count() or name == "provinces"
    assert len(said) > 0
    assert said[0].keys() == shown[0].keys()
    assert len(said[0]) == len(our_viewsets()[name].list_export)


def test_provinces_are_all_there_with_their_region_in_words(staff: Client):
    rows = rows_of(staff.get(address("provinces"), {"export": "xlsx"}))
    assert len(rows) == 77
    assert next(row for row in rows if row["รหัส"] == "44")["ภาค"] == "ภาคตะวันออกเฉียงเหนือ"


def test_a_list_is_narrowed_as_its_page_is(staff: Client, world: World):
    rows = rows_of(staff.get(address("area_roles"), {"role": "coordinator", "export": "csv"}))
    assert len(rows) == AreaRole.objects.filter(role="coordinator").count() < AreaRole.objects.count()


def test_no_cell_runs(staff: Client):
    Term.objects.create(key="a", term_th="=1+1", term_en="x", meaning_th="+2", meaning_en="@x")
    rows = rows_of(staff.get(address("term"), {"export": "csv"}))
    assert next(row for row in rows if row["รหัส"] == "a")["คำ"] == "'=1+1"


def test_more_rows_ask_the_database_no_more(staff: Client, django_assert_max_num_queries):
    def queries() -> int:
        with django_assert_max_num_queries(60) as counted:
            rows_of(staff.get(address("area_roles"), {"export": "csv"}))
        return len(counted)

    AreaRole.objects.filter(user__username="nobody").delete()
    kept = AreaRole.objects.exclude(role="staff").order_by("pk").first()
    others = AreaRole.objects.exclude(role="staff").exclude(pk=kept.pk)
    held = [(row.user, row.area, row.role, row.starts_on) for row in others[:3]]
    others.delete()
    one = queries()
    for user, area, role, day in held:
        AreaRole.objects.create(user=user, area=area, role=role, starts_on=day)
    assert queries() == one


def test_editors_take_along_only_what_they_keep(client_for: Callable[[Who], Client], world: World):
    IssueArea.objects.get_or_create(key="x", name_th="x")
    for name in LISTS:
        answer = client_for(Who.EDITOR).get(address(name), {"export": "csv"})
        assert (answer.status_code == 200) == (Who.EDITOR in ADMIN_VIEWSETS[name]), name
