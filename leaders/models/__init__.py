"""People: persons and tambon teams. Consents, organisations and partners join them here."""

from .person import Person
from .team import Team

__all__ = ["Person", "Team"]
