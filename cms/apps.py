from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class CmsConfig(AppConfig):
    name = "cms"
    verbose_name = _("เนื้อหาเว็บ")

    def ready(self) -> None:
        """A migrated database has a site with its first pages; while the demo is here, the day is pinned."""
        from thai.clock import set_pin_provider

        from .demo.pin import demo_day
        from .services.setup import after_migrate

        set_pin_provider(demo_day)
        post_migrate.connect(after_migrate, sender=self, dispatch_uid="cms.after_migrate")
