"""The test database itself: what a test changes for good is gone for the next."""

import pytest
from django.db import IntegrityError

from geo.models import Area

FULL = {"region": 5, "province": 77, "district": 928, "subdistrict": 7436}


def counted() -> dict[str, int]:
    return {level: Area.objects.current().level(level).count() for level in FULL}


@pytest.mark.django_db
def test_all_places_are_there():
    assert counted() == FULL


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", [1, 2])
def test_what_a_transaction_did_is_put_back(turn):
    assert counted() == FULL
    assert not Area.objects.filter(code="9999").exists()
    Area.objects.create(code="9999", level="region", name_th="ไม่มีจริง")
    Area.objects.filter(level="subdistrict").update(level="district")
    assert counted() == FULL | {"region": 6, "district": 928 + 7436, "subdistrict": 0}


@pytest.mark.django_db(transaction=True)
def test_links_still_hold_after_it_was_put_back():
    astray = Area(code="9998", level="region", name_th="ไม่มีจริง", parent_id=0)
    with pytest.raises(IntegrityError):
        astray.save()
