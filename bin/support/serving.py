"""Where the site listens and what the reader is told about it."""

import errno
import socket

from trouble import TroubleError


def address_from(environ: dict[str, str]) -> tuple[str, int]:
    """HOST and PORT of ``environ``, else 127.0.0.1 and 8000. Raises TroubleError for a port that is none."""
    host = environ.get("HOST") or "127.0.0.1"
    written = environ.get("PORT") or "8000"
    if not (written.isascii() and written.isdigit() and 0 < int(written) < 65536):
        raise TroubleError(f"PORT must be a number from 1 to 65535, and '{written}' is not.")
    return host.strip("[]"), int(written)


def check_free(host: str, port: int) -> None:
    """Raises TroubleError when nothing can listen on ``host`` and ``port``."""
    try:
        family, kind, protocol, _, where = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            # As the server does: a port that was only just left counts as free.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(where)
            probe.listen(1)
    except socket.gaierror as error:
        raise TroubleError(f"HOST must name an address of this machine, and '{host}' does not.") from error
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise TroubleError(
                f"Port {port} on {host} is in use by another program: stop that one, or choose another port, "
                f"for example PORT={port + 1 if port < 65535 else 8000} bin/serve."
            ) from error
        if error.errno == errno.EACCES:
            raise TroubleError(f"Port {port} is not for this account: choose one above 1023.") from error
        raise TroubleError(f"Nothing can listen on {host}, port {port} ({error.strerror}).") from error


def banner(host: str, port: int, accounts: list[str]) -> str:
    """What the reader sees once the site answers: its address and, with the demo, who can sign in."""
    shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)
    return "\n".join(["", f"Khabuan is at http://{shown}:{port}/ (Ctrl-C stops it).", *accounts, ""])
