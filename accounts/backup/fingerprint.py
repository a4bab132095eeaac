"""With what an archive was made, so that a restore can say what is different now. Holds no secret."""

import platform
from importlib.metadata import version
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.utils.translation import gettext as _

# What changes how rows and files are understood; never an address, a password or a key.
TELLING = (
    "AUTH_USER_MODEL",
    "KHABUAN_AWAY_DAYS",
    "KHABUAN_METHODS_WANTED",
    "KHABUAN_TODAY",
    "LANGUAGE_CODE",
    "SHEET_DAYS",
    "TIME_ZONE",
)
PACKAGES = ("django", "wagtail")


def fingerprint() -> dict[str, Any]:
    """Versions, applied migrations, telling settings, and SECRET_KEY as a slow, salted hash."""
    applied = MigrationLoader(connection).applied_migrations
    return {
        "settings_module": settings.SETTINGS_MODULE,
        "settings": {name: getattr(settings, name, None) for name in TELLING},
        "storages": {alias: told["BACKEND"] for alias, told in settings.STORAGES.items()},
        "apps": sorted(config.name for config in apps.get_app_configs()),
        "python": platform.python_version(),
        "packages": {name: version(name) for name in PACKAGES},
        "migrations": sorted(".".join(key) for key in applied),
        "secret_key": make_password(settings.SECRET_KEY),
    }


def unknown_migrations(then: dict[str, Any]) -> list[str]:
    """Migrations that the archive's database has and this release does not know."""
    known = MigrationLoader(None).disk_migrations
    ours = {config.label for config in apps.get_app_configs()}
    told = [name for name in then["migrations"] if name.split(".")[0] in ours]
    replaced = {".".join(key) for migration in known.values() for key in migration.replaces}
    return sorted(set(told) - {".".join(key) for key in known} - replaced)


def differences(then: dict[str, Any]) -> list[str]:
    """Sentences on what is different here and matters to whoever restores."""
    said = []
    if not check_password(settings.SECRET_KEY, then["secret_key"]):
        said.append(_("SECRET_KEY ไม่เหมือนเดิม ทุกคนต้องเข้าสู่ระบบใหม่ และบันทึกที่ล็อกไว้ในมือถือจะเปิดไม่ได้"))
    for name, before in then["settings"].items():
        now = getattr(settings, name, None)
        if name in TELLING and now != before:
            said.append(
                _("%(name)s ตอนสำรอง: %(before)s ตอนนี้: %(now)s")
                % {"name": name, "before": before, "now": now}
            )
    for name, before in then["packages"].items():
        if name in PACKAGES and version(name) != before:
            said.append(
                _("%(name)s ตอนสำรอง: %(before)s ตอนนี้: %(now)s")
                % {"name": name, "before": before, "now": version(name)}
            )
    return said
