"""The embedded way of running, with static files that nobody collected."""

from config.settings.dev import *  # noqa: F403
from config.settings.dev import STORAGES

STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
