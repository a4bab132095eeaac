from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProgrammesConfig(AppConfig):
    name = "programmes"
    verbose_name = _("งานของโครงการ")

    def ready(self) -> None:
        """What a merge of persons does with rosters and attendances."""
        from .services.merging import register_work

        register_work()
