"""Settings of the tests: fast password hashing, files in a temporary folder, no pinned day."""

import os
import tempfile
from pathlib import Path

from .base import *  # noqa: F403
from .base import STORAGES
from .databases import SQLITE_OPTIONS, from_url

SECRET_KEY = "only-for-tests"
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
KHABUAN_TODAY = "2019-02-20"
_FILES = Path(tempfile.mkdtemp(prefix="khabuan-test-"))
VAR_DIR = _FILES
BACKUP_DIR = _FILES / "backups"
DATABASES = {"default": from_url(os.environ.get("DATABASE_URL"), default=_FILES / "db.sqlite3", pool=False)}
if "sqlite3" in DATABASES["default"]["ENGINE"]:
    # A file, not memory: the browser tests' server thread and the test see one database.
    DATABASES["default"]["TEST"] = {"NAME": str(_FILES / "test.sqlite3")}
    DATABASES["default"]["OPTIONS"] = SQLITE_OPTIONS | {
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"
    }
else:
    # A power cut may take what a test committed; compiling a query takes longer than its few rows.
    DATABASES["default"]["OPTIONS"]["options"] += " -c synchronous_commit=off -c jit=off"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MEDIA_ROOT = _FILES / "media"
STORAGES = STORAGES | {
    "private": STORAGES["private"] | {"OPTIONS": {"location": str(_FILES / "private")}},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
SENDS_MAIL = True
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
