"""Rows as a file: the columns of a list, written part by part as CSV or XLSX and sent as a download.

What comes out reads back as the same value, and no spreadsheet runs it; ``cells`` says how, for whoever reads
such files too.
"""

from .answers import as_download, list_as_file
from .columns import Column, ListResource, RowNumber
from .listings import ListingAsFile

__all__ = ["Column", "ListResource", "ListingAsFile", "RowNumber", "as_download", "list_as_file"]
