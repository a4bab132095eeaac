"""Materials to take along."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock


class FilesBlock(blocks.ListBlock):
    """Rows of materials."""

    def __init__(self, **kwargs: object) -> None:
        super().__init__(SnippetChooserBlock("cms.Material"), **kwargs)

    class Meta:
        icon = "doc-full"
        label = _("เอกสารและสื่อ")
        template = "cms/blocks/files.html"
