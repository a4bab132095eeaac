"""Open houses, stories, letters and the programme's documents, as editors would have written them."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from wagtail.models import Locale, Page, PageLogEntry

from accounts.models import User
from geo.models import Area, IssueArea, LearningSite

from ..models import (
    LetterIndexPage,
    LetterPage,
    LetterReading,
    Material,
    OpenHouseHost,
    OpenHouseIndexPage,
    OpenHouseMaterial,
    OpenHousePage,
    ProgrammeDocument,
    ProgrammePage,
    StoryIndexPage,
    StoryPage,
)
from ..models.base import PublicPage
from ..services.setup import ensure_site
from ..services.streams import stream
from ..services.translating import add_translation
from . import open_house_english, story_english
from .calendar import at
from .ledger import Ledger, fixed_uid
from .letter_texts import LETTERS, Letter, Words
from .open_house_texts import OPEN_HOUSES, OpenHouse
from .story_texts import STORIES, Part, Story

DOCUMENTS_OF_PROGRAMME = ("eight-directions", "signin-sheet")


class Pages:
    """Writes pages below those that every site has."""

    def __init__(
        self, ledger: Ledger, areas: dict[str, Area], materials: dict[str, Material], by: User
    ) -> None:
        self.ledger = ledger
        self.areas = areas
        self.materials = materials
        self.by = by
        ensure_site()
        self.locale, self.english = (Locale.objects.get(language_code=code) for code in ("th", "en"))

    def add_open_house(self, told: OpenHouse, sites: list[LearningSite], number: int) -> None:
        """One open house with its hosts and materials."""
        page = self._open_house(told)
        published = min(told.first.replace(day=1), date(2019, 2, 4))
        self._publish(page, OpenHouseIndexPage, published, f"open-house:{number}")
        page.issues.set(IssueArea.objects.filter(key__in=told.issues))
        page.save()
        names = (told.host, *told.further_hosts)
        hosts = [site for name in names for site in sites if site.name_th == name]
        self.ledger.make(
            OpenHouseHost, [OpenHouseHost(page=page, site=site, sort_order=n) for n, site in enumerate(hosts)]
        )
        self.ledger.make(
            OpenHouseMaterial,
            [
                OpenHouseMaterial(page=page, material=self.materials[key], sort_order=n)
                for n, key in enumerate(told.handouts)
            ],
        )
        self._translate(page, self._open_house(open_house_english.in_english(told)), published)

    def _open_house(self, told: OpenHouse) -> OpenHousePage:
        return OpenHousePage(
            slug=told.slug,
            title=told.title,
            lead=told.lead,
            starts_on=told.first,
            ends_on=told.last,
            starts_at=told.starts,
            ends_at=told.ends,
            area=self.areas[told.code],
            place_text=told.place,
            seats=told.seats,
            seats_taken=told.taken,
            register_by=told.register_by,
            contact=told.contact,
            illustration=told.illustration,
            timetable=stream(f"{told.slug}:timetable", [("row", _row(line)) for line in told.timetable]),
            materials_note=told.materials_note,
            travel=f"<p>{told.travel}</p>",
            body=stream(f"{told.slug}:body", [("paragraph", f"<p>{text}</p>") for text in told.told]),
        )

    def add_story(self, number: int) -> None:
        """One story or piece of news."""
        told = STORIES[number]
        page = self._story(told)
        self._publish(page, StoryIndexPage, told.told_on, f"story:{number}")
        self._translate(page, self._story(story_english.in_english(told)), told.told_on)

    def _story(self, told: Story) -> StoryPage:
        return StoryPage(
            slug=told.slug,
            title=told.title,
            kind=told.kind,
            told_on=told.told_on,
            area=self.areas[told.code] if told.code else None,
            lead=told.lead,
            illustration=told.illustration,
            body=stream(f"{told.slug}:body", self._blocks(told.body)),
        )

    def add_letter(self, told: Letter, number: int) -> None:
        """One letter in both languages, and how often it was read since."""
        page = self._letter(told, told.thai)
        self._publish(page, LetterIndexPage, told.letter_date, f"letter:{number}")
        self.ledger.make(
            LetterReading, [LetterReading(letter=page, day=day, number=n) for day, n in told.readings]
        )
        self._translate(page, self._letter(told, told.english), told.letter_date)

    def _letter(self, told: Letter, words: Words) -> LetterPage:
        return LetterPage(
            slug=told.slug,
            title=words.title,
            number=told.number,
            letter_date=told.letter_date,
            signed_on=told.signed_on,
            lead=words.lead,
            body=stream(f"{told.slug}:body", self._blocks(words.body)),
            closing=words.closing,
            signer=words.signer,
        )

    def add_documents(self) -> None:
        """What one can take along from the programme's page, in each language."""
        documents = [self.materials[key] for key in DOCUMENTS_OF_PROGRAMME]
        self.ledger.make(
            ProgrammeDocument,
            [
                ProgrammeDocument(page=programme, material=material, sort_order=n)
                for programme in ProgrammePage.objects.order_by("path")
                for n, material in enumerate(documents)
            ],
        )

    def _publish(self, page: Page, below: type[Page], day: date, section: str) -> None:
        parent = below.objects.filter(locale=self.locale).first() or ensure_site()
        page.locale = self.locale
        page.owner = self.by
        page.translation_key = fixed_uid(section, 0)
        page.first_published_at = page.last_published_at = at(day, 10)
        parent.add_child(instance=page)
        PageLogEntry.objects.filter(page=page.pk).update(timestamp=at(day, 10), user=self.by)
        self.ledger.note(page)

    def _translate(self, page: PublicPage, told: PublicPage, day: date) -> None:
        """The page in English, where the page above it is."""
        if not page.get_parent().has_translation(self.english):
            return
        english = add_translation(page, told, self.english, by=self.by)
        PageLogEntry.objects.filter(page=english.pk).update(timestamp=at(day, 11), user=self.by)
        self.ledger.note(english)
        if isinstance(english, OpenHousePage):
            self.ledger.note(*english.hosts.all(), *english.materials.all())

    def _blocks(self, parts: tuple[Part, ...]) -> Iterator[tuple[str, Any]]:
        for kind, value in parts:
            if kind == "paragraph":
                yield kind, f"<p>{value}</p>"
            elif kind == "list":
                yield "paragraph", "<ul>" + "".join(f"<li>{line}</li>" for line in value) + "</ul>"
            elif kind == "quote":
                yield kind, {"text": value[0], "role": value[1], "name": "", "consent": ""}
            elif kind == "picture":
                yield kind, {"photo": None, "woven": value[0], "caption": value[1]}
            elif kind == "files":
                yield kind, [self.materials[key].pk for key in value]
            else:
                yield kind, value


def _row(line: tuple[Any, str, dict[str, str]]) -> dict[str, Any]:
    moment, what, parts = line
    return {
        "time": moment.isoformat(),
        "what": what,
        "parts": [{"group": group, "what": part} for group, part in parts.items()],
    }


def make_pages(
    ledger: Ledger,
    areas: dict[str, Area],
    sites: list[LearningSite],
    materials: dict[str, Material],
    by: User,
) -> None:
    """All pages of the demo, the oldest first."""
    pages = Pages(ledger, areas, materials, by)
    for number, told in enumerate(OPEN_HOUSES):
        pages.add_open_house(told, sites, number)
    for number in sorted(range(len(STORIES)), key=lambda place: STORIES[place].told_on):
        pages.add_story(number)
    for number, told in enumerate(LETTERS):
        pages.add_letter(told, number)
    pages.add_documents()
