"""Names of people: read as written on a sheet, and compared to find the same person twice."""

from thai.names.doubts import names_nobody, names_several
from thai.names.likeness import Heard, hear, likeness, may_be_heard_as, name_key, name_similarity
from thai.names.reading import ParsedName, parse_name
from thai.names.spelling import Spelt, nearness, spelt, whole_name
from thai.names.words import Prefix

__all__ = [
    "Heard",
    "ParsedName",
    "Prefix",
    "Spelt",
    "hear",
    "likeness",
    "may_be_heard_as",
    "name_key",
    "name_similarity",
    "names_nobody",
    "names_several",
    "nearness",
    "parse_name",
    "spelt",
    "whole_name",
]
