"""Whether somebody who knows the law has read what people are told."""

from accounts.findings import Level
from leaders.status import notice


def test_the_operator_is_reminded_until_a_lawyer_has_confirmed_it(settings):
    settings.NOTICE_CONFIRMED = ""
    (found,) = notice()
    assert (found.level, "KHABUAN_NOTICE_CONFIRMED" in found.mend) == (Level.NOTE, True)
    settings.NOTICE_CONFIRMED = "2026-12-01"
    (found,) = notice()
    assert (found.level, "2026-12-01" in found.sentence) == (Level.FINE, True)
