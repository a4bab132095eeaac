"""Numbers of people with a remark in brackets behind them: "28 (เด็ก 5)", "30 (ค้างคืนได้ 10)"."""

import re
from typing import NamedTuple

from thai.amounts import Count, counts_in, parse_count
from thai.digits import NumberError

_A_REMARK = re.compile(r"\s*[(（\[](?P<remark>[^()（）\[\]]*)[)）\]]\s*$")


class Remarked(NamedTuple):
    """A count, None where none is told; ``shortened``: a remark behind it was left out."""

    count: Count | None
    shortened: bool = False


def parse_remarked(text: str) -> Remarked:
    """The count in a cell; a remark that tells of no more people is left out. Raises NumberError."""
    try:
        return Remarked(parse_count(text))
    except NumberError:
        remark = _A_REMARK.search(text)
        if remark is None:
            raise
        count = parse_count(text[: remark.start()])
        if count is None or any(number > count.number for number in counts_in(remark["remark"])):
            raise
    return Remarked(count, shortened=True)
