"""Settings of the benchmarks: those of the tests, with the database as careful as in service."""

from config.settings.databases import SQLITE_OPTIONS
from config.settings.test import *  # noqa: F403
from config.settings.test import DATABASES

if "sqlite3" in DATABASES["default"]["ENGINE"]:
    DATABASES["default"]["OPTIONS"] = SQLITE_OPTIONS
