"""The browser of the machine, started so that it asks nothing of the network by itself."""

import os
import shutil

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
MISSING = (
    "No Chromium was found: install it (Debian: apt install chromium fonts-noto-core) "
    "or name it with CHROMIUM=/path/to/chromium."
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


def find() -> str | None:
    """Path of the browser: CHROMIUM if it is set, else the first one the machine has, else None."""
    if named := os.environ.get("CHROMIUM"):
        return shutil.which(named)
    return next(filter(None, map(shutil.which, (*NAMES, *MAC))), None)


def is_required() -> bool:
    """Whether a missing browser is a failure: in continuous integration, or when asked for."""
    return os.environ.get("CI") == "true" or os.environ.get("KHABUAN_REQUIRE_BROWSER") == "1"
