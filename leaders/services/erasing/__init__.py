"""Erasing a person: a blank row stays, so that counts stay right; nothing that tells who it was does.

``traces`` knows by what somebody is recognised in any text, ``sweeping`` goes through all tables,
``registry`` holds what each app does with its own rows, ``services`` is the verb.
"""

from .registry import Erasing, register, register_afterwards
from .services import erase, erase_again
from .traces import Traces

__all__ = ["Erasing", "Traces", "erase", "erase_again", "register", "register_afterwards"]
