"""What goes wrong while setting up, said in one sentence."""

import re

NO_NETWORK = re.compile(
    r"NewConnectionError|ConnectTimeout|ReadTimeout|Name or service not known|Temporary failure in name"
    r"|nodename nor servname|Network is unreachable|Connection refused|ECONNREFUSED|ECONNRESET|ENOTFOUND"
    r"|EAI_AGAIN|ETIMEDOUT|ENETUNREACH|ERR_SOCKET_TIMEOUT|ProxyError"
)
DISK_FULL = re.compile(r"No space left on device|ENOSPC|database or disk is full")
NOT_WRITABLE = re.compile(r"Permission denied|EACCES|EROFS|Read-only file system|readonly database|EPERM")
# What a tool says of its own: Django's commands and exceptions, pip, npm.
OWN_WORDS = re.compile(
    r"^(?:[\w.]*(?:Error|ImproperlyConfigured)|ERROR|npm error):?\s+(?P<words>\S.*)$", re.MULTILINE
)


class TroubleError(Exception):
    """Something the person at the keyboard can mend; the message is one sentence in plain words."""


def sentence_for(label: str, output: str, log: str) -> str:
    """One sentence for the step ``label`` that failed and printed ``output``, which is kept in ``log``."""
    if DISK_FULL.search(output):
        return f"{label} failed because the disk is full: free some space and try again (log: {log})."
    if NO_NETWORK.search(output):
        return f"{label} failed because the network did not answer: connect and try again (log: {log})."
    if NOT_WRITABLE.search(output):
        return f"{label} failed because a file could not be written: check who owns it (log: {log})."
    own = [match["words"].strip().rstrip(".") for match in OWN_WORDS.finditer(output)]
    if own:
        # Of exceptions raised one by another the last says most, of a tool's complaints the first.
        return f"{label} failed: {own[-1 if 'Traceback' in output else 0]} (log: {log})."
    return f"{label} failed; what the tool said is in {log}."
