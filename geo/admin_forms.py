"""Forms of the editing admin."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from thai.clock import today
from thai.digits import to_arabic
from thai.forms import ThaiDateTextField

from .choices import Level, Role
from .fields import AreaField
from .models import Area, AreaRole
from .services.areas import parent_of
from .services.roles import check_level


class LinesField(forms.CharField):
    """A list of words, one a line; cleans to a list without blanks and doubles."""

    widget = forms.Textarea(attrs={"rows": 4})

    def clean(self, value: object) -> list[str]:
        """The words in the order written."""
        lines = (line.strip() for line in super().clean(value).splitlines())
        return list(dict.fromkeys(line for line in lines if line))

    def prepare_value(self, value: object) -> object:
        return "\n".join(value) if isinstance(value, list) else value

    def has_changed(self, initial: object, data: object) -> bool:
        return (initial or []) != self.clean(data)


class VocabularyForm(forms.ModelForm):
    """A word of a word list. Its key is fixed once it is in use by sheets and links."""

    aliases = LinesField(required=False, label=_("คำอื่นที่ใช้เรียก"), help_text=_("บรรทัดละคำ ใช้ตอนอ่านไฟล์นำเข้า"))

    class Meta:
        fields = ["name_th", "name_en", "key", "aliases", "order"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["key"].disabled = bool(self.instance.pk)


class RegionForm(forms.ModelForm):
    """The region of one province; saving confirms it."""

    region = forms.ModelChoiceField(
        Area.objects.level(Level.REGION),
        label=_("ภาค"),
        empty_label=None,
        help_text=_("บันทึกแล้วถือว่ายืนยันภาคของจังหวัดนี้ ข้อมูลที่โหลดใหม่จะไม่เขียนทับ"),
    )

    class Meta:
        model = Area
        fields = ["region"]


class AreaForm(forms.ModelForm):
    """What an area is called; its code is shown and never changed."""

    postcodes = LinesField(
        required=False,
        label=_("รหัสไปรษณีย์"),
        help_text=_("บรรทัดละรหัส"),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    class Meta:
        model = Area
        fields = ["name_th", "name_en", "postcodes"]
        help_texts = {"name_th": _("ชื่อเปล่า ไม่ต้องใส่ ต. อ. จ. นำหน้า")}

    def clean_postcodes(self) -> list[str]:
        """Five digits each, Thai ones too."""
        found = [to_arabic(code) for code in self.cleaned_data["postcodes"]]
        if wrong := next((code for code in found if not (code.isdecimal() and len(code) == 5)), None):
            raise ValidationError(_("รหัสไปรษณีย์มี 5 หลัก “%(code)s” ไม่ใช่") % {"code": wrong})
        return found


class AreaAddForm(AreaForm):
    """A new area: what it lies in follows from its code."""

    code = forms.CharField(
        label=_("รหัสทางการ"), help_text=_("อำเภอ 4 หลัก ตำบล 6 หลัก หลักหน้าคือพื้นที่ที่อยู่ เช่น 440411 อยู่ในอำเภอ 4404")
    )

    field_order = ["code", "name_th", "name_en", "postcodes"]

    class Meta(AreaForm.Meta):
        fields = ["code", "name_th", "name_en", "postcodes"]

    def clean_code(self) -> str:
        """Checked against the areas that there are."""
        code = to_arabic(self.cleaned_data["code"]).strip()
        try:
            parent_of(code)
        except ValidationError as refused:
            raise ValidationError(refused.error_dict["code"]) from None
        return code


class FollowersField(LinesField):
    """Areas that followed, one a line, by code or name; cleans to a list of areas."""

    def clean(self, value: object) -> list[Area]:
        """The areas in the order written."""
        field = AreaField()
        return [field.clean(line) for line in super().clean(value)]

    def prepare_value(self, value: object) -> object:
        """Names that leave no doubt."""
        if not isinstance(value, list):
            return value
        return "\n".join(area.full_name if isinstance(area, Area) else area for area in value)


class AreaEndForm(forms.ModelForm):
    """The day an area ended, and what followed."""

    abolished_on = ThaiDateTextField(label=_("ยุบเมื่อวันที่"), help_text=_("เช่น 1 ต.ค. 2561"))
    followed_by = FollowersField(
        required=False,
        label=_("พื้นที่ที่ตามมาแทน"),
        help_text=_("บรรทัดละแห่ง ใส่รหัสหรือชื่อกับอำเภอและจังหวัด ชื่อเดิมในไฟล์จะพามาที่นี่ ไม่มีเว้นว่าง"),
    )

    class Meta:
        model = Area
        fields = ["abolished_on"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["followed_by"] = list(self.instance.successors.with_ancestors())

    def refuse(self, refused: ValidationError) -> None:
        """What the service did not do, beside its field."""
        self.add_error(None, refused)

    def _post_clean(self) -> None:
        """The service writes; the row shown above the form stays as it is in the database."""


class AreaRoleForm(forms.ModelForm):
    """A new role of an account."""

    user = forms.ModelChoiceField(
        User.objects.filter(is_active=True).order_by("username"),
        label=_("บัญชีผู้ใช้"),
        help_text=_("ยังไม่มีบัญชี เชิญที่หน้าบัญชีผู้ใช้ก่อน ให้บทบาทตัวเองไม่ได้ ให้เพื่อนร่วมงานให้"),
    )
    role = forms.ChoiceField(choices=Role, label=_("บทบาท"))
    area = AreaField(
        label=_("พื้นที่"),
        help_text=_("เจ้าหน้าที่และผู้ดูแลเนื้อหา: TH · ผู้ตรวจ: ภาคหรือจังหวัด · ผู้ประสานงาน: ตำบล อำเภอ จังหวัด"),
    )
    starts_on = ThaiDateTextField(label=_("ตั้งแต่วันที่"), required=False, help_text=_("เว้นว่าง = วันนี้"))

    class Meta:
        model = AreaRole
        fields = ["user", "role", "area", "starts_on"]

    def clean_starts_on(self) -> object:
        """Today unless told."""
        return self.cleaned_data["starts_on"] or today()

    def clean(self) -> dict[str, Any]:
        """A role is held at certain levels only."""
        cleaned = super().clean()
        if cleaned.get("area") and cleaned.get("role"):
            try:
                check_level(cleaned["role"], cleaned["area"])
            except ValidationError as error:
                self.add_error(None, error)
        return cleaned


class AreaRoleEndForm(forms.ModelForm):
    """The last day of a role."""

    ends_on = ThaiDateTextField(label=_("ทำหน้าที่ถึงวันที่"), help_text=_("รวมวันนั้นด้วย เช่น 30 ก.ย. 2562"))

    class Meta:
        model = AreaRole
        fields = ["ends_on"]
