"""Places: areas, who works in them, issue areas, learning sites and import batches."""

from .area import Area, AreaShape
from .base import Record
from .batch import ImportBatch, ImportedRow
from .issue import IssueArea
from .role import AreaRole
from .site import LearningSite

__all__ = [
    "Area",
    "AreaRole",
    "AreaShape",
    "ImportBatch",
    "ImportedRow",
    "IssueArea",
    "LearningSite",
    "Record",
]
