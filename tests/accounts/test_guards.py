"""Production refuses to start with the demo's accounts, and says so in `check --deploy`."""

import os
import subprocess
import sys

import pytest
from django.conf import settings as django_settings
from django.core.checks import run_checks
from django.db import OperationalError

from accounts import guards
from accounts.guards import refuse_demo_accounts


def findings() -> list[str]:
    return [
        message.id
        for message in run_checks(include_deployment_checks=True)
        if message.id.startswith("accounts.")
    ]


def test_real_accounts_are_no_hindrance(user_with, settings):
    settings.REFUSE_DEMO_ACCOUNTS = True
    user_with()
    refuse_demo_accounts()
    assert findings() == []


def test_demo_accounts_stop_the_start_with_one_sentence(user_with, capsys):
    user_with(username="coordinator", is_demo=True)
    with pytest.raises(SystemExit) as stopped:
        refuse_demo_accounts()
    assert stopped.value.code == guards.CANNOT_START
    said = capsys.readouterr().err
    assert "coordinator" in said
    assert said.count("\n") == 1


def test_a_database_that_does_not_answer_stops_the_start(db, monkeypatch, capsys):
    def broken() -> list[str]:
        raise OperationalError("connection refused")

    monkeypatch.setattr(guards, "demo_accounts", broken)
    with pytest.raises(SystemExit):
        refuse_demo_accounts()
    assert "cannot be reached" in capsys.readouterr().err


def test_the_deployment_check_says_so_where_it_matters(user_with, settings):
    user_with(is_demo=True)
    settings.REFUSE_DEMO_ACCOUNTS = False
    assert findings() == []
    settings.REFUSE_DEMO_ACCOUNTS = True
    assert findings() == ["accounts.E001"]


def test_a_production_server_stops_before_it_serves(tmp_path):
    """The real settings and the real WSGI module, on a database of its own with one demo account."""
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.settings.production",
        "SECRET_KEY": "x" * 60,
        "ALLOWED_HOSTS": "khabuan.example",
        "DATABASE_URL": f"sqlite:///{tmp_path / 'db.sqlite3'}",
        "KHABUAN_VAR": str(tmp_path),
    }

    def python(code: str) -> subprocess.CompletedProcess:
        return subprocess.run(
            [sys.executable, "-c", code],
            cwd=django_settings.BASE_DIR,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )

    start = "import config.wsgi; print('serving')"
    made = python(
        "import django; django.setup()\n"
        "from django.core.management import call_command\n"
        "call_command('migrate', 'accounts', verbosity=0)\n"
    )
    assert made.returncode == 0, made.stderr
    assert python(start).stdout == "serving\n"
    python(
        "import django; django.setup()\n"
        "from accounts.models import User\n"
        "User.objects.create_user('staff', password='printed-at-the-start', is_demo=True)\n"
    )
    refused = python(start)
    assert refused.returncode == guards.CANNOT_START
    assert refused.stdout == ""
    said = refused.stderr.splitlines()[-1]
    assert said.startswith("Khabuan does not start with the demo's accounts (staff)")
    assert "Traceback" not in refused.stderr
