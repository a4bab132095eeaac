"""Writes of this app. The log of who saw what is asked for everywhere, so it has the shorter address."""

from .access import forget_demo_access, log_access

__all__ = ["forget_demo_access", "log_access"]
