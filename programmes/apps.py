from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProgrammesConfig(AppConfig):
    name = "programmes"
    verbose_name = _("งานของโครงการ")

    def ready(self) -> None:
        """What merging and erasing persons do with rosters and attendances, and what a person may ask for."""
        from leaders.services import own_data

        from .services import erasing, merging, retention
        from .services.own_data import work_of

        merging.register_work()
        erasing.register_work()
        retention.register_work()
        own_data.register(work_of)
