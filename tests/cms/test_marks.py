"""The search for unmarked Thai finds it wherever it stands."""

import pytest

from .marks import unmarked_thai


@pytest.mark.parametrize(
    "html",
    [
        "<p>แม่</p>",
        '<html lang="en"><p>Khabuan (ขบวน)</p></html>',
        '<p lang="th">ไทย <b lang="en">แม่</b></p>',
        '<img alt="ป่า">',
        '<a title="ป่า"><span lang="th">ป่า</span></a>',
        "<title>ป่า · Khabuan</title>",
        '<meta content="ป่า">',
        "<option>ป่า</option>",
        '<script type="application/json">{"name": "ป่า"}</script>',
        '<script type="application/ld+json">{"name": ["Forest", "ป่า"]}</script>',
        "<p>฿20</p>",
    ],
)
def test_thai_is_found(html):
    assert len(unmarked_thai(html)) == 1


@pytest.mark.parametrize(
    "html",
    [
        "<p>Forest</p>",
        '<p>Khabuan (<span lang="th">ขบวน</span>)</p>',
        '<p lang="th">ไทย <b>แม่</b></p>',
        '<div lang="th"><img alt="ป่า"></div>',
        '<img lang="th" alt="ป่า">',
        '<title lang="th">ป่า</title>',
        '<a href="/en/find/?q=ป่า">Find</a>',
        '<html lang="en"><p lang="th-TH">ป่า</p></html>',
        '<script type="application/ld+json">{"name": {"@value": "ป่า", "@language": "th"}}</script>',
    ],
)
def test_marked_thai_is_let_be(html):
    assert unmarked_thai(html) == []
