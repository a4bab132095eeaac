"""An activity list taken back: everything as it was, compared table by table."""

from typing import Any

import pytest

from leaders.choices import PartnerKind
from leaders.models import Partner
from programmes.intake.services import plan_of, upload_batch
from programmes.intake.undo import plan_undoing, undo_batch
from programmes.models import Activity
from programmes.services import transitions
from tests.factories.leaders import PartnerFactory
from tests.programmes.intake.undo.conftest import MOVES_ON, differences, everything

from .conftest import list_of, row, sample
from .test_comparing import FULL, brought


def test_the_sample_goes_without_a_trace_and_is_new_again(staff: Any) -> None:
    before = everything()
    batch = brought(staff, sample("csv"), "b.csv")
    told, done = plan_undoing(batch), undo_batch(batch, by=staff)
    assert differences(before, everything()) == {}
    assert (done, done.kept) == (told, {})
    assert (done.removed["programmes.activity"], done.removed["leaders.partner"]) == (3, 2)
    again = upload_batch(sample("xlsx"), "b.xlsx", by=staff)
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
