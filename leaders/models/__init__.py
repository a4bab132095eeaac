"""People: persons, tambon teams, contacts of sites, partners. Consents and organisations join them here."""

from .contact import SiteContact
from .partner import Partner
from .person import Person
from .team import Team

__all__ = ["Partner", "Person", "SiteContact", "Team"]
