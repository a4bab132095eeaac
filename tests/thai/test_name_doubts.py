"""Texts in the column of names that name two people, or nobody."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thai.names import names_nobody, names_several


@pytest.mark.parametrize(
    ("text", "several"),
    [
        ("นายสมชัย กับ นางสมพร ใจดี", True),
        ("สมชัย และสมพร ใจดี", True),
        ("สมชัย และ สมพร ใจดี", True),
        ("นายสมชัย ใจดี น.ส.สมพร ใจดี", True),
        ("นายสมชัย+นางสมพร ใจดี", True),
        ("นายสมชัย ใจดี", False),
        ("นายสมชัย ณ นางรอง", False),
        ("น.ส.มะลิ นางาม", False),
        ("ม.ร.ว.สมชัย ใจดี ณ อยุธยา", False),
    ],
)
def test_several(text: str, several: bool) -> None:
    assert names_several(text) == several


@pytest.mark.parametrize(
    ("text", "nobody"),
    [
        ("ตัวแทน อบต.", True),
        ("ตัวแทนอบต.", True),
        ("ผู้แทนกำนัน", True),
        ("เจ้าหน้าที่ พอช.", True),
        ("ชาวบ้าน", True),
        ("อบต.ท่าขอนยาง", True),
        ("กำนัน", True),
        ("ครู", True),
        ("กำนันดี ใจดี", False),
        ("ผญ.น้ำค้าง คืนลมหนาว", False),
        ("คณิต ใจดี", False),
        ("นายคณะ ใจดี", False),
        ("วัดโพธิ์ ใจดี", False),
        ("สมศรี", False),
    ],
)
def test_nobody(text: str, nobody: bool) -> None:
    assert names_nobody(text) == nobody


@given(st.text(max_size=40))
def test_nothing_breaks_them(text: str) -> None:
    assert names_several(text) in (True, False)
    assert names_nobody(text) in (True, False)
