"""People: persons, tambon teams, contacts of sites. Consents, organisations and partners join them here."""

from .contact import SiteContact
from .person import Person
from .team import Team

__all__ = ["Person", "SiteContact", "Team"]
