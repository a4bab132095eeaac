"""Who may bring, see and write a sheet: its uploader, its reviewer, nobody else."""

import uuid
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from geo.choices import BatchState, Role
from geo.models import Area, ImportBatch
from leaders.models import Person
from programmes.intake.services import confirm_batch, plan_of, upload_batch
from programmes.urls import sheets

from .conftest import DATA, HOME, sample
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


def pages_of(batch: ImportBatch) -> dict[str, str]:
    """Every page under a batch's own address, by name, whatever pages there will be."""
    kinds = {"kind": "csv"}
    return {
        pattern.name: reverse(
            f"sheets:{pattern.name}",
            kwargs={"uid": batch.uid}
            | {key: kinds[key] for key in pattern.pattern.converters if key != "uid"},
        )
        for pattern in sheets.urlpatterns
        if "uid" in pattern.pattern.converters
    }


@pytest.mark.parametrize("name", ["a_signin.csv", "b_activity.csv", "c_site.csv"])
def test_every_page_of_it_is_found_by_those_who_may_only(
    name: str, coordinator: Any, user_with: Any, client_of: Any
) -> None:
    batch = upload_batch((DATA / name).read_bytes(), name, by=coordinator)
    who = {
        "owner": (client_of(coordinator), {200}),
        "colleague": (client_of(user_with(Role.COORDINATOR, HOME)), {404}),
        "coordinator elsewhere": (client_of(user_with(Role.COORDINATOR, "440501")), {404}),
        "reviewer elsewhere": (client_of(user_with(Role.REVIEWER, "40")), {404}),
        "editor": (client_of(user_with(Role.EDITOR, "TH")), {403}),
        "nobody": (client_of(user_with()), {403}),
        "public": (client_of(None), {302}),
    }
    pages = pages_of(batch)
    assert pages.keys() == {"batch", "rows_export", "answer", "confirm", "cancel", "file", "undo"}
    for page, address in pages.items():
        posts = page in {"answer", "confirm", "cancel", "undo"}
        for person, (client, expected) in who.items():
            if person != "owner" or page == "batch":
                sent = client.post(address) if posts else client.get(address)
                assert sent.status_code in expected, (page, person)
    batch.refresh_from_db()
    assert (batch.state, batch.answers, Person.objects.count()) == (BatchState.PREVIEWED, {}, 0)


@pytest.mark.parametrize("page", ["answer", "confirm", "cancel", "undo", "file", "batch", "rows_export"])
def test_a_batch_that_is_none_is_not_found_either(page: str, coordinator: Any, client_of: Any) -> None:
    address = pages_of(ImportBatch(uid=uuid.uuid4()))[page]
    client = client_of(coordinator)
    posts = page in {"answer", "confirm", "cancel", "undo"}
    assert (client.post(address) if posts else client.get(address)).status_code == 404


@pytest.mark.parametrize("role", [None, Role.EDITOR])
def test_others_bring_no_sheets(role: str | None, team: Any, user_with: Any) -> None:
    somebody = user_with(role, "TH") if role else user_with()
    with pytest.raises(PermissionDenied):
        upload_batch(sample("csv"), "a.csv", by=somebody)


def test_national_staff_do(team: Any, user_with: Any) -> None:
    staff = user_with(Role.STAFF, "TH")
    assert confirm_batch(uploaded(staff, method="forum"), by=staff).number == 3
