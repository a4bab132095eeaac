"""What visitors take along: real files, small enough for a phone."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from wagtail.documents.models import Document

from accounts.models import User

from ..choices import MaterialKind
from ..models import Material
from .calendar import FIRST_DAY, at
from .ledger import Ledger

FILES = Path(__file__).parent / "materials"
# A folder of its own, so that no file of an editor has the same name.
FOLDER = "documents/demo"


@dataclass(frozen=True)
class Handout:
    """A material and its file; without a file it comes later."""

    title: str
    kind: MaterialKind
    file: str = ""
    note: str = ""
    available_on: date | None = None


HANDOUTS = {
    "forest-guide": Handout(
        "คู่มืออ่านป่า ฉบับพกพา", MaterialKind.DOCUMENT, "forest-guide.pdf", "4 หน้า ตัวหนังสือใหญ่ พับใส่กระเป๋าได้"
    ),
    "plot-sheet": Handout(
        "ใบงาน นับต้นไม้หนึ่งแปลง", MaterialKind.DOCUMENT, "plot-sheet.pdf", "1 หน้า พิมพ์แจกกลุ่มละแผ่น"
    ),
    "forest-rules": Handout(
        "โปสเตอร์ กติกาป่า 12 ข้อ", MaterialKind.POSTER, "forest-rules.png", "ขนาด A4 ติดศาลาได้"
    ),
    "tree-stickers": Handout(
        "สติกเกอร์ ชื่อต้นไม้", MaterialKind.STICKER, "tree-stickers.png", "12 ดวง พิมพ์บนกระดาษสติกเกอร์ A4"
    ),
    "forest-film": Handout(
        "วิดีโอ เดินป่ากับคนเก็บเห็ด", MaterialKind.VIDEO, "", "2 นาที มีคำบรรยาย", date(2019, 3, 15)
    ),
    "housing-slides": Handout(
        "ออมเดือนแรก บ้านมั่นคง", MaterialKind.SLIDES, "housing-slides.pdf", "8 แผ่น ใช้เล่าต่อได้"
    ),
    "fund-rules": Handout(
        "ระเบียบกองทุน ฉบับอ่านง่าย", MaterialKind.DOCUMENT, "fund-rules.pdf", "4 หน้า ตัวหนังสือใหญ่"
    ),
    "boundary-steps": Handout(
        "เดินแนวเขตสองฝั่งให้จบในวันเดียว", MaterialKind.DOCUMENT, "boundary-steps.pdf", "2 หน้า มีตารางหลักเขต"
    ),
    "crab-bank": Handout("ธนาคารปู ทำเองได้", MaterialKind.DOCUMENT, "crab-bank.pdf", "3 หน้า ตัวหนังสือใหญ่"),
    "basket-pattern": Handout("ลายแรกของตะกร้า", MaterialKind.DOCUMENT, "basket-pattern.pdf", "1 หน้า มีภาพลาย"),
    "eight-directions": Handout(
        "8 ทิศทาง ฉบับหน้าเดียว", MaterialKind.DOCUMENT, "eight-directions.pdf", "1 หน้า พิมพ์ติดศาลาได้"
    ),
    "signin-sheet": Handout(
        "ใบลงชื่อ สำหรับพิมพ์", MaterialKind.DOCUMENT, "signin-sheet.pdf", "1 หน้า A4 พิมพ์แจกได้"
    ),
}


# Title and note in English. The files themselves are in Thai, as their notes say.
ENGLISH = {
    "forest-guide": (
        "Reading the forest: a pocket guide",
        "4 pages, large print, folds into a pocket, in Thai",
    ),
    "plot-sheet": ("Worksheet: count the trees of one plot", "1 page, one for each group, in Thai"),
    "forest-rules": ("Poster: twelve forest rules", "A4, to hang in the village hall, in Thai"),
    "tree-stickers": ("Stickers: names of trees", "12 stickers, print on A4 sticker paper, in Thai"),
    "forest-film": ("Video: walking with mushroom pickers", "2 minutes, with captions, in Thai"),
    "housing-slides": (
        "The first month of saving: secure housing",
        "8 slides to tell the story with, in Thai",
    ),
    "fund-rules": ("The fund’s rules in plain words", "4 pages, large print, in Thai"),
    "boundary-steps": (
        "Walk a boundary from both sides in one day",
        "2 pages, with a table of posts, in Thai",
    ),
    "crab-bank": ("Make your own crab bank", "3 pages, large print, in Thai"),
    "basket-pattern": ("A first pattern for baskets", "1 page, with a drawing of the pattern, in Thai"),
    "eight-directions": ("The eight directions on one page", "1 page, to hang in the village hall, in Thai"),
    "signin-sheet": ("Sign-in sheet to print", "1 page, A4, in Thai"),
}


def make_handouts(ledger: Ledger, by: User) -> dict[str, Material]:
    """All materials by key, their files in the public storage."""
    made = {}
    for key, handout in HANDOUTS.items():
        document = _document(ledger, handout, by) if handout.file else None
        title_en, note_en = ENGLISH[key]
        material = Material.objects.create(
            title=handout.title,
            title_en=title_en,
            kind=handout.kind,
            document=document,
            note=handout.note,
            note_en=note_en,
            available_on=handout.available_on,
        )
        ledger.note(material)
        made[key] = material
    return made


def _document(ledger: Ledger, handout: Handout, by: User) -> Document:
    name = f"{FOLDER}/{handout.file}"
    # Left over where a demo's database was thrown away: the content is the same.
    default_storage.delete(name)
    default_storage.save(name, ContentFile((FILES / handout.file).read_bytes()))
    document = Document(title=handout.title, uploaded_by_user=by)
    document.file.name = name
    document._set_document_file_metadata()
    document.save()
    # The database's own clock would make every run differ.
    Document.objects.filter(pk=document.pk).update(created_at=at(FIRST_DAY, 12))
    ledger.note(document)
    ledger.note_file("default", name)
    return document
