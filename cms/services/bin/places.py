"""Where a page comes back: below the page that was above it, at the address that it had."""

from django.core.exceptions import ValidationError
from django.db.models import F
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision
from wagtail.permissions import page_permission_policy

from accounts.models import User

from ...models import Binned
from .gathering import Row

PAGE, REVISION = Page._meta.label_lower, Revision._meta.label_lower


def take_place(rows: list[Row], root: Row, item: Binned, *, by: User) -> None:
    """Make room below the page above, and tell the rows their places in the tree; ``root`` is the row of the
    page that was deleted, the others are below it.

    Raises ValidationError when there is no page above any more, when ``by`` may not publish there what was
    live, when another page has the address, and when there is another translation in the language of one.
    """
    above = Page.objects.select_for_update().filter(pk=item.parent_id).first()
    if above is None:
        raise ValidationError(_above_is_gone(item), code="parent")
    _check_live(rows, above, by)
    pages = [row for row in rows if row["model"] == PAGE]
    _check_address(root["fields"]["slug"], above)
    _check_languages(pages)
    old, old_url = root["fields"]["path"], root["fields"]["url_path"]
    path, url = _free_path(old, above), f"{above.url_path}{root['fields']['slug']}/"
    deeper = above.depth + 1 - root["fields"]["depth"]
    for row in pages:
        told = row["fields"]
        told["path"] = path + told["path"][len(old) :]
        told["url_path"] = url + told["url_path"][len(old_url) :]
        told["depth"] += deeper
    Page.objects.filter(pk=above.pk).update(numchild=F("numchild") + 1)


def _above_is_gone(item: Binned) -> str:
    words = _("หน้า “%s” ที่หน้านี้เคยอยู่ข้างใต้ ถูกลบไปแล้ว กู้คืนหน้านั้นก่อน แล้วค่อยกู้คืนหน้านี้")
    return words % item.where


def _check_live(rows: list[Row], above: Page, by: User) -> None:
    """What was live comes back live, and what was to go live by itself will."""
    live = any(row["model"] == PAGE and row["fields"]["live"] for row in rows)
    timed = any(row["model"] == REVISION and row["fields"]["approved_go_live_at"] for row in rows)
    if (live or timed) and not page_permission_policy.user_has_permission_for_instance(by, "publish", above):
        words = _("กู้คืนแล้วจะขึ้นเว็บเลย ต้องให้คนที่มีสิทธิ์เผยแพร่ตรงนี้กู้คืนให้")
        raise ValidationError(words, code="publish")


def _check_address(slug: str, above: Page) -> None:
    if other := Page.objects.child_of(above).filter(slug=slug).first():
        words = _("หน้า “%(title)s” ใช้ที่อยู่ “%(slug)s” ไปแล้ว เปลี่ยนที่อยู่ของหน้านั้นก่อน แล้วค่อยกู้คืนหน้านี้")
        raise ValidationError(words % {"title": other.title, "slug": slug}, code="slug")


def _check_languages(pages: list[Row]) -> None:
    kept = {(str(row["fields"]["translation_key"]), row["fields"]["locale"]) for row in pages}
    there = Page.objects.filter(translation_key__in={key for key, _locale in kept})
    for key, locale, title in there.values_list("translation_key", "locale", "title"):
        if (str(key), locale) in kept:
            words = _("มีหน้าแปลใหม่ “%s” ในภาษาเดียวกันแล้ว ใช้หน้าใหม่ หรือลบหน้าใหม่ก่อน แล้วค่อยกู้คืนหน้านี้")
            raise ValidationError(words % title, code="translation")


def _free_path(old: str, above: Page) -> str:
    """The old place in the tree, so that the order stays; else the last one."""
    same = old[: -Page.steplen] == above.path
    if same and not Page.objects.filter(path=old).exists():
        return old
    last = above.get_last_child()
    return last._inc_path() if last else Page._get_path(above.path, above.depth + 1, 1)
