"""What a reviewer or staff fill in about accounts."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from geo.choices import Level, Role
from geo.fields import AreaField, PlaceField
from geo.models import Area, AreaRole
from geo.querysets import role_areas
from geo.rules import is_national_staff
from geo.services.accounts import Opened, change_account, hand_over, invite, last_roles, reopen_account
from geo.services.roles import end_role, grant_role
from thai.clock import today
from thai.forms import PhoneField, ThaiDateField

# So many subdistricts fit the first form; more are added on the page of the account.
PLACES = ("place", "place_2", "place_3")
PLACE_HELP = _("เช่น ต.ท่าขอนยาง อ.กันทรวิชัย จ.มหาสารคาม")


def not_past(day: date) -> None:
    """Validator: the day is today or comes later, by the clock of the work."""
    if day < today():
        raise ValidationError(_("เลือกวันนี้หรือหลังจากนี้"), code="past")


class WhoForm(forms.Form):
    """Somebody who gets an account: the name to show, and what to sign in with."""

    name = forms.CharField(
        label=_("ชื่อที่แสดง"), max_length=120, error_messages={"required": _("ยังไม่ได้ใส่ชื่อที่แสดง")}
    )
    phone = PhoneField(
        label=_("เบอร์มือถือ"), help_text=_("ใช้เข้าระบบแทนชื่อผู้ใช้ เบอร์หนึ่งมีได้บัญชีเดียว"), required=False
    )
    username = forms.CharField(
        label=_("ชื่อผู้ใช้"),
        help_text=_("ใส่เมื่อไม่มีเบอร์มือถือของตัวเอง ตัวอักษรอังกฤษกับตัวเลข"),
        max_length=30,
        required=False,
        widget=forms.TextInput(
            attrs={"autocapitalize": "none", "autocomplete": "off", "spellcheck": "false"}
        ),
    )

    def take(self, error: ValidationError) -> None:
        """Show what a service refused, beside the field where there is one."""
        if not hasattr(error, "error_dict"):
            self.add_error(None, error)
            return
        for name, errors in error.error_dict.items():
            field = {"display_name": "name", "area": "desk_area"}.get(name, name)
            self.add_error(field if field in self.fields else None, errors)

    def who(self) -> dict[str, Any]:
        """What services take."""
        values = self.cleaned_data
        return {"name": values["name"], "phone": values["phone"] or None, "username": values["username"]}


# Who works for the whole country; nothing is asked about areas.
NATIONAL = (Role.STAFF, Role.EDITOR)


class InviteForm(WhoForm):
    """An invitation: reviewers invite coordinators of their areas; staff anybody, other staff too."""

    role = forms.ChoiceField(
        label=_("บทบาท"),
        choices=[(role.value, role.label) for role in (Role.COORDINATOR, Role.REVIEWER, *NATIONAL)],
        initial=Role.COORDINATOR,
        widget=forms.RadioSelect,
    )
    place = PlaceField(label=_("ตำบลที่ดูแล"), help_text=PLACE_HELP, required=False)
    place_2 = PlaceField(label=_("ตำบลที่ 2"), required=False)
    place_3 = PlaceField(label=_("ตำบลที่ 3"), required=False)
    desk_area = AreaField(
        label=_("จังหวัดหรือภาคที่ตรวจ"), help_text=_("ใส่เมื่อเชิญผู้ตรวจ เช่น จ.มหาสารคาม หรือ ภาคใต้"), required=False
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        within = None if is_national_staff(user) else role_areas(user, Role.REVIEWER)
        for name in PLACES:
            self.fields[name].areas = within
        if within is not None:
            self.fields["place"].required = True
            del self.fields["role"], self.fields["desk_area"]

    def clean(self) -> dict[str, Any]:
        """A coordinator needs a subdistrict, a reviewer a province or region."""
        cleaned = super().clean()
        if self._role() in NATIONAL:
            return cleaned
        wanted = "desk_area" if self._role() == Role.REVIEWER else "place"
        if not cleaned.get(wanted) and wanted not in self.errors:
            words = PlaceField.default_error_messages["required"] if wanted == "place" else _("ยังไม่ได้บอกพื้นที่")
            self.add_error(wanted, ValidationError(words, code="required"))
        return cleaned

    def save(self) -> Opened | None:
        """Invite; None when that was refused, then the form says why. Raises PermissionDenied."""
        try:
            return invite(**self.who(), role=self._role(), areas=self._areas(), by=self.user)
        except ValidationError as error:
            self.take(error)
            return None

    def _role(self) -> Role:
        return Role(self.cleaned_data.get("role") or Role.COORDINATOR)

    def _areas(self) -> list[Area]:
        if self._role() in NATIONAL:
            return [Area.objects.get(level=Level.NATION)]
        if self._role() == Role.REVIEWER:
            return [self.cleaned_data["desk_area"]]
        given = [self.cleaned_data[name] for name in PLACES if self.cleaned_data[name]]
        return list({area.pk: area for area in given}.values())


class ChangeForm(WhoForm):
    """Another name or number for an account that is there."""

    field_order = ["name", "phone"]

    def __init__(self, *args: Any, account: User, **kwargs: Any) -> None:
        initial = {"name": account.get_full_name(), "phone": account.phone}
        super().__init__(*args, initial=initial, **kwargs)
        self.account = account
        del self.fields["username"]

    def save(self, *, by: User) -> User | None:
        """Change it; None when that was refused, then the form says why. Raises PermissionDenied."""
        values = self.cleaned_data
        try:
            return change_account(self.account, name=values["name"], phone=values["phone"] or None, by=by)
        except ValidationError as error:
            self.take(error)
            return None


class HandOverForm(WhoForm):
    """Who takes over, and the last day of whoever hands over."""

    last_day = ThaiDateField(
        label=_("คนเดิมดูแลถึงวันที่"),
        help_text=_("รวมวันนั้นด้วย คนใหม่เริ่มได้วันนี้"),
        initial=today,
        validators=[not_past],
    )

    def save(self, account: User, *, by: User) -> Opened | None:
        """Hand over; None when that was refused, then the form says why. Raises PermissionDenied."""
        try:
            return hand_over(account, **self.who(), last_day=self.cleaned_data["last_day"], by=by)
        except ValidationError as error:
            self.take(error)
            return None


class ReopenForm(forms.Form):
    """A closed account's number, and whether it does again what it last did."""

    phone = WhoForm.declared_fields["phone"]
    with_roles = forms.BooleanField(label=_("ให้บทบาทเดิมคืนตั้งแต่วันนี้"), required=False, initial=True)

    def __init__(self, *args: Any, account: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.account = account
        roles = last_roles(account)
        if not roles:
            del self.fields["with_roles"]
            return
        said = [f"{role.get_role_display()} {role.area.full_name}" for role in roles]
        self.fields["with_roles"].help_text = " · ".join(said)

    def save(self, *, by: User) -> Opened | None:
        """Open it; None when that was refused, then the form says why. Raises PermissionDenied."""
        values = self.cleaned_data
        try:
            return reopen_account(
                self.account, phone=values["phone"], with_roles=values.get("with_roles", False), by=by
            )
        except ValidationError as error:
            self.add_error("phone", error.error_dict.get("phone", error.messages))
            return None


class AreaGivenForm(forms.Form):
    """One more subdistrict for a coordinator, from a day on."""

    place = PlaceField(label=_("ตำบลที่ดูแลเพิ่ม"), help_text=PLACE_HELP)
    starts_on = ThaiDateField(label=_("ตั้งแต่วันที่"), initial=today)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].areas = None if is_national_staff(user) else role_areas(user, Role.REVIEWER)

    def save(self, account: User, *, by: User) -> AreaRole:
        """Give it. Raises PermissionDenied."""
        values = self.cleaned_data
        return grant_role(account, values["place"], Role.COORDINATOR, by=by, starts_on=values["starts_on"])


class AreaEndedForm(forms.Form):
    """The last day in an area; without one it ends at once."""

    last_day = ThaiDateField(label=_("ดูแลถึงวันที่"), required=False, validators=[not_past])

    def save(self, role: AreaRole, *, by: User) -> AreaRole:
        """End it. Raises PermissionDenied, ValidationError for a day before the first."""
        return end_role(role, by=by, last_day=self.cleaned_data["last_day"])
