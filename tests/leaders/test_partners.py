"""Partners: who sees them, who may change them, and that each is kept once."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from geo.choices import Role
from leaders.choices import PartnerKind
from leaders.models import Partner
from leaders.services.partners import PartnerInput, name_partners
from tests.factories.leaders import PartnerFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def partners(area: Callable[[str], Any]) -> dict[str, Partner]:
    """One of a subdistrict, one of its province, one of another province, one of the nation."""
    places = {"here": "440404", "province": "44", "elsewhere": "55", "nation": None}
    return {name: PartnerFactory(name=name, area=code and area(code)) for name, code in places.items()}


@pytest.mark.parametrize(
    ("role", "code", "seen"),
    [
        (Role.COORDINATOR, "440404", {"here", "province", "nation"}),
        (Role.COORDINATOR, "440406", {"province", "nation"}),
        (Role.REVIEWER, "44", {"here", "province", "nation"}),
        (Role.REVIEWER, "55", {"elsewhere", "nation"}),
        (Role.STAFF, "TH", {"here", "province", "elsewhere", "nation"}),
        (Role.EDITOR, "TH", set()),
        (None, None, set()),
    ],
)
def test_who_sees_which(
    role: str | None, code: str | None, seen: set[str], partners: dict[str, Partner], user_with: Any
) -> None:
    user = user_with(role, code) if role else user_with()
    assert {row.name for row in Partner.objects.visible_to(user)} == seen


def test_the_public_sees_none(partners: dict[str, Partner]) -> None:
    assert not Partner.objects.visible_to(AnonymousUser()).exists()


@pytest.mark.parametrize(
    ("role", "code", "changes"),
    [
        (Role.COORDINATOR, "440404", set()),
        (Role.REVIEWER, "44", {"here", "province"}),
        (Role.STAFF, "TH", {"here", "province", "elsewhere", "nation"}),
    ],
)
def test_who_may_change_which(
    role: str, code: str, changes: set[str], partners: dict[str, Partner], user_with: Any
) -> None:
    user = user_with(role, code)
    may = {name for name, row in partners.items() if user.has_perm("leaders.change_partner", row)}
    assert may == changes


def test_a_partner_met_again_is_the_same_row(area: Callable[[str], Any], user_with: Any) -> None:
    user, here = user_with(Role.COORDINATOR, "440404"), area("440404")
    local = PartnerInput("อบต.ท่าขอนยาง", here, PartnerKind.LOCAL)
    first = name_partners([local, local, PartnerInput("มมส.")], by=user)
    again = name_partners([PartnerInput("อบต. ท่าขอนยาง", here)], by=user)
    assert Partner.objects.count() == 2
    assert again[local.key].pk == first[local.key].pk
    made = first[local.key]
    assert (made.created_by, made.kind) == (user, PartnerKind.LOCAL)
    assert made.history.get().history_user == user


def test_the_same_name_elsewhere_is_another_partner(area: Callable[[str], Any], user_with: Any) -> None:
    user = user_with(Role.STAFF, "TH")
    name_partners([PartnerInput("วัดกลาง", area(code)) for code in ("4404", "4401")], by=user)
    assert Partner.objects.filter(name="วัดกลาง").count() == 2


def test_a_kind_told_later_is_filled_in_and_one_on_record_stays(user_with: Any) -> None:
    user = user_with(Role.STAFF, "TH")
    unknown = PartnerInput("กลุ่มรักษ์ป่า")
    name_partners([unknown], by=user)
    for kind in (PartnerKind.CIVIL, PartnerKind.PRIVATE):
        name_partners([PartnerInput("กลุ่มรักษ์ป่า", None, kind)], by=user)
    row = Partner.objects.get()
    assert (row.kind, row.version) == (PartnerKind.CIVIL, 2)


def test_the_database_keeps_a_partner_once() -> None:
    PartnerFactory(name="มมส.")
    with pytest.raises(IntegrityError), transaction.atomic():
        PartnerFactory(name="มมส.")
    Partner.objects.update(deleted_at="2019-01-01T00:00:00Z")
    PartnerFactory(name="มมส.")


def test_naming_many_partners_takes_as_many_queries_as_naming_one(
    user_with: Any,
) -> None:
    user = user_with(Role.STAFF, "TH")

    def queries(number: int, start: int) -> int:
        with CaptureQueriesContext(connection) as caught:
            name_partners([PartnerInput(f"มูลนิธิ {start + n}") for n in range(number)], by=user)
        return len(caught)

    assert queries(1, 0) == queries(30, 100)
