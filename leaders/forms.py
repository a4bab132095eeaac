"""Forms about persons. What they clean goes to ``leaders.services.people`` as it is."""

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from thai.clock import today
from thai.dates import BE_OFFSET, shown_year
from thai.digits import to_arabic
from thai.forms import PhoneField, ThaiIntegerField
from thai.names import Prefix, parse_name
from thai.phones import format_phone
from thai.text import fold
from thai.widgets import active_language

from .choices import Sex
from .models import Person
from .services.merging import MERGE_FIELDS, fuller

# A year from here on is Buddhist; a Christian one lies 543 years before.
FIRST_BE_YEAR = 2400
EARLIEST_BIRTH = 1900
NATIONAL_ID = re.compile(r"(?<![0-9])[0-9](?:[\s-]?[0-9]){12}(?![0-9])")
SEX_OF_PREFIX = {
    Prefix.MR: Sex.MALE,
    Prefix.BOY: Sex.MALE,
    Prefix.MRS: Sex.FEMALE,
    Prefix.MISS: Sex.FEMALE,
    Prefix.GIRL: Sex.FEMALE,
}


def no_national_id(text: str) -> None:
    """Validator: thirteen digits are a citizen's number, which is never kept."""
    if NATIONAL_ID.search(to_arabic(text)):
        raise ValidationError(_("ไม่ต้องใช้เลขบัตรประชาชน ลบออกก่อน"), code="national_id")


class FoldedField(forms.CharField):
    """One line of text with typing slips folded away; never a national ID."""

    default_validators = [no_national_id]

    def to_python(self, value: object) -> str:
        return fold(super().to_python(value) or "")


class BirthYearField(ThaiIntegerField):
    """A year of birth as the language writes it, B.E. in Thai; cleans to a C.E. year or None."""

    def to_python(self, value: object) -> int | None:
        year = super().to_python(value)
        if year is None:
            return None
        year = year - BE_OFFSET if year >= FIRST_BE_YEAR else year
        if not EARLIEST_BIRTH <= year <= today().year:
            raise ValidationError(_("ปีเกิดต้องเป็นปี พ.ศ. 4 หลัก เช่น 2510 ไม่แน่ใจเว้นว่างได้"), code="birth_year")
        return year

    def prepare_value(self, value: object) -> object:
        return shown_year(value, active_language()) if isinstance(value, int) else value


class PersonForm(forms.Form):
    """Name and what is known of a person; only the given name is needed.

    A whole name typed into the first box is taken apart, and the sex follows from the prefix when it is
    not said.
    """

    prefix = forms.ChoiceField(label=_("คำนำหน้า"), required=False)
    given_name = FoldedField(
        label=_("ชื่อ"), max_length=80, error_messages={"required": _("ยังไม่ได้ใส่ชื่อ ใส่ชื่อที่คนในตำบลเรียก")}
    )
    family_name = FoldedField(label=_("นามสกุล"), max_length=80, required=False)
    sex = forms.ChoiceField(
        label=_("เพศ"), choices=Sex, required=False, initial=Sex.UNKNOWN, widget=forms.RadioSelect
    )
    birth_year = BirthYearField(
        label=_("ปีเกิด (พ.ศ.)"), required=False, help_text=_("เช่น 2510 ไม่แน่ใจเว้นว่างได้")
    )
    phone = PhoneField(label=_("เบอร์โทร"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [(prefix.value, prefix.value) for prefix in Prefix]
        current = self.initial.get("prefix") or ""
        if current and current not in dict(known):
            known.append((current, current))
        self.fields["prefix"].choices = [("", _("ไม่ระบุ")), *known]
        for name in ("given_name", "family_name"):
            self.fields[name].widget.attrs["autocomplete"] = "off"

    def clean(self) -> dict[str, Any]:
        """Take a whole name apart and let the prefix say the sex."""
        cleaned = super().clean()
        written = cleaned.get("given_name", "")
        if written:
            cleaned |= _taken_apart(written, cleaned)
        if cleaned.get("sex", Sex.UNKNOWN) in ("", Sex.UNKNOWN):
            cleaned["sex"] = SEX_OF_PREFIX.get(cleaned.get("prefix"), Sex.UNKNOWN)
        return cleaned

    def values(self) -> dict[str, Any]:
        """Fields of a Person with what was cleaned for them."""
        return {name: self.cleaned_data[name] for name in PERSON_FIELDS if name in self.cleaned_data}


def _taken_apart(written: str, cleaned: dict[str, Any]) -> dict[str, str]:
    """What the first box holds besides the given name; what was said in its own box wins."""
    name = parse_name(written)
    whole = name.prefix or name.title or (name.family_name and not cleaned.get("family_name"))
    if not (name.given_name and whole):
        return {}
    parts = {"given_name": name.given_name}
    for part in ("family_name", "prefix", "title"):
        if value := cleaned.get(part) or getattr(name, part):
            parts[part] = str(value)
    return parts


class PersonDetailForm(PersonForm):
    """Everything about a person that coordinators and reviewers may change."""

    title = FoldedField(
        label=_("ตำแหน่งนำหน้าชื่อ"), max_length=40, required=False, help_text=_("เช่น ผญ. กำนัน ดร.")
    )
    nickname = FoldedField(label=_("ชื่อเล่น"), max_length=40, required=False)
    position = FoldedField(label=_("องค์กรหรือตำแหน่ง"), max_length=160, required=False)
    address = FoldedField(label=_("บ้านเลขที่ หมู่"), max_length=120, required=False)

    field_order = ["prefix", "title", "given_name", "family_name", "nickname"]

    @classmethod
    def of(cls, person: Person, data: Any = None) -> "PersonDetailForm":
        """The form filled with what is known of ``person``."""
        return cls(data, initial={name: getattr(person, name) for name in PERSON_FIELDS})


PERSON_FIELDS = (
    "prefix", "title", "given_name", "family_name", "nickname", "position", "sex", "birth_year", "phone",
    "address",
)  # fmt: skip


class MergeForm(forms.Form):
    """Two persons side by side: whose value is taken, for every field in which they differ.

    ``first`` says what is chosen at first where that is not the fuller one. ``seen`` holds the versions that
    are on the screen; ``alike`` are (label, value) where both say the same.
    """

    seen = forms.CharField(widget=forms.HiddenInput, max_length=40)

    def __init__(
        self, kept: Person, gone: Person, data: Any = None, first: Mapping[str, str] | None = None
    ) -> None:
        chosen = fuller(kept, gone) | dict(first or {})
        super().__init__(data, initial=chosen | {"seen": f"{kept.version} {gone.version}"})
        self._versions = (kept.version, gone.version)
        self.alike: list[tuple[str, str]] = []
        for name in MERGE_FIELDS:
            label = Person._meta.get_field(name).verbose_name
            values = [shown_value(person, name) for person in (kept, gone)]
            if getattr(kept, name) == getattr(gone, name):
                if values[0]:
                    self.alike.append((label, values[0]))
                continue
            choices = [
                (side, value or _("(ว่าง)")) for side, value in zip(("kept", "gone"), values, strict=True)
            ]
            self.fields[name] = forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect)

    def chosen(self) -> dict[str, str]:
        """What was chosen, as ``leaders.services.merging`` takes it."""
        return {name: self.cleaned_data[name] for name in MERGE_FIELDS if name in self.fields}

    @property
    def seen_versions(self) -> tuple[int, int]:
        """The versions that were on the screen; (0, 0) for anything else."""
        parts = str(self.data.get("seen", "")).split()
        if len(parts) != 2 or not all(part.isdecimal() and len(part) < 10 for part in parts):
            return 0, 0
        return int(parts[0]), int(parts[1])

    @property
    def is_stale(self) -> bool:
        """Whether somebody changed one of the two since they were shown."""
        return self.is_bound and self.seen_versions != self._versions


def shown_value(person: Person, name: str) -> str:
    """A field of a person as people read it; "" where nothing stands."""
    value = getattr(person, name)
    if value is None or value == "":
        return ""
    if name == "sex":
        return str(person.get_sex_display())
    if name == "birth_year":
        return str(shown_year(value, active_language()))
    if name == "phone":
        return format_phone(value)
    return value.full_name if name == "subdistrict" else getattr(value, "name", str(value))
