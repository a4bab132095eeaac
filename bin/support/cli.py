"""What the three commands take and the order in which they work."""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from install import Installer
from serving import address_from, check_free, hand_over
from trouble import TroubleError

ROOT = Path(__file__).resolve().parents[2]

TEST_HELP = """usage: bin/test [ARGUMENTS OF PYTEST …]

Makes the tools ready and runs every test, in parallel unless a path, -n or --pdb is given. Touches no data.

  bin/test                            everything, in a browser too where there is one
  bin/test tests/thai -k dates        a part
  bin/test -m "not browser"           without the browser

CHROMIUM=/path/to/chromium names the browser. Without one the browser tests are left out, and that is said;
with KHABUAN_REQUIRE_BROWSER=1 or CI=true they fail. DATABASE_URL=postgresql://… runs on PostgreSQL."""


def setup(arguments: Sequence[str]) -> int:
    """Makes everything ready to serve."""
    parser = _parser("bin/setup", "Makes everything ready to serve. Never overwrites data.")
    options = parser.parse_args(arguments)
    _make_ready(demo=not options.no_demo)
    print("Everything is ready: bin/serve starts the site.")
    return 0


def serve(arguments: Sequence[str]) -> NoReturn:
    """Makes everything ready and becomes the server."""
    parser = _parser("bin/serve", "Makes everything ready and serves the site. Never overwrites data.")
    parser.epilog = "HOST and PORT in the environment say where to listen: 127.0.0.1 and 8000 unless set."
    options = parser.parse_args(arguments)
    host, port = address_from(dict(os.environ))
    check_free(host, port)
    installer, accounts = _make_ready(demo=not options.no_demo)
    check_free(host, port)
    hand_over(ROOT, installer.python, host, port, accounts)


def test(arguments: Sequence[str]) -> NoReturn:
    """Makes the tools ready and becomes pytest."""
    if any(argument in {"-h", "--help"} for argument in arguments):
        print(TEST_HELP)
        sys.exit(0)
    installer = Installer(ROOT, dev=True)
    installer.check_writable()
    installer.packages()
    installer.assets()
    installer.translations()
    command = [str(installer.python), "-m", "pytest", *parallel(arguments), *arguments]
    sys.stdout.flush()
    os.chdir(ROOT)
    os.execve(command[0], command, os.environ | {"DJANGO_SETTINGS_MODULE": "config.settings.test"})


def parallel(arguments: Sequence[str]) -> list[str]:
    """Options that spread the tests over the cores; none when ``arguments`` say otherwise or name a part."""
    chosen = any(argument.startswith(("-n", "--numprocesses", "--pdb", "-p")) for argument in arguments)
    paths = [argument.split("::")[0] for argument in arguments if not argument.startswith("-")]
    return [] if chosen or any((ROOT / path).exists() for path in paths) else ["-n", "auto"]


def main(argv: Sequence[str]) -> int:
    """Runs the command that ``argv`` begins with. Trouble is one sentence on standard error and code 1."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")
    try:
        return {"setup": setup, "serve": serve, "test": test}[argv[0]](argv[1:])
    except TroubleError as trouble:
        print(trouble, file=sys.stderr)
    except OSError as error:
        print(f"{error.filename or 'A file'} could not be used: {error.strerror}.", file=sys.stderr)
    except KeyboardInterrupt:
        print("\nStopped; the next start goes on from here.", file=sys.stderr)
        return 130
    return 1


def _parser(name: str, description: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog=name, description=description, allow_abbrev=False)
    parser.add_argument("--no-demo", action="store_true", help="load no demo into an empty database")
    return parser


def _make_ready(*, demo: bool) -> tuple[Installer, list[str]]:
    installer = Installer(ROOT)
    installer.check_writable()
    installer.packages()
    installer.assets()
    installer.translations()
    return installer, installer.database(demo=demo)
