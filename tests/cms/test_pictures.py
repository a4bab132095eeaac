"""Photos lose what their camera wrote beside the pixels; blocks ask for what a picture needs."""

import io
import re
from datetime import date

import pytest
from django.contrib.staticfiles import finders
from django.core.exceptions import ValidationError
from PIL import Image

from cms.blocks import FactBlock, PictureBlock, QuoteBlock
from cms.models.picture import SMALL, WIDE
from cms.pictures import without_metadata
from cms.woven import PICTURES, woven
from tests.factories.cms import LetterPageFactory, PictureFactory, StoryPageFactory, photo_file
from tests.factories.leaders import ConsentFactory


def camera_photo(form: str) -> io.BytesIO:
    """A photo lying on its side, with a position and a maker in it."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "Camera"
    exif.get_ifd(0x8825)[2] = (16.0, 14.0, 0.0)
    target = io.BytesIO()
    Image.new("RGB", (40, 20), "red").save(target, format=form, exif=exif)
    return target


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_nothing_but_the_picture_is_kept(form):
    clean = Image.open(without_metadata(camera_photo(form)))
    assert clean.format == form
    assert clean.size == (20, 40)
    assert not clean.getexif()
    assert not {"exif", "icc_profile", "xmp", "comment"} & clean.info.keys()


def test_see_through_stays_see_through():
    target = io.BytesIO()
    Image.new("RGBA", (4, 4), (255, 0, 0, 0)).save(target, format="PNG")
    assert Image.open(without_metadata(target)).mode == "RGBA"


def test_another_format_becomes_jpeg():
    target = io.BytesIO()
    Image.new("P", (4, 4)).save(target, format="GIF")
    assert Image.open(without_metadata(target)).format == "JPEG"


@pytest.mark.django_db
def test_an_uploaded_photo_is_stripped_and_has_its_sizes_at_once():
    exif = Image.Exif()
    exif[0x010F] = "Camera"
    picture = PictureFactory(file=photo_file("JPEG", exif=exif))
    with picture.file.open() as kept:
        assert not Image.open(kept).getexif()
        assert picture.file_size == picture.file.size
    assert {rendition.filter_spec for rendition in picture.renditions.all()} == {WIDE, SMALL}


@pytest.mark.django_db
def test_saving_again_leaves_the_file_alone():
    picture = PictureFactory()
    name, digest = picture.file.name, picture.file_hash
    picture.title = "ชื่อใหม่"
    picture.save()
    assert (picture.file.name, picture.file_hash) == (name, digest)


@pytest.mark.django_db
def test_a_photo_goes_before_a_woven_picture(public):
    page = StoryPageFactory(illustration="rain", photo=PictureFactory())
    text = public.get(page.address).content.decode()
    assert 'alt="ศาลากลางบ้านหลังคาจั่ว มีเสื่อปูไว้"' in text
    assert "/media/images/" in text
    assert "ไม่เห็นหน้าใคร" not in text


@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.key)
def test_every_woven_picture_is_there_and_says_what_it_shows(picture):
    from django.contrib.staticfiles import finders

    assert finders.find(f"img/woven/{picture.key}.svg")
    assert str(picture.alt).startswith("ภาพทอ ")
    assert woven(picture.key) is picture


def test_an_unknown_woven_picture_is_none():
    assert woven("nothing") is None


@pytest.mark.django_db
class TestBlocks:
    def test_a_picture_is_a_photo_or_woven_and_not_both(self):
        block, photo = PictureBlock(), PictureFactory()
        for wrong in ({"photo": None, "woven": ""}, {"photo": photo.pk, "woven": "rain"}):
            with pytest.raises(ValidationError):
                block.clean(block.to_python(wrong | {"caption": ""}))
        assert block.clean(block.to_python({"photo": photo.pk, "woven": "", "caption": ""}))["photo"] == photo

    def test_a_name_beside_a_quote_needs_consent(self):
        block = QuoteBlock()
        quote = {"text": "ดูตัวเลขเดียวกัน", "role": "คนดูแลน้ำ", "name": "ชื่อสมมติ", "consent": ""}
        with pytest.raises(ValidationError):
            block.clean(block.to_python(quote))
        agreed = block.clean(block.to_python(quote | {"consent": ConsentFactory(use="name").code}))
        assert agreed["consent"] not in block.render(agreed)
        assert "ชื่อสมมติ" in block.render(agreed)

    def test_a_number_says_unit_and_day(self):
        block = FactBlock()
        value = block.to_python({"label": "ได้น้ำพร้อมกัน", "number": "1,240", "unit": "ไร่"})
        value["as_of"] = date(2019, 2, 12)
        shown = block.render(value)
        assert "1,240" in shown
        assert "อังคาร 12 ก.พ. 2562" in shown


class TestShared:
    """The picture beside a link that is passed on."""

    @pytest.mark.parametrize(
        ("size", "own"),
        [((1600, 1000), True), ((1200, 630), True), ((1199, 630), False), ((1200, 629), False)],
    )
    def test_a_photo_is_told_where_it_is_large_enough(self, db, public, size, own):
        photo = PictureFactory(file=photo_file(size=size))
        for page in (StoryPageFactory(photo=photo), LetterPageFactory(photo=photo)):
            address = shared(public, page.url)
            assert address.startswith("/media/images/" if own else "/static/img/share")
            if own:
                answer = public.get(address)
                with Image.open(io.BytesIO(b"".join(answer.streaming_content))) as picture:
                    assert (picture.format, picture.size) == ("JPEG", (1200, 630))

    def test_the_sites_own_picture_stands_for_all_others(self, db, public):
        LetterPageFactory(illustration="forest")
        page = LetterPageFactory()
        for address in ("/th/", "/th/letters/", "/th/contacts/", "/th/glossary/", page.url, "/th/nothing/"):
            assert shared(public, address) == "/static/img/share.png"
        for name in ("share", "share-en"):
            with Image.open(finders.find(f"img/{name}.png")) as picture:
                assert picture.size == (1200, 630)

    def test_it_speaks_the_language_of_the_page_and_says_what_it_shows(self, db, public):
        for language, name, alt in (("th", "share", "ขบวน · "), ("en", "share-en", "Khabuan · ")):
            for address in (f"/{language}/", f"/{language}/nothing/"):
                assert shared(public, address) == f"/static/img/{name}.png"
                assert f'property="og:image:alt" content="{alt}' in public.get(address).content.decode()


def shared(public, address: str) -> str:
    """The path of the picture that a page tells chat groups."""
    text = public.get(address).content.decode()
    assert 'property="og:image:width" content="1200"' in text
    return re.search(r'property="og:image" content="http://testserver([^"]+)"', text)[1]
