"""An activity list taken back: everything as it was, compared table by table."""

from typing import Any

import pytest
from django.core.files.base import ContentFile

from geo.models import ImportBatch
from leaders.choices import PartnerKind
from leaders.models import Partner
from programmes.intake.services import plan_of, upload_batch
from programmes.intake.undo import named, plan_undoing, undo_batch, undone
from programmes.models import Activity, Evidence, Headcount
from programmes.services import transitions
from programmes.services.activities import HeadcountInput, change_activity, set_headcounts
from tests.factories.leaders import PartnerFactory
from tests.factories.programmes import ActivityPartnerFactory, activity_with
from tests.programmes.intake.undo.conftest import MOVES_ON, differences, everything

from .conftest import list_of, row, sample
from .test_comparing import FULL, brought


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_the_sample_goes_without_a_trace_and_is_new_again(suffix: str, staff: Any) -> None:
    before = everything()
    batch = brought(staff, sample(suffix), f"b.{suffix}")
    told, done = plan_undoing(batch), undo_batch(batch, by=staff)
    assert differences(before, everything()) == {}
    assert (done, done.kept) == (told, {})
    assert (done.removed["programmes.activity"], done.removed["leaders.partner"]) == (3, 2)
    again = upload_batch(sample(suffix), f"b.{suffix}", by=staff)
    assert [found.verdict.value for found in plan_of(again, by=staff).rows[:3]] == ["new"] * 3


@pytest.mark.parametrize(
    "told",
    [
        {"came": "30 (ญ 12)", "planned": "40", "budget": "9000"},
        {"days": "12 มี.ค. 61", "method": "อบรม", "issues": "สภาฯ", "outputs": "ได้กติกา"},
        {"partners": "อบต. (รถ), มมส."},
        {"came": "", "obstacles": "เลื่อน"},
    ],
)
def test_what_a_second_list_changed_is_as_the_first_left_it(told: dict[str, str], staff: Any) -> None:
    brought(staff, list_of(row(**FULL)))
    before = everything(without=MOVES_ON)
    second = brought(staff, list_of(row(**{**FULL, **told})))
    assert second.result["change"] == 1
    assert undo_batch(second, by=staff).kept == {}
    assert differences(before, everything(without=MOVES_ON), telling=True) == {}


def test_a_partner_known_before_is_as_it_was(staff: Any) -> None:
    PartnerFactory(name="มูลนิธิรักน้ำ", kind="", area=None)
    before = everything(without=MOVES_ON)
    batch = brought(staff, list_of(row(partners="มูลนิธิรักน้ำ")))
    assert Partner.objects.get().kind == PartnerKind.CIVIL
    undo_batch(batch, by=staff)
    assert differences(before, everything(without=MOVES_ON), telling=True) == {}


def test_what_was_verified_since_stays_with_its_partners(staff: Any, user_with: Any) -> None:
    batch = brought(staff, list_of(row(**FULL), row(title="อีกเวที", partners="มมส.")))
    transitions.verify(Activity.objects.get(title="เวทีทีม"), by=user_with("reviewer", "44"))
    undo_batch(batch, by=staff)
    (kept,) = Activity.everything.all()
    assert [one.partner.name for one in kept.partners.all()] == ["อบต.ท่าขอนยาง"]
    assert [one.name for one in Partner.everything.all()] == ["อบต.ท่าขอนยาง"]


class TestStays:
    """What somebody went on with stays whole and is told; the other activity of the list goes."""

    @pytest.fixture
    def batch(self, staff: Any) -> ImportBatch:
        """Two activities with a partner each."""
        return brought(staff, list_of(row(**FULL), row(title="อีกเวที", partners="มมส.")))

    def check(self, batch: ImportBatch, by: Any, *why: str) -> None:
        """Undo; only the first activity stays, with its partner, and why is told."""
        undo_batch(batch, by=by)
        batch.refresh_from_db()
        (kept,) = Activity.everything.all()
        assert kept.title in {"เวทีทีม", "ชื่อใหม่"}
        assert [one.name for one in Partner.everything.all()] == ["อบต.ท่าขอนยาง"]
        assert {line.why.partition(" เมื่อ ")[0] for line in named(undone(batch).lines, by)} == set(why)

    @pytest.fixture
    def log(self, batch: ImportBatch, staff: Any) -> Activity:
        """The first one, withdrawn so that it can be changed."""
        return transitions.withdraw(Activity.objects.get(title="เวทีทีม"), by=staff)

    def test_an_activity_whose_title_was_changed(self, batch: ImportBatch, log: Activity, staff: Any) -> None:
        change_activity(log, by=staff, title="ชื่อใหม่")
        self.check(batch, staff, "เปลี่ยนสถานะ")

    def test_an_activity_whose_headcount_was_changed(
        self, batch: ImportBatch, log: Activity, staff: Any
    ) -> None:
        set_headcounts(log, [HeadcountInput(number=31)], by=staff)
        self.check(batch, staff, "เปลี่ยนสถานะ", "แก้คนไม่ระบุชื่อ")
        assert Headcount.objects.get(deleted_at=None).number == 31

    def test_an_activity_with_evidence(self, batch: ImportBatch, staff: Any) -> None:
        log = Activity.objects.get(title="เวทีทีม")
        proof = Evidence(activity=log, content_type="application/pdf", size=1, digest="0")
        proof.file.save("a.pdf", ContentFile(b"%PDF"), save=False)
        proof.save()
        self.check(batch, staff, "มีหลักฐานที่เพิ่มทีหลัง")

    def test_a_partner_that_another_log_names_stays_alone(self, batch: ImportBatch, staff: Any) -> None:
        other = activity_with("submitted", title="เวทีอื่น")
        ActivityPartnerFactory(activity=other, partner=Partner.objects.get(name="มมส."))
        undo_batch(batch, by=staff)
        batch.refresh_from_db()
        assert [kept.title for kept in Activity.everything.all()] == ["เวทีอื่น"]
        assert [one.name for one in Partner.everything.all()] == ["มมส."]
        assert [(line.name, line.why) for line in named(undone(batch).lines, staff)] == [
            ("มมส.", "มีภาคีของกิจกรรมที่เพิ่มทีหลัง")
        ]
