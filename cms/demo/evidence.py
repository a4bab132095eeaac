"""Pictures and signed sheets of recent activities: woven pictures stand in for photos, nobody is seen."""

import hashlib
from datetime import timedelta
from functools import cache
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from PIL import Image

from programmes.choices import ActivityStatus as Status
from programmes.choices import EvidenceKind
from programmes.models import Evidence
from programmes.models.evidence import evidence_path

from .calendar import TODAY, dice
from .ledger import Ledger, fixed_uid, remember
from .roll import Roll

PHOTOS = Path(__file__).parent / "photos"
SINCE = TODAY - timedelta(days=35)
SHEET = "signed-sheet"
# What a photo of each kind of activity shows, and of the others.
SHOWN = {
    "forest-rules": ("hall", "ตกลงกติกากันใต้ศาลา"),
    "forest-walk": ("forest", "ปากทางเข้าป่า"),
    "walk-boundary": ("walk", "เริ่มเดินจากริมห้วย"),
    "survey-plots": ("mapping", "กางแผนที่ก่อนลงแปลง"),
    "land-map": ("mapping", "ล้อมดูแผนที่ผืนใหญ่"),
    "household-survey": ("welcome", "เริ่มจากบ้านหลังแรก"),
    "rain-notes": ("rain", "กระบอกวัดฝนจุดใหม่"),
    "mangrove": ("mangrove", "ปลูกตอนน้ำลง"),
    "canal": ("canal", "คลองหลังเก็บขยะ"),
    "fund-day": ("fund", "โต๊ะรับเงินวันเปิดทำการ"),
    "fund-books": ("savings", "เปิดสมุดบัญชีดูด้วยกัน"),
    "compost": ("rice", "แปลงข้างกองปุ๋ย"),
    "market": ("market", "ตลาดก่อนแปดโมง"),
    "weaving": ("weaving", "ขึ้นลายแรก"),
    "repair": ("repair", "หลังคาใกล้เสร็จ"),
    "wiring": ("repair", "ลงมือกับบ้านจริง"),
    "roofing": ("repair", "มุงหลังคาหลังแรก"),
    "crab-bank": ("sea", "ก่อนปล่อยลูกปู"),
    "vegetables": ("rice", "แปลงผักหลังยกร่อง"),
    "water-map": ("rain", "เดินดูทางน้ำ"),
    "shared-plots": ("mapping", "กางผังก่อนวัดจริง"),
}
ELSEWHERE = (("council", "ล้อมวงคุย"), ("hall", "คนมาเต็มศาลา"))


def keep_evidence(ledger: Ledger, rolls: list[Roll]) -> None:
    """A photo for many of the recent logs, and the signed sheet for some."""
    chance = dice("evidence")
    store = storages["private"]
    rows: list[Evidence] = []
    waiting = 0
    for roll in rolls:
        if roll.activity.ends_on < SINCE or roll.activity.status == Status.DRAFT:
            continue
        names = []
        waiting += roll.activity.status == Status.SUBMITTED
        # Something for the reviewer to ask about.
        bare = roll.activity.status == Status.SUBMITTED and waiting % 4 == 2
        if not bare and chance.random() < 0.62:
            shown = SHOWN.get(roll.occasion.kind.key) or chance.choice(ELSEWHERE)
            names.append((EvidenceKind.PHOTO, *shown))
        if not bare and chance.random() < 0.4:
            names.append((EvidenceKind.SHEET, SHEET, ""))
        for kind, name, caption in names:
            row = _row(roll, kind, name, caption, len(rows))
            path = evidence_path(row, "file.jpg")
            store.delete(path)
            row.file.name = store.save(path, ContentFile((PHOTOS / f"{name}.jpg").read_bytes()))
            ledger.note_file("private", row.file.name)
            rows.append(row)
    ledger.make(Evidence, rows)


def _row(roll: Roll, kind: EvidenceKind, name: str, caption: str, number: int) -> Evidence:
    size, width, height, digest = _facts(name)
    if number % 40:
        # A dozen woven pictures stand in for as many photos as there are logs: each counts as one of its own,
        # but for a few that a reviewer is to notice.
        digest = hashlib.sha256(f"{digest} {number}".encode()).hexdigest()
    row = Evidence(
        uid=fixed_uid("evidence", number),
        activity=roll.activity,
        kind=kind,
        content_type="image/jpeg",
        size=size,
        width=width,
        height=height,
        digest=digest,
        caption=caption,
    )
    return remember(row, by=roll.by, at=roll.at + timedelta(minutes=9))


@cache
def _facts(name: str) -> tuple[int, int, int, str]:
    """Bytes, width and height in pixels, and SHA-256 of a picture."""
    content = (PHOTOS / f"{name}.jpg").read_bytes()
    with Image.open(PHOTOS / f"{name}.jpg") as picture:
        return len(content), picture.width, picture.height, hashlib.sha256(content).hexdigest()
