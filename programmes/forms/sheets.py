"""Choosing a file, and answering what was asked about its rows."""

from collections.abc import Mapping

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from ..intake.files import check_size
from ..intake.refusals import FileRefused

ANSWER = "answer-"


class UploadForm(forms.Form):
    """One file. What it is follows from its content; here only its size is looked at."""

    file = forms.FileField(
        label=_("เลือกไฟล์"),
        help_text=_("ไฟล์ .xlsx หรือ .csv ไม่เกิน 10 MB ไม่ต้องใช้เลขบัตรประชาชน"),
        allow_empty_file=True,
        max_length=300,
        error_messages={"required": _("ยังไม่ได้เลือกไฟล์ เลือกแล้วกดอ่านไฟล์")},
        widget=forms.FileInput(attrs={"class": "in", "accept": ".xlsx,.csv"}),
    )

    def clean_file(self) -> UploadedFile:
        """Refuse what is too large before it is read."""
        file = self.cleaned_data["file"]
        try:
            check_size(file.size)
        except FileRefused as refusal:
            raise forms.ValidationError(refusal.message) from refusal
        return file


def answers_in(post: Mapping[str, str]) -> dict[str, str]:
    """Answers from fields named "answer-" and a question's key, or the key that questions share."""
    return {name.removeprefix(ANSWER): value for name, value in post.items() if name.startswith(ANSWER)}
