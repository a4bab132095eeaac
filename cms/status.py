"""What waits here: documents of the search, and pages whose hour has come."""

from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision

from accounts.findings import Finding, Level, register

from .services.search import behind


@register
def search() -> Iterator[Finding]:
    """What can be found is what is on record. Reads everything once."""
    if number := behind():
        yield Finding(
            "search",
            Level.WRONG,
            _("การค้นหายังไม่ทันข้อมูล %(number)s รายการ") % {"number": number},
            _("สั่ง manage.py rebuild_search --changed"),
        )
    else:
        yield Finding("search", Level.FINE, _("การค้นหาตรงกับข้อมูล"))


@register
def scheduled_pages() -> Iterator[Finding]:
    """Pages that were to appear or to go by now."""
    now = timezone.now()
    number = Revision.page_revisions.filter(approved_go_live_at__lt=now).count()
    number += Page.objects.filter(live=True, expire_at__lt=now).count()
    if number:
        yield Finding(
            "scheduled_pages",
            Level.WRONG,
            _("มีหน้าเว็บ %(number)s หน้าที่ถึงเวลาเผยแพร่หรือถึงเวลาเอาลงแล้ว") % {"number": number},
            _("สั่ง manage.py publish_scheduled และตั้งให้ทำทุกชั่วโมง"),
        )
