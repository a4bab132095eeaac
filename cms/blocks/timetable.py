"""Lines of a timetable."""

from django import forms
from django.apps import apps
from django.utils.translation import gettext_lazy as _
from wagtail import blocks


def group_choices() -> list[tuple[str, str]]:
    """Keys and names of the learner groups."""
    groups = apps.get_model("programmes", "LearnerGroup").objects.all()
    return [(group.key, group.name) for group in groups]


class GroupBlock(blocks.FieldBlock):
    """A learner group by its key; the choices are looked up for the editor's form, never for a reader."""

    def __init__(self, required: bool = True, **kwargs: object) -> None:
        self.field = forms.ChoiceField(choices=group_choices, required=required)
        super().__init__(**kwargs)

    class Meta:
        icon = "group"


class TimetablePartBlock(blocks.StructBlock):
    """What one learner group does at that time."""

    group = GroupBlock(label=_("กลุ่ม"))
    what = blocks.CharBlock(max_length=200, label=_("ทำอะไร"))


class TimetableRowBlock(blocks.StructBlock):
    """When and what, for everybody or by learner group."""

    time = blocks.TimeBlock(label=_("เวลา"))
    what = blocks.CharBlock(max_length=200, label=_("ทำอะไร"))
    parts = blocks.ListBlock(TimetablePartBlock(), default=[], label=_("แยกตามกลุ่ม"))

    class Meta:
        icon = "time"
        label = _("ช่วงเวลา")
