"""The first words of the glossary, in everyday language. Editors change them in the admin."""

from . import issues, movement, ways

WORDS = (*movement.WORDS, *issues.WORDS, *ways.WORDS)
