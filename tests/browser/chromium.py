"""The browser of the machine, started so that it asks nothing of the network by itself."""

import os
import shutil
import subprocess
from functools import cache

from playwright._impl._driver import compute_driver_executable

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
MISSING = (
    "No Chromium was found that the tests can drive: install one (Debian: apt install chromium libatomic1 "
    "fonts-noto-core) or name it with CHROMIUM=/path/to/chromium."
)
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--font-render-hinting=none",
)


@cache
def find() -> str | None:
    """Path of the browser: CHROMIUM if it is set, else the first one the machine has, else None.

    None too where Playwright's own driver does not start, for want of libatomic on a bare machine.
    """
    driver = subprocess.run([compute_driver_executable()[0], "--version"], capture_output=True, check=False)
    if driver.returncode != 0:
        return None
    if named := os.environ.get("CHROMIUM"):
        return shutil.which(named)
    return next(filter(None, map(shutil.which, (*NAMES, *MAC))), None)


def is_required() -> bool:
    """Whether a missing browser is a failure: in continuous integration, or when asked for."""
    return os.environ.get("CI") == "true" or os.environ.get("KHABUAN_REQUIRE_BROWSER") == "1"
