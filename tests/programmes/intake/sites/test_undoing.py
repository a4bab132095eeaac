"""A list of learning sites taken back: everything as it was, except what somebody went on with."""

from typing import Any

import pytest

from geo.choices import SiteStatus
from geo.models import ImportBatch, IssueArea, LearningSite
from geo.services.sites import change_site, publish_site
from leaders.models import Person, SiteContact
from leaders.services.people import change_person
from programmes.intake.services import answer_batch, confirm_batch, plan_of, upload_batch
from programmes.intake.undo import named, plan_undoing, undo_batch, undone
from tests.factories.geo import LearningSiteFactory
from tests.factories.programmes import activity_with
from tests.programmes.intake.undo.conftest import MOVES_ON, differences, everything

from .conftest import HOME, row, sample, sites_of

pytestmark = pytest.mark.django_db

FULL = {
    "code": "ลร-009", "issues": "สวัสดิการ", "position": "16.24, 103.27", "contact": "นางสมใจ รักดี 0810000003",
    "days": "ทุกวันพุธ", "capacity": "50",
}  # fmt: skip


def brought(by: Any, content: bytes, name: str = "c.csv", **answers: str) -> ImportBatch:
    """A list that was written."""
    batch = upload_batch(content, name, by=by)
    answer_batch(batch, answers, by=by)
    assert not confirm_batch(batch, by=by).problems
    batch.refresh_from_db()
    return batch


def told(batch: ImportBatch, by: Any) -> list[tuple[str, str]]:
    """Names and reasons of what stayed, without the moment."""
    batch.refresh_from_db()
    return [(line.name, line.why.partition(" เมื่อ ")[0]) for line in named(undone(batch).lines, by)]


@pytest.fixture
def batch(staff: Any) -> ImportBatch:
    """Two sites, each with a contact."""
    return brought(staff, sites_of(row(**FULL), row("สวนป่า", contact="นายบุญมี ดีพร้อม")))


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
@pytest.mark.parametrize("answer", ["same", "new", ""])
def test_the_sample_goes_without_a_trace_and_is_new_again(suffix: str, answer: str, staff: Any) -> None:
    before = everything()
    made = brought(staff, sample(suffix), f"c.{suffix}", **{"1:5:twin": answer})
    shown, done = plan_undoing(made), undo_batch(made, by=staff)
    assert differences(before, everything()) == {}
    assert (done, done.kept, done.restored) == (shown, {}, {})
    assert done.removed == {"geo.learningsite": 3, "leaders.person": 1, "leaders.sitecontact": 2}
    again = upload_batch(sample(suffix), f"c.{suffix}", by=staff)
    assert [found.verdict.value for found in plan_of(again, by=staff).rows[:3]] == ["new"] * 3


@pytest.mark.parametrize(
    "change",
    [
        {"name": "ตลาดชุมชนเช้า"},
        {"position": "16.25, 103.27", "capacity": "60", "days": "โทรก่อน"},
        {"issues": "บ้านพอเพียง"},
        {"contact": "นางสมใจ รักดี 0810000004"},
        {"contact": "นายบุญมี ดีพร้อม 0820000005"},
    ],
)
def test_what_a_second_list_changed_is_as_the_first_left_it(change: dict[str, str], staff: Any) -> None:
    brought(staff, sites_of(row(**FULL)))
    before = everything(without=MOVES_ON)
    second = brought(staff, sites_of(row(**{"name": "ตลาดชุมชน", **FULL, **change})))
    assert second.result["change"] == 1
    assert undo_batch(second, by=staff).kept == {}
    assert differences(before, everything(without=MOVES_ON), telling=True) == {}


def test_a_site_there_before_is_as_it_was(staff: Any) -> None:
    site = LearningSiteFactory(name_th="ตลาดชุมชน", place=HOME, code="ลร-009", status=SiteStatus.PROPOSED)
    site.issues.add(IssueArea.objects.get(key="homeless"))
    before = everything(without=MOVES_ON)
    made = brought(staff, sites_of(row(**FULL)))
    assert LearningSite.objects.get().capacity == 50
    done = undo_batch(made, by=staff)
    assert differences(before, everything(without=MOVES_ON), telling=True) == {}
    assert done.restored == {"geo.learningsite": 1}


class TestStays:
    """Each kind of later change keeps its site, is told, and leaves the other site of the list to go."""

    def check(self, batch: ImportBatch, by: Any, *lines: tuple[str, str]) -> None:
        """Undo; only the first site stays, and why is told."""
        undo_batch(batch, by=by)
        assert [site.name_th for site in LearningSite.everything.all()] == ["ตลาดชุมชน"]
        assert told(batch, by) == list(lines)

    def test_a_site_that_was_changed(self, batch: ImportBatch, staff: Any) -> None:
        change_site(LearningSite.objects.get(code="ลร-009"), by=staff, capacity=60)
        self.check(batch, staff, ("ตลาดชุมชน", "แก้รับได้ครั้งละกี่คน"))
        assert not Person.objects.exists()

    def test_a_site_that_was_published(self, batch: ImportBatch, staff: Any) -> None:
        site = change_site(LearningSite.objects.get(code="ลร-009"), by=staff, summary="ทำนา")
        publish_site(site, by=staff)
        self.check(batch, staff, ("ตลาดชุมชน", "เปลี่ยนสถานะ"))

    def test_a_site_where_somebody_learnt(self, batch: ImportBatch, staff: Any) -> None:
        activity_with("submitted", site=LearningSite.objects.get(code="ลร-009"), title="ดูงาน")
        self.check(batch, staff, ("ตลาดชุมชน", "มีกิจกรรมที่เพิ่มทีหลัง"))

    def test_a_contact_whose_phone_was_changed_stays_alone(self, batch: ImportBatch, staff: Any) -> None:
        change_person(Person.objects.get(given_name="สมใจ"), by=staff, phone="0810000009")
        undo_batch(batch, by=staff)
        assert [person.given_name for person in Person.objects.all()] == ["สมใจ"]
        assert not LearningSite.everything.exists()
        assert not SiteContact.everything.exists()
        assert told(batch, staff) == [("นางสมใจ รักดี", "แก้เบอร์โทร")]
