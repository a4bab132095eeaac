"""Learning sites of the area: listed, added, changed, published."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from geo.choices import Role, SiteStatus
from geo.models import IssueArea, LearningSite
from tests.factories.geo import LearningSiteFactory
from tests.factories.programmes import group

SITES = "/review/sites/"


@pytest.fixture
def proposed(area):
    site = LearningSiteFactory(
        name_th="ป่าชุมชนบ้านเรา", subdistrict=area("440501"), status=SiteStatus.PROPOSED, summary="ดูแลป่ากันเอง"
    )
    site.issues.add(IssueArea.objects.first())
    return site


@pytest.fixture
def published(area):
    return LearningSiteFactory(name_th="ตลาดเขียว", subdistrict=area("440501"), status=SiteStatus.PUBLISHED)


@pytest.fixture
def elsewhere(area):
    return LearningSiteFactory(subdistrict=area("450101"), status=SiteStatus.PROPOSED)


def address(site: LearningSite) -> str:
    return reverse("review:site", args=[site.uid])


def publish(client, site: LearningSite):
    return client.post(reverse("review:site_publish", args=[site.uid]), follow=True)


def values(site: LearningSite, **changed):
    return {
        "name_th": site.name_th,
        "summary": site.summary,
        "issues": [issue.key for issue in site.issues.all()] or [IssueArea.objects.first().key],
        "subdistrict": site.subdistrict.full_name,
        "state": site.state,
        "version": site.version,
        "uid": str(site.uid),
    } | changed


class TestList:
    def test_of_the_own_area_proposed_first(self, desk, published, proposed, elsewhere):
        assert list(desk.get(SITES).context["page"].object_list) == [proposed, published]

    @pytest.mark.parametrize(
        ("choice", "found"),
        [({"status": "proposed"}, 1), ({"q": "ป่า เชียงยืน"}, 1), ({"q": "ไม่มี"}, 0), ({"province": "44"}, 2)],
    )
    def test_narrowed(self, desk, published, proposed, choice, found):
        assert len(desk.get(SITES, choice).context["page"].object_list) == found

    def test_the_number_of_queries_does_not_grow(self, desk, proposed, area):
        counts = []
        for more in (0, 2):
            for site in LearningSiteFactory.create_batch(more, subdistrict=area("440501")):
                site.issues.add(*IssueArea.objects.all()[:2])
            with CaptureQueriesContext(connection) as queries:
                desk.get(SITES)
            counts.append(len(queries))
        assert counts[0] == counts[1] <= 20


class TestOne:
    def test_what_is_typed_is_kept_with_the_groups_it_serves(self, desk, reviewer, proposed):
        typed = values(proposed, name_th="ป่าชุมชนหมู่ 2", groups=["member"], capacity="๓๐")
        group()
        assert "เก็บแล้ว" in desk.post(address(proposed), typed, follow=True).text
        proposed.refresh_from_db()
        assert (proposed.name_th, proposed.capacity, proposed.changed_by) == ("ป่าชุมชนหมู่ 2", 30, reviewer)
        assert [link.group.key for link in proposed.site_groups.all()] == ["member"]
        desk.post(address(proposed), values(proposed, groups=["change-leader"]))
        assert [link.group.key for link in proposed.site_groups.all()] == ["change-leader"]

    def test_a_mistake_keeps_what_was_typed_and_changes_nothing(self, desk, proposed):
        answer = desk.post(address(proposed), values(proposed, name_th="", summary="พิมพ์ไว้ยาวมาก"))
        assert "ยังไม่ได้ใส่ชื่อแหล่งเรียนรู้" in answer.text
        assert "พิมพ์ไว้ยาวมาก" in answer.text
        proposed.refresh_from_db()
        assert proposed.summary == "ดูแลป่ากันเอง"

    def test_a_colleague_was_faster(self, desk, proposed):
        answer = desk.post(address(proposed), values(proposed, version=proposed.version - 1))
        assert "มีคนในทีมแก้รายการนี้ไปก่อนแล้ว" in answer.text

    def test_it_does_not_move_out_of_the_area(self, desk, proposed):
        answer = desk.post(address(proposed), values(proposed, subdistrict="450101"))
        assert "อยู่นอกพื้นที่ที่คุณดูแล" in answer.text

    def test_unpublished_elsewhere_is_not_there_published_is_refused(self, desk, elsewhere):
        assert desk.get(address(elsewhere)).status_code == 404
        LearningSite.objects.update(status=SiteStatus.PUBLISHED)
        assert desk.get(address(elsewhere)).status_code == 403
        assert desk.post(address(elsewhere), values(elsewhere)).status_code == 403


class TestAdding:
    def test_it_waits_to_be_published(self, desk, area):
        site = LearningSiteFactory.build(
            name_th="โรงเรียนชาวนา", subdistrict=area("440501"), summary="ทำนาอินทรีย์"
        )
        typed = {
            "name_th": site.name_th, "summary": site.summary, "issues": [IssueArea.objects.first().key],
            "subdistrict": "440501", "state": site.state, "uid": str(site.uid),
        }  # fmt: skip
        for _ in range(2):
            desk.post(reverse("review:site_add"), typed)
        assert LearningSite.objects.get().status == SiteStatus.PROPOSED


class TestPublishing:
    def test_once_and_again(self, desk, proposed):
        assert "เผยแพร่แล้ว ขึ้นแผนที่" in publish(desk, proposed).text
        proposed.refresh_from_db()
        assert proposed.status == SiteStatus.PUBLISHED
        assert "เผยแพร่ไปแล้ว" in publish(desk, proposed).text

    def test_what_is_missing_is_told(self, desk, proposed):
        LearningSite.objects.update(summary="")
        assert "ยังไม่ได้บอกว่าเรียนรู้อะไรได้บ้าง" in publish(desk, proposed).text
        proposed.refresh_from_db()
        assert proposed.status == SiteStatus.PROPOSED

    def test_strangers_do_not(self, desk, neighbour, client_of, user_with, proposed, elsewhere):
        assert publish(desk, elsewhere).status_code == 404
        assert publish(neighbour, proposed).status_code == 404
        assert publish(client_of(user_with(Role.COORDINATOR, "440501")), proposed).status_code == 403
        assert not LearningSite.objects.published().exists()
