"""Sentences of Django's that a Thai reader meets are Thai."""

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django import forms
from django.conf import settings
from django.core import validators
from django.core.exceptions import ValidationError

LATIN_SENTENCE = re.compile(r"[a-z]{3,} [a-z]{2,}")


def test_every_entry_of_ours_is_translated_and_keeps_its_placeholders():
    path = Path(settings.LOCALE_PATHS[0]) / "th" / "LC_MESSAGES" / "django.po"
    with path.open("rb") as file:
        catalogue = read_po(file)
    for message in catalogue:
        if message.id:
            said = message.string if isinstance(message.string, str) else message.string[0]
            # In Thai one form says one and many, so it may hold what only the plural does.
            asked = message.id if isinstance(message.id, str) else " ".join(message.id)
            assert said
            assert set(re.findall(r"%\(\w+\)\w", said)) <= set(re.findall(r"%\(\w+\)\w", asked))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        (forms.CharField(max_length=3), "ยาวเกินไป"),
        (forms.CharField(min_length=30), "สั้น"),
        (forms.CharField(), ""),
        (forms.CharField(), "\x00"),
        (forms.IntegerField(), "กข"),
        (forms.IntegerField(max_value=3), "9"),
        (forms.DecimalField(max_digits=3), "12345"),
        (forms.DecimalField(decimal_places=1), "1.234"),
        (forms.ChoiceField(choices=[("a", "a")]), "b"),
        (forms.CharField(validators=[validators.FileExtensionValidator(["pdf"])]), ""),
    ],
)
def test_a_wrong_value_is_answered_in_thai(field, value):
    with pytest.raises(ValidationError) as caught:
        field.clean(value)
    assert not any(LATIN_SENTENCE.search(sentence) for sentence in caught.value.messages)
