"""Kinds of activities, a field of work a file."""

from .base import Kind
from .housing import HOUSING
from .land import LAND
from .livelihood import LIVELIHOOD
from .organising import FOUNDING, ORGANISING

KINDS = (*ORGANISING, *LAND, *LIVELIHOOD, *HOUSING)

__all__ = ["FOUNDING", "KINDS", "Kind"]
