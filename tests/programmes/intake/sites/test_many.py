"""A nation's list: a handful of queries, whatever its length."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from geo.choices import Role, SiteStatus
from geo.models import IssueArea, LearningSite
from geo.services.sites import SiteInput, SitesRefused, change_sites, propose_sites
from leaders.services.contacts import ContactInput, add_contacts
from programmes.intake.services import confirm_batch, upload_batch
from tests.factories.geo import LearningSiteFactory, area

from .conftest import HOME, planned, row, sites_of

pytestmark = pytest.mark.django_db


def listed(number):
    return sites_of(
        *(
            row(
                f"แหล่งเรียนรู้ที่ {n}",
                code=f"ลร-{n:04}",
                issues="สวัสดิการ",
                position=f"16.2{n % 9}, 103.2{n % 7}",
                contact=f"นางสมใจ{n} รักบ้าน",
                capacity=n + 1,
            )
            for n in range(number)
        )
    )


def queries_of(action):
    with CaptureQueriesContext(
        connection,
    ) as counted:
        action()
    return len(counted)


def test_planning_asks_the_database_as_often_for_three_rows_as_for_thirty(staff):
    planned(listed(1), staff)
    few = queries_of(lambda: planned(listed(3), staff))
    many = queries_of(lambda: planned(listed(30), staff))
    assert many == few


def test_writing_asks_the_database_as_often_for_three_rows_as_for_thirty(staff, user_with):
    def write(number):
        LearningSite.objects.all().update(deleted_at="2019-01-01T00:00Z")
        batch = upload_batch(listed(number), "c.csv", by=staff)
        return queries_of(lambda: confirm_batch(batch, by=staff))

    write(1)
    assert write(30) == write(3)
    assert LearningSite.objects.count() == 3


def test_many_sites_are_proposed_as_one_is(coordinator):
    issue = IssueArea.objects.get(key="welfare")
    values = {"name_th": "ตลาด", "subdistrict": area(HOME)}
    (made,) = propose_sites([SiteInput(values, [issue, issue])], by=coordinator)
    made.refresh_from_db()
    assert (made.status, made.created_by, made.version) == (SiteStatus.PROPOSED, coordinator, 1)
    assert list(made.issues.all()) == [issue]
    assert made.history.get().history_type == "+"


@pytest.mark.parametrize(
    "values",
    [
        {"name_th": ""},
        {"name_th": "ก" * 201},
        {"lat": 48.0, "lon": 2.0},
        {"code": "มีแล้ว"},
    ],
)
def test_what_cannot_be_kept_refuses_the_whole_list(coordinator, values):
    LearningSiteFactory(code="มีแล้ว", place="450101")
    good = SiteInput({"name_th": "ตลาด", "subdistrict": area(HOME)})
    bad = SiteInput({"name_th": "ธนาคาร", "subdistrict": area(HOME), **values})
    with pytest.raises(SitesRefused) as refused:
        propose_sites([good, bad], by=coordinator)
    assert list(refused.value.problems) == [bad.uid]
    assert LearningSite.objects.count() == 1


def test_two_with_one_code_are_refused(coordinator):
    inputs = [SiteInput({"name_th": name, "code": "1", "subdistrict": area(HOME)}) for name in ("ก", "ข")]
    with pytest.raises(SitesRefused) as refused:
        propose_sites(inputs, by=coordinator)
    assert list(refused.value.problems) == [inputs[1].uid]


def test_sites_outside_the_own_area_are_refused(coordinator):
    there = SiteInput({"name_th": "ตลาด", "subdistrict": area("450101")})
    with pytest.raises(SitesRefused) as refused:
        propose_sites([there], by=coordinator)
    assert there.uid in refused.value.problems


def test_changing_many_follows_the_rules_of_changing_one(coordinator, reviewer):
    own = LearningSiteFactory(place=HOME, status=SiteStatus.PROPOSED)
    published = LearningSiteFactory(place=HOME)
    changes = [SiteInput({"capacity": 5}, None, site.uid) for site in (own, published)]
    with pytest.raises(SitesRefused) as refused:
        change_sites(changes, by=coordinator)
    assert list(refused.value.problems) == [published.uid]
    change_sites(changes, by=reviewer)
    assert set(LearningSite.objects.values_list("capacity", "version")) == {(5, 2)}
    away = [SiteInput({"subdistrict": area("450101")}, None, own.uid)]
    with pytest.raises(SitesRefused):
        change_sites(away, by=reviewer)


def test_contacts_of_sites_outside_the_own_area_are_refused(coordinator, user_with):
    site = LearningSiteFactory(place=HOME)
    add_contacts([ContactInput(site, phone="0810000003")], by=coordinator)
    with pytest.raises(PermissionDenied):
        add_contacts([ContactInput(site, phone="0810000004")], by=user_with(Role.COORDINATOR, "450101"))
