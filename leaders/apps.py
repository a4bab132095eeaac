from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LeadersConfig(AppConfig):
    name = "leaders"
    verbose_name = _("คนและทีม")

    def ready(self) -> None:
        """What merging and erasing do with the rows of this app, and who repeats what a restore undid."""
        from accounts.backup.erasures import Kind
        from accounts.backup.erasures import register as replay

        from .services.consents import withdraw_again
        from .services.erasing import accounts, erase_again
        from .services.erasing import own as erased
        from .services.merging import own as merged

        merged.register_own()
        erased.register_own()
        accounts.register_accounts()
        replay(erase_again)
        replay(withdraw_again, Kind.CONSENT)
