"""A number with its unit and its day."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .text import KeptBlock


class FactBlock(blocks.StructBlock):
    """What was counted, how many, of what, and as of when."""

    label = blocks.CharBlock(max_length=120, label=_("นับอะไร"))
    number = KeptBlock(max_length=20, label=_("จำนวน"))
    unit = blocks.CharBlock(max_length=40, label=_("หน่วย"))
    as_of = blocks.DateBlock(required=False, label=_("ข้อมูล ณ วันที่"))

    class Meta:
        icon = "order"
        label = _("ตัวเลข")
        template = "cms/blocks/fact.html"
