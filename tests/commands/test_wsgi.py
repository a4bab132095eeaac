"""What a WSGI server loads before it forks its workers."""

import os
import subprocess
import sys
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection

LOADED = """
import django; django.setup()
from django.db import connection
connection.ensure_connection()
print(connection.connection is not None)
import config.wsgi
print(connection.connection, getattr(connection, "_connection_pools", {}))
"""


def test_workers_inherit_no_connection_and_no_pool(db, tmp_path) -> None:
    """Two workers on one socket read each other's answers."""
    database = f"sqlite:///{tmp_path / 'db.sqlite3'}"
    if connection.vendor == "postgresql":
        named = urlsplit(os.environ["DATABASE_URL"])
        database = named._replace(path=f"/{connection.settings_dict['NAME']}").geturl()
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.settings.dev",
        "DATABASE_URL": database,
        "KHABUAN_VAR": str(tmp_path),
    }
    ran = subprocess.run(
        [sys.executable, "-c", LOADED],
        cwd=settings.BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout == "True\nNone {}\n"
