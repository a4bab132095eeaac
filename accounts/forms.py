"""Signing in, joining, passwords, and the second factor."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm, SetPasswordForm
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from .choices import DigestRate
from .models import User
from .throttle import count_failure, may_try, recognise

NEW_PASSWORD_HELP = _("อย่างน้อย 10 ตัว ปนตัวหนังสือกับตัวเลข อย่าใช้ชื่อหรือเบอร์โทร")


class SignInForm(AuthenticationForm):
    """Phone number or user name, and password. The answer never tells whether the account exists."""

    error_messages = {
        "invalid_login": _("เบอร์มือถือ ชื่อผู้ใช้หรือรหัสผ่านไม่ตรง ตรวจตัวพิมพ์เล็กใหญ่และภาษาของแป้นพิมพ์ แล้วลองอีกครั้ง"),
        "inactive": _("เบอร์มือถือ ชื่อผู้ใช้หรือรหัสผ่านไม่ตรง ตรวจตัวพิมพ์เล็กใหญ่และภาษาของแป้นพิมพ์ แล้วลองอีกครั้ง"),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = _("เบอร์มือถือหรือชื่อผู้ใช้")
        self.fields["username"].error_messages["required"] = _("ใส่เบอร์มือถือหรือชื่อผู้ใช้")
        self.fields["username"].widget.attrs |= {"autocomplete": "username", "spellcheck": "false"}
        self.fields["password"].label = _("รหัสผ่าน")
        self.fields["password"].error_messages["required"] = _("ใส่รหัสผ่าน")

    def clean_username(self) -> str:
        """The account's user name, however it or its phone was written: failures are counted by one name."""
        typed = self.cleaned_data["username"]
        account = User.objects.named(typed)
        recognise(self.request, account)
        return account.username if account else User.objects.plain(typed)


class OwnPasswordForm(PasswordChangeForm):
    """The old password once, the new one twice."""

    error_messages = PasswordChangeForm.error_messages | {
        "password_incorrect": _("รหัสผ่านเดิมไม่ตรง ตรวจแล้วใส่อีกครั้ง"),
        "password_mismatch": _("รหัสผ่านใหม่สองช่องไม่เหมือนกัน ใส่อีกครั้ง"),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = {
            "old_password": _("รหัสผ่านเดิม"),
            "new_password1": _("รหัสผ่านใหม่"),
            "new_password2": _("รหัสผ่านใหม่อีกครั้ง"),
        }
        _dress(self, labels)


class FirstPasswordForm(SetPasswordForm):
    """The password that somebody with a code chooses, twice."""

    error_messages = SetPasswordForm.error_messages | {
        "password_mismatch": _("รหัสผ่านสองช่องไม่เหมือนกัน ใส่อีกครั้ง"),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _dress(self, {"new_password1": _("รหัสผ่านที่จะใช้"), "new_password2": _("รหัสผ่านอีกครั้ง")})


def _dress(form: forms.Form, labels: dict[str, Any]) -> None:
    for name, label in labels.items():
        form.fields[name].label = label
        form.fields[name].error_messages["required"] = _("ยังไม่ได้ใส่")
    form.fields["new_password1"].help_text = NEW_PASSWORD_HELP
    form.fields["new_password2"].help_text = ""


class CodeForm(forms.Form):
    """The code on the paper of an invitation."""

    code = forms.CharField(
        label=_("รหัสบนกระดาษ"),
        help_text=_("8 ตัว เช่น 7K3M-9QXT ตัวเล็กตัวใหญ่ได้ ไม่ต้องใส่ขีด"),
        max_length=40,
        error_messages={"required": _("ใส่รหัสก่อน")},
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )


class FactorForm(forms.Form):
    """What the app shows now, or a recovery code."""

    code = forms.CharField(
        label=_("รหัสจากแอป"),
        help_text=_("ตัวเลข 6 ตัวที่แอปแสดงตอนนี้ ไม่มีมือถืออยู่กับตัว ใช้รหัสสำรองบนกระดาษแทนได้"),
        max_length=40,
        error_messages={"required": _("ใส่รหัสก่อน")},
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "spellcheck": "false"}),
    )
    remember = forms.BooleanField(
        label=_("จำเครื่องนี้ไว้ 30 วัน"), help_text=_("ติ๊กเฉพาะเครื่องที่คุณใช้คนเดียว"), required=False
    )


class OwnForm(forms.Form):
    """What only the owner of the account may do: the password is asked once more."""

    password = forms.CharField(
        label=_("รหัสผ่านของคุณ"),
        strip=False,
        error_messages={"required": _("ใส่รหัสผ่าน")},
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request

    def clean_password(self) -> str:
        """Raises ValidationError for another password than the account's; wrong ones count as at sign-in."""
        password, user = self.cleaned_data["password"], self.request.user
        if not may_try(self.request, user.get_username()):
            raise ValidationError(_("ใส่รหัสผ่านไม่ตรงหลายครั้ง รอ 15 นาทีแล้วลองใหม่"), code="wait")
        if not user.check_password(password):
            count_failure(self.request, user.get_username())
            raise ValidationError(_("รหัสผ่านไม่ตรง ตรวจแล้วใส่อีกครั้ง"), code="password_incorrect")
        return password


class EnrolForm(OwnForm):
    """Tying an app to the account: what it shows now, and the password."""

    code = forms.CharField(
        label=_("รหัสที่แอปแสดง"),
        help_text=_("ตัวเลข 6 ตัว เปลี่ยนทุก 30 วินาที"),
        max_length=12,
        error_messages={"required": _("ใส่รหัสก่อน")},
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false"}
        ),
    )
    field_order = ["code", "password"]


class MailForm(forms.Form):
    """An address to write to; it counts once its owner has followed the link in the first letter."""

    email = forms.EmailField(
        label=_("อีเมล"),
        help_text=_("เราส่งลิงก์ไปให้ก่อน กดลิงก์แล้วจึงใช้อีเมลนี้"),
        max_length=254,
        error_messages={
            "required": _("ใส่อีเมลก่อน"),
            "invalid": _("อีเมลไม่ครบ ต้องมี @ เช่น somsri@example.com"),
        },
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
    )


class DigestForm(forms.Form):
    """How often to be told what waits, and in which language."""

    digest = forms.ChoiceField(label=_("ส่งอีเมลสรุปงาน"), choices=DigestRate.choices, widget=forms.RadioSelect)
    language = forms.ChoiceField(label=_("ภาษาของอีเมล"), choices=settings.LANGUAGES, widget=forms.RadioSelect)
