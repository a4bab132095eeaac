"""The embedded way of running, with one more app that erases, and static files that nobody collected."""

from config.settings.dev import *  # noqa: F403
from config.settings.dev import INSTALLED_APPS, STORAGES

INSTALLED_APPS = [*INSTALLED_APPS, "tests.accounts.backup.forgetting.ForgettingConfig"]
STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
