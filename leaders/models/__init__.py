"""People: persons, tambon teams, contacts of sites, partners. Consents and organisations join them here."""

from .contact import SiteContact
from .likeness import LikelySame
from .merge import Merge, MergedRow
from .partner import Partner
from .person import Person
from .team import Team

__all__ = ["LikelySame", "Merge", "MergedRow", "Partner", "Person", "SiteContact", "Team"]
