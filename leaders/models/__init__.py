"""People: persons and their consents, tambon teams, contacts of sites, partners. Organisations join here."""

from .consent import Consent, ConsentWording
from .contact import SiteContact
from .erasure import Erasure
from .likeness import LikelySame
from .merge import Merge, MergedRow
from .partner import Partner
from .person import Person
from .team import Team

__all__ = [
    "Consent",
    "ConsentWording",
    "Erasure",
    "LikelySame",
    "Merge",
    "MergedRow",
    "Partner",
    "Person",
    "SiteContact",
    "Team",
]
