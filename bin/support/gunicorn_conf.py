"""Gunicorn as bin/serve runs it: one load of the code for all workers, quiet until something is wrong."""

import os
from typing import Any

preload_app = True
loglevel = "warning"
control_socket_disable = True


def when_ready(server: Any) -> None:
    """The site listens: say where."""
    print(os.environ.get("KHABUAN_BANNER", ""), flush=True)
