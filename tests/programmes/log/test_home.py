"""The coordinator's first page."""

import pytest

from tests.factories.programmes import HeadcountFactory, activity_with, roster


def test_it_shows_what_is_to_mend_with_the_reviewers_reason(client_of, owner, reviewer, team) -> None:
    activity_with("returned", by=reviewer, reason="ใบลงชื่อมี 31 คน แต่ติ๊กไว้ 13 คน", team=team, title="เวทีคุยกติกาป่า")
    page = client_of(owner).get("/log/").content.decode()
    assert "เวทีคุยกติกาป่า" in page
    assert "ใบลงชื่อมี 31 คน" in page.replace('<span class="nb">', "").replace("</span>", "")
