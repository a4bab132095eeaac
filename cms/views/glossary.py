"""The movement's own words, explained."""

from dataclasses import dataclass, field

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from ..meta import page_context
from ..models import Term
from .caching import public_page

# Vowels that are written before the consonant they follow in speech.
_WRITTEN_FIRST = "เแโใไ"


@dataclass
class Letter:
    """The words under one letter of a dictionary."""

    initial: str
    terms: list[Term] = field(default_factory=list)


@public_page
def glossary(request: HttpRequest) -> HttpResponse:
    """All words in dictionary order; each has an anchor, its key."""
    description = _("ทีมตำบล แหล่งเรียนรู้ เปิดบ้าน ถอดบทเรียน คำเหล่านี้หมายถึงอะไร อธิบายเป็นภาษาพูด")
    context = page_context(request, _("คำที่ใช้ในขบวน"), crumbs=[], description=description)
    letters = by_letter(list(Term.objects.in_order()))
    return render(request, "public/glossary.html", context | {"letters": letters})


def by_letter(terms: list[Term]) -> list[Letter]:
    """Words that follow each other under their first letter."""
    found: list[Letter] = []
    for term in terms:
        initial = initial_of(term.term)
        if not found or found[-1].initial != initial:
            found.append(Letter(initial))
        found[-1].terms.append(term)
    return found


def initial_of(word: str) -> str:
    """The letter under which a dictionary has it: "เปิดบ้าน" under ป, "8 ทิศทาง" under 8, "team" under T."""
    bare = word.lstrip(_WRITTEN_FIRST) or word
    return bare[:1].upper()
