"""What is published: pages of editors, pictures, and materials to take along."""

from .binned import Binned
from .consented import ConsentTie, FileTie
from .contact import Contact, Reach, whom_to_ask
from .content import ContentPage
from .demo import Demo
from .home import HomePage
from .letter import LetterIndexPage, LetterPage, LetterReading
from .material import Material
from .open_house import OpenHouseHost, OpenHouseIndexPage, OpenHouseMaterial, OpenHousePage
from .picture import Picture, Rendition
from .programme import ProgrammeDocument, ProgrammePage
from .search import SearchDocument, SearchOccurrence, SearchWord
from .story import StoryIndexPage, StoryPage
from .term import Term
from .translated import Translated, untranslated_texts

__all__ = [
    "Binned",
    "ConsentTie",
    "Contact",
    "ContentPage",
    "Demo",
    "FileTie",
    "HomePage",
    "LetterIndexPage",
    "LetterPage",
    "LetterReading",
    "Material",
    "OpenHouseHost",
    "OpenHouseIndexPage",
    "OpenHouseMaterial",
    "OpenHousePage",
    "Picture",
    "ProgrammeDocument",
    "ProgrammePage",
    "Reach",
    "Rendition",
    "SearchDocument",
    "SearchOccurrence",
    "SearchWord",
    "StoryIndexPage",
    "StoryPage",
    "Term",
    "Translated",
    "untranslated_texts",
    "whom_to_ask",
]
