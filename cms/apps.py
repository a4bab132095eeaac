from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class CmsConfig(AppConfig):
    name = "cms"
    verbose_name = _("เนื้อหาเว็บ")

    def ready(self) -> None:
        """A migrated database has its first pages, the demo pins the day, and what is saved can be found."""
        from thai.clock import set_pin_provider

        from .demo.pin import demo_day
        from .services import bin as cms_bin
        from .services import consents, erasing, freshness
        from .services.setup import after_migrate

        set_pin_provider(demo_day)
        freshness.connect()
        consents.connect()
        erasing.connect()
        cms_bin.connect()
        post_migrate.connect(after_migrate, sender=self, dispatch_uid="cms.after_migrate")
