"""The embedded way: one machine, one SQLite file under var/, as `bin/serve` runs it."""

import os

from .base import *  # noqa: F403
from .base import ALLOWED_HOSTS, VAR_DIR
from .databases import from_url
from .secrets import local_secret_key

SECRET_KEY = os.environ.get("SECRET_KEY") or local_secret_key(VAR_DIR / "secret_key")
ALLOWED_HOSTS += ["127.0.0.1", "localhost", "[::1]", os.environ.get("HOST", "127.0.0.1")]
DATABASES = {"default": from_url(os.environ.get("DATABASE_URL"), default=VAR_DIR / "khabuan.sqlite3")}
