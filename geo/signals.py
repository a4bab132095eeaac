"""What places tell whoever is above them."""

from django.dispatch import Signal

# Learning sites were written in bulk, which sends no post_save: ``sites``, their primary keys.
sites_written = Signal()
