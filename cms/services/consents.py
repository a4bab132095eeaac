"""What rests on a consent: noted when it is saved, taken off the public site when the consent ends."""

from collections.abc import Iterable, Sequence

from django.db.models import Model
from django.db.models.signals import post_save
from django.urls import reverse
from wagtail.models import Page
from wagtail.search import index

from leaders.choices import ConsentUse
from leaders.models import Consent
from leaders.services.consents import Place, Publisher, register

from ..consents import codes_in, consents_of
from ..models import (
    ConsentTie,
    ContentPage,
    LetterPage,
    Material,
    OpenHousePage,
    Picture,
    ProgrammePage,
    StoryPage,
)
from ..models.base import PublicPage
from ..models.picture import SMALL
from ..search.sources import SOURCES, source_of
from .search import write_down
from .streams import quotes_of
from .withholding import put_back, withhold, withhold_picture

# Pages with a body, where somebody may be quoted.
PUBLIC = (ContentPage, LetterPage, OpenHousePage, ProgrammePage, StoryPage)


def connect() -> None:
    """From now on what is saved notes the consents it rests on, and ends with them."""
    for model in (Picture, Material):
        post_save.connect(_saved, sender=model, dispatch_uid=f"cms.consents.{model.__name__}")
    for model in PUBLIC:
        post_save.connect(_page_saved, sender=model, dispatch_uid=f"cms.consents.{model.__name__}")
    register(Publisher(places_of, take_off))


def _saved(sender: type[Model], instance: Picture | Material, raw: bool = False, **kwargs: object) -> None:
    if raw:
        return
    _tie(sender.__name__.lower(), instance, consents_of(instance.consent_codes))
    if instance.withheld_at and rests_well(instance):
        put_back(instance)


def _page_saved(instance: PublicPage, raw: bool = False, **kwargs: object) -> None:
    if not raw:
        quoted = [quote.get("consent") or "" for quote in quotes_of(instance)]
        written = " ".join([getattr(instance, "consent_codes", ""), *quoted]) if instance.live else ""
        consents = consents_of(written)
        _tie("page", instance, consents)
        if _must_go(instance, consents):
            # Published by its schedule, or from an old draft: nobody was asked then.
            instance.unpublish(log_action=True)


def _must_go(page: PublicPage, consents: Sequence[Consent]) -> bool:
    """Whether a story rests on a consent that was taken back."""
    ended = {consent.code for consent in consents if not consent.stands}
    return isinstance(page, StoryPage) and page.live and bool(ended & set(codes_in(page.consent_codes)))


def _tie(kind: str, thing: Model, consents: Iterable[Consent]) -> None:
    wanted = {consent.pk for consent in consents}
    ties = ConsentTie.objects.filter(**{f"{kind}_id": thing.pk})
    ties.exclude(consent__in=wanted).delete()
    known = set(ties.values_list("consent", flat=True))
    ConsentTie.objects.bulk_create(
        ConsentTie(consent_id=key, **{f"{kind}_id": thing.pk}) for key in wanted - known
    )


def rests_well(thing: Picture | Material) -> bool:
    """Whether all the consents that something rests on stand."""
    return all(consent.stands for consent in consents_of(thing.consent_codes))


def places_of(consents: Sequence[Consent]) -> dict[int, list[Place]]:
    """Pages, pictures and materials by the consent's key; a name stands on the page of its team as well."""
    found: dict[int, list[Place]] = {}
    ties = ConsentTie.objects.filter(consent__in=consents).select_related(
        "page", "picture", "material__document"
    )
    for tie in ties:
        if place := _place(tie):
            found.setdefault(tie.consent_id, []).append(place)
    for consent in consents:
        team = consent.person.team
        if consent.use == ConsentUse.NAME and team is not None:
            found.setdefault(consent.pk, []).append(Place(team.name, reverse("public:team", args=[team.pk])))
    return found


def _place(tie: ConsentTie) -> Place | None:
    if tie.page_id:
        return Place(tie.page.title, tie.page.url or "") if tie.page.live else None
    if tie.picture_id:
        picture = tie.picture
        return None if picture.withheld_at else Place(picture.description, picture.get_rendition(SMALL).url)
    return Place(tie.material.title, tie.material.document.url) if tie.material.is_out() else None


def take_off(consents: Sequence[Consent]) -> None:
    """Pictures and materials are withheld, stories unpublished, quotations are silent, found by no search."""
    ties = list(ConsentTie.objects.filter(consent__in=consents).select_related("consent"))
    for picture in Picture.objects.filter(pk__in={tie.picture_id for tie in ties} - {None}):
        withhold_picture(picture)
    for material in Material.objects.filter(pk__in={tie.material_id for tie in ties} - {None}):
        withhold(material)
    ended = {consent.code for consent in consents}
    for page in Page.objects.filter(pk__in={tie.page_id for tie in ties} - {None}).specific():
        if isinstance(page, StoryPage) and ended & {row.code for row in consents_of(page.consent_codes)}:
            for version in page.get_translations(inclusive=True).filter(live=True):
                version.unpublish(log_action=True)
        else:
            _found_anew(page)


def _found_anew(page: Page) -> None:
    index.insert_or_update_object(page)
    if any(source.model is type(page) for source in SOURCES):
        source = source_of(type(page))
        write_down(source, source.everything().filter(pk=page.pk))
