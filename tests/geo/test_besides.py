"""What an address says besides its areas."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from geo.resolver import besides

THA_KHON_YANG = "440404"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("ม.๒ ต.ท่าขอนยาง อ.กันทรวิชัย จ.มหาสารคาม", "หมู่ 2"),
        ("12/3 หมู่ที่ 4 ตำบล ท่าขอนยาง อำเภอ กันทรวิชัย 44150", "12/3 หมู่ 4"),
        ("วัดกลาง ท่าขอนยาง-กันทรวิชัย-มหาสารคาม", "วัดกลาง"),
        ("ท่าขอนยาง/กันทรวิชัย/มค.", ""),
        ("ท่าขอนยางกันทรวิชัยมหาสารคาม", ""),
        ("ต.ท่าขอนยาน อ.กันทรวิชัย", ""),
        ("ใกล้ตลาด ขอนแก่น", "ใกล้ตลาด ขอนแก่น"),
        ("", ""),
    ],
)
def test_the_rest_stays(text, rest):
    assert besides(text, THA_KHON_YANG) == rest


class AnyText(TestCase):
    """Whatever is written, the rest is no longer than it, but for the word หมู่."""

    @given(st.text(max_size=80))
    def test_nothing_raises(self, text):
        assert len(besides(text, THA_KHON_YANG)) <= len(text) * 5
