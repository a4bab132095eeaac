"""Learning sites in the coordinator's workspace."""

import uuid

import pytest

from geo.choices import SiteStatus
from geo.models import IssueArea, LearningSite

from .conftest import HERE, SIBLING
from .pages import text_of


def site(area, code: str = HERE, **fields) -> LearningSite:
    return LearningSite.objects.create(
        **{"name_th": "ป่าชุมชน", "subdistrict": area(code), "status": SiteStatus.PROPOSED} | fields
    )


def proposal(**changes) -> dict[str, object]:
    return {
        "uid": str(uuid.uuid4()),
        "name_th": "โรงสีชุมชน",
        "summary": "สีข้าวร่วมกัน",
        "issues": [IssueArea.objects.first().key],
        "subdistrict": "ต.เชียงยืน อ.เชียงยืน จ.มหาสารคาม",
        "state": "by_appointment",
        "capacity": "๓๐",
    } | changes


def test_own_sites_stand_with_their_status_and_neighbours_when_published(client_of, owner, area) -> None:
    site(area, name_th="ของเรา")
    site(area, SIBLING, name_th="เพื่อนเสนอ")
    site(area, SIBLING, name_th="เพื่อนเผยแพร่", status=SiteStatus.PUBLISHED)
    page = text_of(client_of(owner).get("/log/sites/"))
    assert "ของเรา" in page
    assert "เพื่อนเผยแพร่" in page
    assert "เพื่อนเสนอ" not in page


def test_a_site_is_proposed_once(client_of, owner, db) -> None:
    client, sent = client_of(owner), proposal()
    client.post("/log/sites/new/", sent)
    client.post("/log/sites/new/", sent)
    made = LearningSite.objects.get()
    assert (made.status, made.capacity, made.created_by) == (SiteStatus.PROPOSED, 30, owner)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"subdistrict": ""}, "ยังไม่ได้บอกตำบล"),
        ({"subdistrict": "ต.ไม่มีจริงแน่นอน"}, "ไม่พบตำบล"),
        ({"subdistrict": "ต.นาทอง อ.เชียงยืน จ.มหาสารคาม"}, "อยู่นอกพื้นที่ที่คุณดูแล"),
        ({"position": "7.0, 100.5"}, "ตำแหน่งถูกแล้ว"),
        ({"name_th": ""}, "ยังไม่ได้ใส่ชื่อแหล่งเรียนรู้"),
    ],
)
def test_a_proposal_that_cannot_be_is_explained(client_of, owner, db, changes, message) -> None:
    assert message in text_of(client_of(owner).post("/log/sites/new/", proposal(**changes)))
    assert not LearningSite.objects.exists()


def test_a_proposed_site_is_mended_a_published_one_is_left_to_reviewers(
    client_of, owner, stranger, area
) -> None:
    mine, published = site(area), site(area, name_th="เผยแพร่", status=SiteStatus.PUBLISHED)
    client = client_of(owner)
    sent = proposal(name_th="ชื่อใหม่", version=mine.version)
    assert client.post(f"/log/sites/{mine.uid}/", sent).status_code == 302
    mine.refresh_from_db()
    assert mine.name_th == "ชื่อใหม่"
    assert client.get(f"/log/sites/{published.uid}/").url == published.get_absolute_url()
    assert client.post(f"/log/sites/{published.uid}/", sent).status_code == 403
    assert client_of(stranger).get(f"/log/sites/{mine.uid}/").status_code == 404
