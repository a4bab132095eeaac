"""What becomes of rosters and attendances when two records are found to be one person.

``spans`` counts days, ``arranging`` says which enrolment holds which days, ``moving`` writes it and looks
after what was done between a merge and its undoing.
"""

from .moving import register_work

__all__ = ["register_work"]
