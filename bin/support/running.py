"""The part of bin/setup and bin/serve that needs Django, in one process so that Django starts once.

`python bin/support/running.py [--serve HOST PORT] [--no-demo]`, run by the Python of .venv.
"""

import argparse
import os
import sys
import traceback
from importlib import import_module
from typing import Any

from cli import ROOT, one_sentence
from install import Installer
from progress import Runner
from serving import banner, check_free

WORKERS, THREADS = 2, 4


def prepare(runner: Runner, *, demo: bool) -> list[str]:
    """Migrates, loads places and, into an empty database, the demo; returns the demo's sign-ins, if any."""
    with runner.telling("Looking at the database") as telling:
        try:
            import django
            from django.conf import settings
            from django.core.management import call_command

            django.setup()
            call_command("prepare", no_demo=not demo, stdout=telling, stderr=telling)
            # Every view is read in now: what is broken shows before anybody is told that the site is up.
            import_module(settings.ROOT_URLCONF)
        except Exception:
            telling.write(traceback.format_exc())
            raise telling.trouble() from None
    return telling.said


def serve(host: str, port: int, accounts: list[str]) -> None:
    """Serves with gunicorn until it is stopped, and says where once it listens."""
    from gunicorn.app.base import BaseApplication

    from config.wsgi import application

    class Site(BaseApplication):
        def load_config(self) -> None:
            settings: dict[str, Any] = {
                "bind": f"[{host}]:{port}" if ":" in host else f"{host}:{port}",
                "workers": WORKERS,
                "threads": THREADS,
                "preload_app": True,
                "loglevel": "warning",
                "control_socket_disable": True,
                "when_ready": lambda server: print(banner(host, port, accounts), flush=True),
            }
            for name, value in settings.items():
                self.cfg.set(name, value)

        def load(self) -> Any:
            return application

    Site().run()


def main() -> int:
    """Makes the database ready and, when asked, serves."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--serve", nargs=2, metavar=("HOST", "PORT"))
    parser.add_argument("--no-demo", action="store_true")
    options = parser.parse_args()
    os.chdir(ROOT)
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    accounts = prepare(Installer(ROOT).runner, demo=not options.no_demo)
    if options.serve:
        host, port = options.serve[0], int(options.serve[1])
        check_free(host, port)
        serve(host, port, accounts)
    else:
        print("Everything is ready: bin/serve starts the site.")
    return 0


if __name__ == "__main__":
    sys.exit(one_sentence(main))
