"""Words: paragraphs and headings."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

# The look has no italics and no levels below h3; pictures and files have blocks of their own.
FEATURES = ["bold", "link", "document-link", "ol", "ul"]


class ParagraphBlock(blocks.RichTextBlock):
    """Paragraphs and lists."""

    def __init__(self, **kwargs: object) -> None:
        super().__init__(features=FEATURES, **kwargs)

    class Meta:
        icon = "pilcrow"
        label = _("ย่อหน้า")
        template = "cms/blocks/paragraph.html"


class HeadingBlock(blocks.CharBlock):
    """A heading between paragraphs."""

    class Meta:
        icon = "title"
        label = _("หัวข้อ")
        template = "cms/blocks/heading.html"


class KeptBlock(blocks.CharBlock):
    """A line that is the same in every language: a number, a note for editors."""

    def get_translatable_segments(self, value: str) -> list[object]:
        """Nothing to translate, for wagtail-localize."""
        return []
