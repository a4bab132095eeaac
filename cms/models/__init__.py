"""What is published: pages of editors, pictures, and materials to take along."""

from .content import ContentPage
from .demo import Demo
from .home import HomePage
from .material import Material
from .open_house import OpenHouseHost, OpenHouseIndexPage, OpenHouseMaterial, OpenHousePage
from .picture import Picture, Rendition
from .programme import ProgrammeDocument, ProgrammePage
from .story import StoryIndexPage, StoryPage
from .translated import Translated, untranslated_texts

__all__ = [
    "ContentPage",
    "Demo",
    "HomePage",
    "Material",
    "OpenHouseHost",
    "OpenHouseIndexPage",
    "OpenHouseMaterial",
    "OpenHousePage",
    "Picture",
    "ProgrammeDocument",
    "ProgrammePage",
    "Rendition",
    "StoryIndexPage",
    "StoryPage",
    "Translated",
    "untranslated_texts",
]
