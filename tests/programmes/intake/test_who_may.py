"""Who may bring, see and write a sheet: its uploader, its reviewer, nobody else."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from geo.choices import Role
from geo.models import Area, ImportBatch
from leaders.models import Person
from programmes.intake.services import confirm_batch, plan_of, upload_batch

from .conftest import HOME, sample
from .test_writing import uploaded


def test_a_colleague_does_not_write_it(coordinator: Any, user_with: Any) -> None:
    batch = uploaded(coordinator, method="forum")
    colleague = user_with(Role.COORDINATOR, HOME)
    assert not ImportBatch.objects.visible_to(colleague).filter(pk=batch.pk).exists()
    with pytest.raises(PermissionDenied):
        confirm_batch(batch, by=colleague)


def test_its_reviewer_does(coordinator: Any, reviewer: Any) -> None:
    batch = uploaded(coordinator, method="forum")
    assert ImportBatch.objects.visible_to(reviewer).get() == batch
    assert confirm_batch(batch, by=reviewer).number == 3


def test_a_sheet_of_two_provinces_is_for_who_reviews_both(
    coordinator: Any, reviewer: Any, user_with: Any, client_of: Any
) -> None:
    """The people of the one province are no business of the other's reviewer."""
    batch = uploaded(coordinator, method="forum")
    batch.areas.add(Area.objects.get(code="330101"))
    of_both = user_with(Role.REVIEWER, "44", "33")
    staff = user_with(Role.STAFF, "TH")
    for user, sees in ((reviewer, False), (of_both, True), (staff, True), (coordinator, True)):
        assert ImportBatch.objects.visible_to(user).filter(pk=batch.pk).exists() == sees
        assert user.has_perm("programmes.handle_batch", batch) == sees
        for page in ("batch", "file", "undo"):
            found = client_of(user).get(reverse(f"sheets:{page}", args=[batch.uid])).status_code
            assert (found == 404) == (not sees), (user, page)


def test_a_stranger_sees_refused_rows_and_writes_nothing(team: Any, user_with: Any) -> None:
    stranger = user_with(Role.COORDINATOR, "440501")
    batch = uploaded(stranger, method="forum")
    plan = plan_of(batch, by=stranger)
    assert {row.verdict.value for row in plan.rows} == {"refused"}
    assert "อยู่นอกพื้นที่ของคุณ" in plan.rows[0].reasons[0]
    assert not list(plan.every_question())
    assert confirm_batch(batch, by=stranger).number == 0
    assert not Person.objects.exists()


@pytest.mark.parametrize("role", [None, Role.EDITOR])
def test_others_bring_no_sheets(role: str | None, team: Any, user_with: Any) -> None:
    somebody = user_with(role, "TH") if role else user_with()
    with pytest.raises(PermissionDenied):
        upload_batch(sample("csv"), "a.csv", by=somebody)


def test_national_staff_do(team: Any, user_with: Any) -> None:
    staff = user_with(Role.STAFF, "TH")
    assert confirm_batch(uploaded(staff, method="forum"), by=staff).number == 3
