"""Lists as columns of a file: people, activities, teams, learning sites, figures by province.

Where a kind of sheet can be read in, the list begins with that sheet's columns: what comes out goes in again.
"""

from .activities import ActivityResource
from .figures import FiguresResource, PublicFiguresResource
from .people import LearnerResource, RosterResource
from .sheets import BatchResource, SheetRowResource
from .sites import PublicSiteResource, SiteResource
from .teams import TeamResource

__all__ = [
    "ActivityResource",
    "BatchResource",
    "FiguresResource",
    "LearnerResource",
    "PublicFiguresResource",
    "PublicSiteResource",
    "RosterResource",
    "SheetRowResource",
    "SiteResource",
    "TeamResource",
]
