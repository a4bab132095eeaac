"""Concerns of the data: a sound database, brought up to this release, and a fresh backup that was proved."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from accounts.backup import erasures
from accounts.backup.aside import asides
from accounts.backup.errors import BackupError
from accounts.backup.notes import Note, notes_in
from accounts.backup.tables import open_sqlite
from accounts.findings import Finding, Level, register
from thai.dates import format_datetime

# A nightly backup may be missed once; a proof is due every month.
FRESH, PROVED = timedelta(days=2), timedelta(days=31)


@register
def database() -> Iterator[Finding]:
    """It answers, and SQLite's file is sound page by page."""
    connection = connections[DEFAULT_DB_ALIAS]
    if connection.vendor == "sqlite":
        try:
            with closing(open_sqlite(Path(connection.settings_dict["NAME"]))) as own:
                said = own.execute("PRAGMA quick_check(1)").fetchone()[0]
        except sqlite3.Error as error:
            said = str(error)
        if said != "ok":
            yield Finding(
                "database",
                Level.WRONG,
                _("ฐานข้อมูลเสีย (%(why)s)") % {"why": said},
                _("หยุดระบบ แล้วกู้จากไฟล์สำรองล่าสุด: manage.py restore_backup --replace"),
            )
            return
    else:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    yield Finding("database", Level.FINE, _("ฐานข้อมูลใช้ได้"))


@register
def migrations() -> Iterator[Finding]:
    """Everything that this release changes in the database has been done."""
    executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if not plan:
        yield Finding("migrations", Level.FINE, _("ฐานข้อมูลตรงกับระบบรุ่นนี้"))
        return
    yield Finding(
        "migrations",
        Level.WRONG,
        ngettext(
            "ฐานข้อมูลยังไม่ตรงกับระบบรุ่นนี้ รอปรับ %(number)s ขั้น",
            "ฐานข้อมูลยังไม่ตรงกับระบบรุ่นนี้ รอปรับ %(number)s ขั้น",
            len(plan),
        )
        % {"number": len(plan)},
        _("สำรองข้อมูลก่อน แล้วสั่ง manage.py migrate"),
    )


@register
def backup() -> Iterator[Finding]:
    """The newest archive is young, was proved, is locked, and lies on another disk."""
    folder = Path(settings.BACKUP_DIR)
    notes = notes_in(folder)
    if not notes:
        yield Finding(
            "backup",
            Level.WRONG,
            _("ยังไม่มีไฟล์สำรองใน %(path)s") % {"path": folder},
            _("สั่ง manage.py backup --verify และตั้งให้ทำทุกคืน"),
        )
        return
    yield from _newest(notes[0])
    yield from _proof(notes)
    if not notes[0].locked:
        yield Finding(
            "backup_key",
            Level.NOTE,
            _("ไฟล์สำรองไม่ได้เข้ารหัส ใครได้ไปก็อ่านได้ทั้งหมด"),
            _("ทำกุญแจด้วย manage.py make_backup_key"),
        )
    if folder.stat().st_dev == Path(settings.VAR_DIR).stat().st_dev:
        yield Finding(
            "backup_place",
            Level.NOTE,
            _("ไฟล์สำรองอยู่ดิสก์เดียวกับข้อมูล ถ้าดิสก์เสียจะหายไปพร้อมกัน"),
            _("คัดลอกโฟลเดอร์ %(path)s ไปเครื่องอื่น") % {"path": folder},
        )


def _newest(note: Note) -> Iterator[Finding]:
    age = timezone.now() - note.made_at
    told = {"ago": _ago(age), "name": note.archive}
    if age > FRESH:
        yield Finding(
            "backup",
            Level.WRONG,
            _("สำรองครั้งล่าสุด %(ago)s (%(name)s)") % told,
            _("สั่ง manage.py backup --verify และดูว่าทำไมไม่ได้ทำทุกคืน"),
        )
    else:
        yield Finding("backup", Level.FINE, _("สำรองครั้งล่าสุด %(ago)s (%(name)s)") % told)


def _ago(age: timedelta) -> str:
    if age.days:
        return ngettext("%(number)s วันก่อน", "%(number)s วันก่อน", age.days) % {"number": age.days}
    if hours := age.seconds // 3600:
        return ngettext("%(number)s ชั่วโมงก่อน", "%(number)s ชั่วโมงก่อน", hours) % {"number": hours}
    return _("ไม่ถึงชั่วโมงก่อน")


def _proof(notes: list[Note]) -> Iterator[Finding]:
    newest = notes[0]
    if newest.trouble:
        yield Finding("backup_proof", Level.WRONG, newest.trouble, _("สำรองใหม่ด้วย manage.py backup --verify"))
        return
    proved = [note.verified_at for note in notes if note.verified_at]
    if not proved or max(proved) < timezone.now() - PROVED:
        yield Finding(
            "backup_proof",
            Level.WRONG,
            _("ไม่มีไฟล์สำรองที่ลองกู้แล้วในหนึ่งเดือนที่ผ่านมา"),
            _("สั่ง manage.py verify_backup กับไฟล์ล่าสุด"),
        )
    elif newest.verified_at is None:
        yield Finding(
            "backup_proof",
            Level.NOTE,
            _("ไฟล์สำรองล่าสุดยังไม่ได้ลองกู้"),
            _("สั่ง manage.py verify_backup กับไฟล์ล่าสุด"),
        )
    else:
        yield Finding("backup_proof", Level.FINE, _("ไฟล์สำรองล่าสุดลองกู้แล้ว ตรงกันทุกแถวทุกไฟล์"))


@register
def restore() -> Iterator[Finding]:
    """No restore was left half done, whoever was erased stays erased, and no old copy lies about."""
    if erasures.pending().exists():
        yield Finding(
            "restore",
            Level.WRONG,
            _("กู้ข้อมูลแล้ว แต่ยังไม่ได้ลบคนที่ขอลบไว้"),
            _("สั่ง manage.py finish_restore ก่อนเปิดระบบ"),
        )
    try:
        erasures.read_ledger()
    except BackupError as error:
        yield Finding("erasures", Level.WRONG, str(error))
    for aside in asides():
        told = {"place": aside.place, "when": format_datetime(aside.at, get_language())}
        yield Finding(
            "aside",
            Level.WRONG if aside.is_due else Level.NOTE,
            _("ข้อมูลก่อนกู้คืนเมื่อ %(when)s ยังอยู่ที่ %(place)s คนที่ขอลบหลังจากนั้นก็ยังอยู่ในนั้น") % told,
            _("แน่ใจแล้วว่าข้อมูลที่กู้ถูกต้อง สั่ง manage.py remove_before_restore %(name)s") % {"name": aside.name},
        )
