"""Pages, materials and pictures of tests, below the home page that every migrated database has."""

import io
from datetime import date, time, timedelta
from typing import Any

import factory
from django.core.files.base import ContentFile
from factory.django import DjangoModelFactory
from PIL import Image
from wagtail.documents.models import Document
from wagtail.models import Page

from cms.choices import MaterialKind, StoryKind
from cms.models import (
    Contact,
    ContentPage,
    HomePage,
    LetterIndexPage,
    LetterPage,
    Material,
    OpenHouseHost,
    OpenHouseIndexPage,
    OpenHouseMaterial,
    OpenHousePage,
    Picture,
    StoryIndexPage,
    StoryPage,
)
from cms.services.setup import ensure_site
from geo.choices import SiteStatus
from geo.models import Area, LearningSite


def home() -> HomePage:
    """The Thai home page; made with all that a site needs where there is none."""
    return HomePage.objects.filter(locale__language_code="th").first() or ensure_site()


class PageFactory(DjangoModelFactory):
    """A published page below ``parent``."""

    class Meta:
        abstract = True

    parent = None

    @classmethod
    def _create(cls, model_class: type[Page], *args: Any, parent: Page | None = None, **fields: Any) -> Page:
        above = parent or cls.place()
        return Page.objects.get(pk=above.pk).add_child(instance=model_class(*args, **fields))

    @classmethod
    def place(cls) -> Page:
        """Where such a page stands."""
        return home()


class ContentPageFactory(PageFactory):
    """A plain page."""

    class Meta:
        model = ContentPage

    # Counted from a thousand, so that no name holds a number that a test looks for.
    title = factory.Sequence(lambda n: f"หน้าเนื้อหา {n + 1000}")
    slug = factory.Sequence(lambda n: f"content-{n}")
    lead = "เล่าสั้น ๆ ว่าหน้านี้มีอะไร"


class StoryPageFactory(PageFactory):
    """A story of a tambon; ``code="440501"`` says of which."""

    class Meta:
        model = StoryPage

    class Params:
        code = "440501"

    title = factory.Sequence(lambda n: f"เรื่องเล่า {n + 1000}")
    slug = factory.Sequence(lambda n: f"story-{n}")
    kind = StoryKind.STORY
    told_on = date(2019, 2, 12)
    area = factory.LazyAttribute(lambda made: Area.objects.get(code=made.code) if made.code else None)
    lead = "ทีมตำบลจดปริมาณฝนทุกเช้า"
    illustration = "rain"

    @classmethod
    def place(cls) -> Page:
        """Below the index of stories."""
        home()
        return StoryIndexPage.objects.first()


class LetterPageFactory(PageFactory):
    """A letter of the director, signed the day before the date on its head."""

    class Meta:
        model = LetterPage

    title = factory.Sequence(lambda n: f"จดหมายเรื่องที่ {n + 1000}")
    slug = factory.Sequence(lambda n: f"letter-{n}")
    number = factory.Sequence(lambda n: n + 1)
    letter_date = date(2018, 2, 23)
    signed_on = factory.LazyAttribute(lambda made: made.letter_date - timedelta(days=1))
    lead = "เล่าเรื่องที่ไปเห็นมา"
    body = '[{"type": "paragraph", "value": "<p>สวัสดีพี่น้องในขบวน</p>"}]'
    closing = "แล้วพบกันใหม่"
    signer = "ผอ.พอช."

    @classmethod
    def place(cls) -> Page:
        """Below the index of letters."""
        home()
        return LetterIndexPage.objects.first()


class ContactFactory(DjangoModelFactory):
    """An office; ``code="44"`` says of which province, region or nation."""

    class Meta:
        model = Contact

    class Params:
        code = "44"

    area = factory.LazyAttribute(lambda made: Area.objects.get(code=made.code))
    name_th = factory.LazyAttribute(lambda made: f"สำนักงาน {made.code}")
    name_en = factory.LazyAttribute(lambda made: f"Office {made.code}")
    phones = "020000000"
    hours_th = "จันทร์–ศุกร์ 09.00–16.00 น."
    hours_en = "Monday–Friday 09:00–16:00"


class OpenHousePageFactory(PageFactory):
    """An open house ten days after the pinned day; ``sites`` open their doors, ``handouts`` are for all."""

    class Meta:
        model = OpenHousePage

    class Params:
        code = "440501"

    sites = ()
    handouts = ()
    title = factory.Sequence(lambda n: f"เปิดบ้าน {n + 1000}")
    slug = factory.Sequence(lambda n: f"open-house-{n}")
    lead = "เดินป่า ฟังเรื่องที่เคยพลาด และลองทำแผนที่ป่าด้วยตัวเอง"
    starts_on = date(2019, 3, 2)
    starts_at = time(9)
    ends_at = time(15, 30)
    area = factory.LazyAttribute(lambda made: Area.objects.get(code=made.code))
    place_text = "ศาลากลางบ้าน หมู่ 4"
    seats = 40
    seats_taken = 26
    contact = "ขบวนจังหวัด โทร 081-000-0010 จันทร์–ศุกร์ 09.00–16.00 น."
    illustration = "walk"

    @classmethod
    def _create(cls, model_class: type[Page], *args: Any, **fields: Any) -> Page:
        sites, handouts = fields.pop("sites", ()), fields.pop("handouts", ())
        page = super()._create(model_class, *args, **fields)
        OpenHouseHost.objects.bulk_create(
            OpenHouseHost(page=page, site=site, sort_order=n) for n, site in enumerate(sites)
        )
        OpenHouseMaterial.objects.bulk_create(
            OpenHouseMaterial(page=page, material=material, sort_order=n)
            for n, material in enumerate(handouts)
        )
        return OpenHousePage.objects.get(pk=page.pk)

    @classmethod
    def place(cls) -> Page:
        """Below the calendar."""
        home()
        return OpenHouseIndexPage.objects.first()


class DocumentFactory(DjangoModelFactory):
    """A file of ``size`` bytes."""

    class Meta:
        model = Document

    class Params:
        size = 1_400_000
        name = "guide.pdf"

    title = "คู่มืออ่านป่า"
    file = factory.LazyAttribute(lambda made: ContentFile(b"%PDF-1.4", name=made.name))
    file_size = factory.SelfAttribute("size")


class MaterialFactory(DjangoModelFactory):
    """A guide as PDF; ``document=None`` with ``available_on`` comes later."""

    class Meta:
        model = Material

    title = factory.Sequence(lambda n: f"คู่มืออ่านป่า {n + 1000}")
    kind = MaterialKind.DOCUMENT
    document = factory.SubFactory(DocumentFactory)
    note = "12 หน้า ตัวหนังสือใหญ่"


def photo_file(form: str = "JPEG", *, size: tuple[int, int] = (48, 30), **save: Any) -> ContentFile:
    """A small picture as a phone would send it; ``size`` in pixels."""
    target = io.BytesIO()
    Image.new("RGB", size, "#24437C").save(target, format=form, **save)
    return ContentFile(target.getvalue(), name=f"photo.{form.lower()}")


class PictureFactory(DjangoModelFactory):
    """An editor's photo without people."""

    class Meta:
        model = Picture

    title = "ศาลากลางบ้าน"
    file = factory.LazyFunction(photo_file)
    description = "ศาลากลางบ้านหลังคาจั่ว มีเสื่อปูไว้"
    consent = "ไม่เห็นหน้าใคร"


class PublishedSiteFactory(DjangoModelFactory):
    """A published learning site; ``code="440501"`` says where."""

    class Meta:
        model = LearningSite

    class Params:
        code = "440501"

    name_th = factory.Sequence(lambda n: f"ป่าชุมชนบ้านตัวอย่าง {n + 1000}")
    summary = "เดินอ่านป่า สำรวจต้นไม้ 1 แปลง\nกติกาป่า 12 ข้อ"
    subdistrict = factory.LazyAttribute(lambda made: Area.objects.with_ancestors().get(code=made.code))
    place_text = "หมู่ 4"
    lat = 16.24
    lon = 103.25
    visiting_days = "พุธ–อาทิตย์ 09.00–15.30 น."
    capacity = 40
    picture = "forest"
    status = SiteStatus.PUBLISHED
