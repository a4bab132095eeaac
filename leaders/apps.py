from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LeadersConfig(AppConfig):
    name = "leaders"
    verbose_name = _("คนและทีม")

    def ready(self) -> None:
        """What a merge of persons does with the rows of this app."""
        from .services.merging.own import register_own

        register_own()
