"""Open houses, stories and the programme's documents, as editors would have written them."""

import json
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import count
from typing import Any

from wagtail.models import Locale, Page, PageLogEntry

from accounts.models import User
from geo.models import Area, IssueArea, LearningSite

from ..models import (
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
from ..services.setup import ensure_site
from .calendar import at
from .ledger import Ledger, fixed_uid
from .open_house_texts import OPEN_HOUSES, OpenHouse
from .story_texts import STORIES, Part

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
        self.locale = Locale.objects.get(language_code="th")

    def add_open_house(self, told: OpenHouse, sites: list[LearningSite], number: int) -> None:
        """One open house with its hosts and materials."""
        page = OpenHousePage(
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
            english=told.english,
        )
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

    def add_story(self, number: int) -> None:
        """One story or piece of news."""
        told = STORIES[number]
        page = StoryPage(
            slug=told.slug,
            title=told.title,
            kind=told.kind,
            told_on=told.told_on,
            area=self.areas[told.code] if told.code else None,
            lead=told.lead,
            illustration=told.illustration,
            body=stream(f"{told.slug}:body", self._blocks(told.body)),
        )
        self._publish(page, StoryIndexPage, told.told_on, f"story:{number}")

    def add_documents(self) -> None:
        """What one can take along from the programme's page."""
        programme = ProgrammePage.objects.filter(locale=self.locale).first()
        if programme is not None:
            self.ledger.make(
                ProgrammeDocument,
                [
                    ProgrammeDocument(page=programme, material=self.materials[key], sort_order=n)
                    for n, key in enumerate(DOCUMENTS_OF_PROGRAMME)
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


def stream(section: str, blocks: Iterable[tuple[str, Any]]) -> str:
    """Blocks as a page keeps them, with ids that are the same at each run."""
    numbers = count()

    def numbered(kind: str, value: Any) -> dict[str, Any]:
        number = next(numbers)
        return {"type": kind, "value": with_items(value), "id": str(fixed_uid(section, number))}

    def with_items(value: Any) -> Any:
        if isinstance(value, list):
            return [numbered("item", item) for item in value]
        if isinstance(value, dict):
            return {name: with_items(part) for name, part in value.items()}
        return value

    return json.dumps([numbered(kind, value) for kind, value in blocks], ensure_ascii=False)


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
    pages.add_documents()
