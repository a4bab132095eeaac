from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class CmsConfig(AppConfig):
    name = "cms"
    verbose_name = _("เนื้อหาเว็บ")

    def ready(self) -> None:
        """A migrated database has a site with its first pages."""
        from .services.setup import after_migrate

        post_migrate.connect(after_migrate, sender=self, dispatch_uid="cms.after_migrate")
