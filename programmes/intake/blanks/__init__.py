"""Blank forms: a workbook for each kind of sheet, with drop-down lists and a sheet that explains the columns.

The headings and the words of the lists are those that the readers take. Nothing invented stands in the table:
examples are in the explanation, so none is ever brought by accident.
"""

from .filled import filled_form
from .guides import BLANKS
from .writing import blank_form

__all__ = ["BLANKS", "blank_form", "filled_form"]
