"""What the three commands take and the order in which they work."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

from install import Installer
from serving import address_from, check_free
from trouble import TroubleError

ROOT = Path(__file__).resolve().parents[2]
RUNNING = str(Path(__file__).with_name("running.py"))

TEST_HELP = """usage: bin/test [ARGUMENTS OF PYTEST …]

Makes the tools ready and runs every test, in parallel unless a path, -n or --pdb is given. Touches no data.

  bin/test                            everything, in a browser too where there is one
  bin/test tests/thai -k dates        a part
  bin/test -m "not browser"           without the browser

CHROMIUM=/path/to/chromium names the browser. Without one the browser tests are left out, and that is said;
with KHABUAN_REQUIRE_BROWSER=1 or CI=true they fail. DATABASE_URL=postgresql://… runs on PostgreSQL."""


def setup(arguments: Sequence[str]) -> NoReturn:
    """Makes everything ready to serve."""
    parser = _parser("bin/setup", "Makes everything ready to serve. Never overwrites data.")
    options = parser.parse_args(arguments)
    _go_on(_installed(), RUNNING, *_chosen(options))


def serve(arguments: Sequence[str]) -> NoReturn:
    """Makes everything ready and becomes the server."""
    parser = _parser("bin/serve", "Makes everything ready and serves the site. Never overwrites data.")
    parser.epilog = (
        "HOST and PORT in the environment say where to listen: 127.0.0.1 and 8000 unless set. For a phone in "
        "the same network: HOST=0.0.0.0 ALLOWED_HOSTS=192.168.1.20 bin/serve, with this machine's address."
    )
    options = parser.parse_args(arguments)
    host, port = address_from(dict(os.environ))
    check_free(host, port)
    _go_on(_installed(), RUNNING, "--serve", host, str(port), *_chosen(options))


def test(arguments: Sequence[str]) -> NoReturn:
    """Makes the tools ready and becomes pytest."""
    if any(argument in {"-h", "--help"} for argument in arguments):
        print(TEST_HELP)
        sys.exit(0)
    installer = _installed(dev=True)
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.test"
    os.chdir(ROOT)
    _go_on(installer, "-m", "pytest", *parallel(arguments), *arguments)


def parallel(arguments: Sequence[str]) -> list[str]:
    """Options that spread the tests over the cores; none when ``arguments`` say otherwise or name a part."""
    chosen = any(argument.startswith(("-n", "--numprocesses", "--pdb", "-p")) for argument in arguments)
    paths = [argument.split("::")[0] for argument in arguments if not argument.startswith("-")]
    if chosen or any((ROOT / path).exists() for path in paths):
        return []
    # Whole stretches go to one worker, so that what a file shares is made once; none waits at the end.
    return ["-n", "auto", "--dist", "worksteal"]


def one_sentence(work: Callable[[], int]) -> int:
    """The exit code of ``work``; trouble in it becomes one sentence on standard error and code 1."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")
    try:
        return work()
    except TroubleError as trouble:
        print(trouble, file=sys.stderr)
    except OSError as error:
        print(f"{error.filename or 'A file'} could not be used: {error.strerror}.", file=sys.stderr)
    except KeyboardInterrupt:
        print("\nStopped; the next start goes on from here.", file=sys.stderr)
        return 130
    return 1


def main(argv: Sequence[str]) -> int:
    """Runs the command that ``argv`` begins with."""
    command = {"setup": setup, "serve": serve, "test": test}[argv[0]]
    return one_sentence(lambda: command(argv[1:]))


def _parser(name: str, description: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog=name, description=description, allow_abbrev=False)
    parser.add_argument("--no-demo", action="store_true", help="load no demo into an empty database")
    return parser


def _chosen(options: argparse.Namespace) -> list[str]:
    return ["--no-demo"] if options.no_demo else []


def _installed(*, dev: bool = False) -> Installer:
    installer = Installer(ROOT, dev=dev)
    installer.begin()
    installer.packages()
    installer.assets()
    installer.translations()
    return installer


def _go_on(installer: Installer, *arguments: str) -> NoReturn:
    """Becomes the Python of .venv."""
    sys.stdout.flush()
    os.execv(installer.python, [str(installer.python), *arguments])
