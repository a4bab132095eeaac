"""Building blocks of pages, a family a file."""

from .fact import FactBlock
from .files import FilesBlock
from .picture import PictureBlock
from .quote import QuoteBlock
from .text import HeadingBlock, ParagraphBlock
from .timetable import TimetableRowBlock

__all__ = [
    "BODY",
    "FactBlock",
    "FilesBlock",
    "HeadingBlock",
    "ParagraphBlock",
    "PictureBlock",
    "QuoteBlock",
    "TimetableRowBlock",
]

# What the body of any page may consist of.
BODY = [
    ("paragraph", ParagraphBlock()),
    ("heading", HeadingBlock()),
    ("picture", PictureBlock()),
    ("quote", QuoteBlock()),
    ("fact", FactBlock()),
    ("files", FilesBlock()),
]
