"""Signing in, and changing one's own password."""

from typing import Any

from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.utils.translation import gettext_lazy as _


class SignInForm(AuthenticationForm):
    """User name and password. The answer never tells whether the name exists."""

    error_messages = {
        "invalid_login": _("ชื่อผู้ใช้หรือรหัสผ่านไม่ตรง ตรวจตัวพิมพ์เล็กใหญ่และภาษาของแป้นพิมพ์ แล้วลองอีกครั้ง"),
        "inactive": _("ชื่อผู้ใช้หรือรหัสผ่านไม่ตรง ตรวจตัวพิมพ์เล็กใหญ่และภาษาของแป้นพิมพ์ แล้วลองอีกครั้ง"),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = _("ชื่อผู้ใช้")
        self.fields["username"].error_messages["required"] = _("ใส่ชื่อผู้ใช้")
        self.fields["username"].widget.attrs |= {"autocomplete": "username", "spellcheck": "false"}
        self.fields["password"].label = _("รหัสผ่าน")
        self.fields["password"].error_messages["required"] = _("ใส่รหัสผ่าน")


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
        for name, label in labels.items():
            self.fields[name].label = label
            self.fields[name].error_messages["required"] = _("ยังไม่ได้ใส่")
        self.fields["new_password1"].help_text = _("อย่างน้อย 10 ตัว ปนตัวหนังสือกับตัวเลข อย่าใช้ชื่อหรือเบอร์โทร")
        self.fields["new_password2"].help_text = ""
