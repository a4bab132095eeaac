"""What is chosen before a sign-in sheet is made."""

from django import forms
from django.utils.translation import gettext_lazy as _

from thai.forms import ThaiIntegerField

from ..services.printing import MOST_EMPTY_ROWS, USUAL_EMPTY_ROWS


class SheetForm(forms.Form):
    """How many empty rows wait for people who are not on the roster."""

    empty_rows = ThaiIntegerField(
        label=_("แถวว่างกี่แถว"),
        help_text=_("ให้คนที่ไม่มีในรายชื่อเขียนชื่อเอง"),
        min_value=0,
        max_value=MOST_EMPTY_ROWS,
        initial=USUAL_EMPTY_ROWS,
    )
