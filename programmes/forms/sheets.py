"""Choosing a file, and answering what was asked about its rows."""

from collections.abc import Mapping

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from ..intake.files import check_size
from ..intake.questions import Question
from ..intake.refusals import FileRefused
from ..intake.verdicts import Plan

ANSWER, FOR_ALL = "answer-", "all-"


class UploadForm(forms.Form):
    """One file. What it is follows from its content; here only its size is looked at."""

    file = forms.FileField(
        label=_("เลือกไฟล์ใบลงชื่อ"),
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


def answers_in(post: Mapping[str, str], plan: Plan) -> dict[str, str]:
    """Answers by their question's key, from fields named "answer-" and the key.

    A tick named "all-" and the key gives the same answer to every row that asks the same.
    """
    asked = {question.key: question for question in plan.every_question()}
    given = {
        name.removeprefix(ANSWER): value
        for name, value in post.items()
        if name.startswith(ANSWER) and name.removeprefix(ANSWER) in asked
    }
    for name in post:
        key = name.removeprefix(FOR_ALL)
        if name.startswith(FOR_ALL) and given.get(key):
            given |= {other.key: given[key] for other in asked.values() if asks_alike(other, asked[key])}
    return given


def asks_alike(question: Question, other: Question) -> bool:
    """Whether two rows ask the same with the same choices."""
    return (
        question.row is not None
        and other.row is not None
        and (question.kind, question.text, question.choices) == (other.kind, other.text, other.choices)
    )
