"""Concerns of the machine: room, storages, cache, settings that a public server must not have."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import redis
from django.conf import settings
from django.core.files.base import ContentFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from accounts.backup.files import own_storages
from accounts.backup.notes import notes_in
from accounts.findings import Finding, Level, register
from accounts.guards import demo_accounts

# Less than this and SQLite, uploads and logs are about to fail; in bytes.
LEAST_ROOM = 1024**3
# Seconds that a Redis may take to answer.
PATIENCE = 3
# As `manage.py check --deploy` has it.
SHORTEST_KEY, FEWEST_LETTERS = 50, 5


@register
def disk() -> Iterator[Finding]:
    """Room for what is written, and for one more backup beside its unpacked copy."""
    folders = {Path(settings.VAR_DIR), Path(settings.BACKUP_DIR)}
    notes = notes_in(Path(settings.BACKUP_DIR))
    wanted = max(LEAST_ROOM, 3 * notes[0].size if notes else 0)
    told = set()
    for folder in sorted(folders):
        there = next(path for path in (folder, *folder.parents) if path.exists())
        free = shutil.disk_usage(there).free
        if there.stat().st_dev in told:
            continue
        told.add(there.stat().st_dev)
        room = {"free": filesizeformat(free), "path": folder, "wanted": filesizeformat(wanted)}
        if free < wanted:
            yield Finding(
                "disk",
                Level.WRONG,
                _("ดิสก์ของ %(path)s เหลือ %(free)s ควรเหลืออย่างน้อย %(wanted)s") % room,
                _("ลบไฟล์ที่ไม่ใช้ หรือเพิ่มดิสก์"),
            )
        else:
            yield Finding("disk", Level.FINE, _("ดิสก์ของ %(path)s เหลือ %(free)s") % room)


@register
def storage() -> Iterator[Finding]:
    """A file can be written into each storage, and taken out again."""
    for alias, place in own_storages().items():
        try:
            place.delete(place.save(f".status-{uuid4().hex}", ContentFile(b"")))
        except Exception as error:
            yield Finding(
                "storage",
                Level.WRONG,
                _("เขียนไฟล์ลงที่เก็บ “%(name)s” ไม่ได้ (%(why)s)") % {"name": alias, "why": error},
                _("ตรวจว่าใครเป็นเจ้าของโฟลเดอร์ และที่เก็บภายนอกตอบหรือไม่"),
            )
        else:
            yield Finding("storage", Level.FINE, _("เขียนไฟล์ลงที่เก็บ “%(name)s” ได้") % {"name": alias})


@register
def cache() -> Iterator[Finding]:
    """A Redis that is set answers."""
    places = {
        str(told["LOCATION"]) for told in settings.CACHES.values() if "redis" in told["BACKEND"].lower()
    }
    for place in places:
        try:
            redis.from_url(place, socket_connect_timeout=PATIENCE, socket_timeout=PATIENCE).ping()
        except redis.RedisError as error:
            yield Finding(
                "cache",
                Level.WRONG,
                _("Redis ไม่ตอบ (%(why)s)") % {"why": error},
                _("เปิด Redis หรือแก้ REDIS_URL"),
            )
        else:
            yield Finding("cache", Level.FINE, _("Redis ตอบ"))


@register
def settings_of_a_server() -> Iterator[Finding]:
    """Neither DEBUG nor a key that can be guessed."""
    if settings.DEBUG:
        yield Finding(
            "debug",
            Level.WRONG,
            _("DEBUG เปิดอยู่ หน้าที่เสียจะบอกความลับของระบบ"),
            _("ใช้ DJANGO_SETTINGS_MODULE=config.settings.production"),
        )
    key = settings.SECRET_KEY
    if len(key) < SHORTEST_KEY or len(set(key)) < FEWEST_LETTERS or key.startswith("django-insecure-"):
        yield Finding(
            "secret_key",
            Level.WRONG,
            _("SECRET_KEY เดาง่าย"),
            _("ตั้ง SECRET_KEY เป็นอักษรสุ่มอย่างน้อย %(number)s ตัว") % {"number": SHORTEST_KEY},
        )


@register
def mail() -> Iterator[Finding]:
    """Letters that go out are from somebody whom other mail servers know."""
    if settings.SENDS_MAIL and settings.DEFAULT_FROM_EMAIL.rstrip(">").endswith("@localhost"):
        yield Finding(
            "mail",
            Level.WRONG,
            _("จดหมายออกในนาม %(sender)s ซึ่งเครื่องอื่นไม่รู้จัก มักไม่ถึงผู้รับ") % {"sender": settings.DEFAULT_FROM_EMAIL},
            _("ตั้ง EMAIL_FROM เป็นที่อยู่ของหน่วยงาน"),
        )


@register
def demo() -> Iterator[Finding]:
    """Accounts whose password is printed."""
    if names := demo_accounts():
        yield Finding(
            "demo",
            Level.WRONG if settings.REFUSE_DEMO_ACCOUNTS else Level.NOTE,
            _("มีบัญชีสาธิตอยู่ %(number)s บัญชี ซึ่งรหัสผ่านมีคนรู้") % {"number": len(names)},
            _("ก่อนใช้งานจริง สั่ง manage.py remove_demo"),
        )
