"""Codes of consents, as editors write them beside what rests on one. Editors see no person, only the code."""

import re
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import connection, models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.services.codes import normalised
from leaders.choices import ConsentUse
from leaders.models import Consent

LABEL = gettext_lazy("รหัสความยินยอม")
HELP = gettext_lazy("เว้นวรรคคั่น ขอรหัสจากผู้ประสานงานหรือผู้ตรวจ ถอนเมื่อไร ออกจากเว็บทันที ข้อนี้ไม่ขึ้นเว็บ")


def codes_field(label: str) -> models.CharField:
    """A field for the codes of the consents that something rests on, apart by spaces."""
    return models.CharField(label, max_length=400, blank=True, help_text=HELP)


def codes_in(text: str) -> list[str]:
    """The codes in what was written, each once; what cannot be a code is left out."""
    return list(dict.fromkeys(filter(None, map(normalised, re.split(r"[\s,;/]+", text or "")))))


def consents_of(text: str, *, lock: bool = False) -> list[Consent]:
    """The consents whose codes were written, standing or not.

    With ``lock`` nobody takes one back before the transaction ends, or did so before it goes on: whoever
    publishes asks so, and a withdrawal then finds what was published.
    """
    rows = Consent.everything.filter(code__in=codes_in(text))
    if lock and connection.in_atomic_block:
        rows = rows.order_by("pk").select_for_update(of=("self",))
    return list(rows)


def all_stand(text: str) -> bool:
    """Whether each code that was written is that of a consent that stands. A code that names none has ended:
    its consent was deleted with the person. Text without codes stands; see ``ConsentTie.held``.
    """
    return sum(consent.stands for consent in consents_of(text)) == len(codes_in(text))


def check_codes(text: str, uses: Iterable[ConsentUse]) -> list[Consent]:
    """The consents of what was written. Raises ValidationError for a word that is no code of a consent, for
    one that was taken back, and for one that was given for something else.
    """
    uses = list(uses)
    known = {consent.code: consent for consent in consents_of(text)}
    wrong, found = [], []
    for word in re.split(r"[\s,;/]+", (text or "").strip()):
        consent = known.get(normalised(word))
        if consent is None:
            wrong += [_("ไม่มีความยินยอมรหัส %s") % word] if word else []
        elif not consent.stands:
            wrong.append(_("ความยินยอมรหัส %s ถอนไปแล้ว") % word)
        elif consent.use not in uses:
            asked = " / ".join(str(use.label) for use in uses)
            told = {"code": word, "given": consent.get_use_display(), "asked": asked}
            wrong.append(_("ความยินยอมรหัส %(code)s ให้ไว้เรื่อง%(given)s ไม่ใช่%(asked)s") % told)
        else:
            found.append(consent)
    if wrong:
        raise ValidationError(wrong)
    return found


def refused_beside(field: str, text: str, uses: Iterable[ConsentUse]) -> None:
    """As ``check_codes``, with the messages beside ``field``."""
    try:
        check_codes(text, uses)
    except ValidationError as error:
        raise ValidationError({field: error}) from error
