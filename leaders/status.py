"""Concerns of the people on record: that somebody who knows the law has read what they are told."""

from collections.abc import Iterator

from django.conf import settings
from django.utils.translation import gettext as _

from accounts.findings import Finding, Level, register


@register
def notice() -> Iterator[Finding]:
    """Recording rests on the notice, publishing on the sentences of consent; both are the operator's."""
    if settings.NOTICE_CONFIRMED:
        told = _("นักกฎหมายยืนยันข้อความแจ้งและข้อความขอความยินยอมแล้ว เมื่อ %s") % settings.NOTICE_CONFIRMED
        yield Finding("notice", Level.FINE, told)
        return
    yield Finding(
        "notice",
        Level.NOTE,
        _("ยังไม่ได้จดว่านักกฎหมายยืนยันข้อความแจ้งและข้อความขอความยินยอมแล้ว"),
        _("ให้นักกฎหมายอ่านหน้าการคุ้มครองข้อมูลส่วนบุคคลและข้อความขอความยินยอม แล้วตั้ง KHABUAN_NOTICE_CONFIRMED เป็นวันที่"),
    )
