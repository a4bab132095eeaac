from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = _("บัญชีผู้ใช้")

    def ready(self) -> None:
        """Register the checks of this app, and how long it keeps what signing in leaves behind."""
        from . import checks, retention  # noqa: F401

        retention.register_own()
