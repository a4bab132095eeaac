"""What rests on a consent: noted when it is saved, taken off the public site when the consent ends."""

from collections.abc import Iterable, Sequence

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, QuerySet
from django.db.models.signals import post_delete, post_save
from django.urls import reverse
from wagtail.blocks import StreamValue
from wagtail.documents.models import Document
from wagtail.models import Page, ReferenceIndex
from wagtail.search import index

from leaders.choices import ConsentUse
from leaders.models import Consent
from leaders.services.consents import Place, Publisher, register

from ..consents import all_stand, codes_in, consents_of
from ..models import (
    ConsentTie,
    ContentPage,
    FileTie,
    LetterPage,
    Material,
    OpenHousePage,
    Picture,
    ProgrammePage,
    StoryPage,
)
from ..models.base import PublicPage
from ..models.consented import held_agree
from ..models.quoted import bodies_of, is_silenced, quotes_of, silent_words, words_hash
from ..search.sources import SOURCES, source_of
from .search import write_down
from .withholding import forget_original, put_back, withhold, withhold_picture

# Pages with a body, where somebody may be quoted.
PUBLIC = (ContentPage, LetterPage, OpenHousePage, ProgrammePage, StoryPage)


def connect() -> None:
    """From now on what is saved notes the consents it rests on, and ends with them."""
    for model in (Picture, Material):
        post_save.connect(_saved, sender=model, dispatch_uid=f"cms.consents.{model.__name__}")
    for model in PUBLIC:
        post_save.connect(_page_saved, sender=model, dispatch_uid=f"cms.consents.{model.__name__}")
    post_save.connect(_document_saved, sender=Document, dispatch_uid="cms.consents.Document")
    post_delete.connect(_picture_gone, sender=Picture, dispatch_uid="cms.consents.gone")
    register(Publisher(places_of, take_off))


def _saved(sender: type[Model], instance: Picture | Material, raw: bool = False, **kwargs: object) -> None:
    if raw:
        return
    consents = consents_of(instance.consent_codes, lock=True)
    ties = _tie(sender.__name__.lower(), instance, consents)
    if isinstance(instance, Material):
        _tie_file(instance, consents)
    another = instance.is_another
    if all_stand(instance.consent_codes) and (another or _agreed_again(instance, consents)):
        if instance.withheld_at:
            put_back(instance)
        if another:
            ties.update(held=False)
            _tie(sender.__name__.lower(), instance, consents)
    elif another or not instance.withheld_at:
        ties.filter(consent__in=[consent for consent in consents if not consent.stands]).update(held=True)
        _withhold(instance)


def _withhold(thing: Picture | Material) -> None:
    (withhold_picture if isinstance(thing, Picture) else withhold)(thing)


def _picture_gone(instance: Picture, **kwargs: object) -> None:
    forget_original(instance)


def _document_saved(instance: Document, raw: bool = False, **kwargs: object) -> None:
    """Another file in the place of the old one rests on the same consents."""
    for material in () if raw else instance.materials.exclude(consent_codes=""):
        _tie_file(material, consents_of(material.consent_codes))


def _tie_file(material: Material, consents: Iterable[Consent]) -> None:
    """What its file rests on; a tie to a consent that ended is not forgotten."""
    digest, wanted = material.present_hash, {consent.pk for consent in consents}
    if not digest:
        return
    ties = FileTie.objects.filter(digest=digest, material_key=material.pk)
    known = {tie.consent_id: tie for tie in ties.select_related("consent")}
    stand = [tie.pk for key, tie in known.items() if tie.consent and tie.consent.stands and key not in wanted]
    ties.filter(pk__in=stand).delete()
    FileTie.objects.bulk_create(
        (
            FileTie(digest=digest, material_key=material.pk, consent_id=key)
            for key in wanted.difference(known)
        ),
        ignore_conflicts=True,
    )


def _agreed_again(thing: Picture | Material, consents: Sequence[Consent]) -> bool:
    """Whether whoever it was taken off for agreed to the same again, and there is something to show."""
    if isinstance(thing, Picture) and thing.withheld_at and not thing.withheld_file:
        return False
    return held_agree(thing, consents)


def _page_saved(
    sender: type[PublicPage],
    instance: PublicPage,
    raw: bool = False,
    update_fields: Iterable[str] | None = None,
    **kwargs: object,
) -> None:
    if raw:
        return
    # What was saved may be a draft, whose words are in no column.
    page = sender._base_manager.select_related("latest_revision").get(pk=instance.pk)
    consents = consents_of(" ".join(map(_codes_of, _versions(page))), lock=True)
    _tie("page", page, consents)
    _note_silent(page, [consent for consent in consents if not consent.stands])
    if update_fields is None and page.live:
        # Published by its schedule, or from an old draft: nobody was asked then.
        _keep_silent(page)
        if isinstance(page, StoryPage) and not _may_be_told(page):
            _take_down(page, [consent for consent in consents_of(page.consent_codes) if not consent.stands])
            instance.live = False


def _may_be_told(story: StoryPage) -> bool:
    return all_stand(story.consent_codes) and held_agree(story, consents_of(story.consent_codes))


def _note_silent(page: PublicPage, ended: Iterable[Consent]) -> None:
    """Which words fell silent with the consents that ended: without a code they stay so."""
    told = [consent for consent in ended if consent.use == ConsentUse.STORY]
    quoted = [quote for version in _versions(page) for quote in quotes_of(version)] if told else []
    for consent in told:
        beside = [quote for quote in quoted if consent.code in codes_in(quote.get("consent") or "")]
        if words := {words_hash(quote["text"]) for quote in beside} - {""}:
            tie, _new = ConsentTie.objects.get_or_create(page_id=page.pk, consent=consent)
            tie.silent = sorted(words.union(tie.silent))
            tie.save(update_fields=["silent"])


def _keep_silent(page: PublicPage) -> None:
    """Words that came back without their code, as from an older draft, are not published."""
    silent = silent_words(page)
    for field in bodies_of(page) if silent else ():
        body = field.value_from_object(page)
        rest = [block for block in body if not (_is_quote(block) and is_silenced(block.value, silent))]
        if len(rest) < len(body):
            kept = StreamValue(body.stream_block, [(one.block_type, one.value, one.id) for one in rest])
            type(page)._base_manager.filter(pk=page.pk).update(**{field.name: kept})
            _found_anew(type(page)._base_manager.get(pk=page.pk))


def _is_quote(block: StreamValue.StreamChild) -> bool:
    """Whether it is a quotation that is read; one with the code of a consent that ended is silent anyway."""
    return block.block_type == "quote" and block.value.stands


def _versions(page: PublicPage) -> list[PublicPage]:
    """A page as the public reads it, and as it was drafted last."""
    return [page, page.with_content_json(page.latest_revision.content)] if page.latest_revision else [page]


def _codes_of(page: Page) -> str:
    quoted = [quote.get("consent") or "" for quote in quotes_of(page)]
    return " ".join([getattr(page, "consent_codes", ""), *quoted])


def _tie(kind: str, thing: Model, consents: Iterable[Consent]) -> QuerySet[ConsentTie]:
    """The ties of something, made those to ``consents``; what it was taken off for is not forgotten."""
    wanted = {consent.pk for consent in consents}
    ties = ConsentTie.objects.filter(**{f"{kind}_id": thing.pk})
    ties.filter(held=False, silent=[]).exclude(consent__in=wanted).delete()
    known = set(ties.values_list("consent", flat=True))
    ConsentTie.objects.bulk_create(
        ConsentTie(consent_id=key, **{f"{kind}_id": thing.pk}) for key in wanted - known
    )
    return ties


def places_of(consents: Sequence[Consent]) -> dict[int, list[Place]]:
    """Pages, pictures and materials by the consent's key; a name stands on the page of its team as well."""
    found: dict[int, list[Place]] = {}
    ties = ConsentTie.objects.filter(consent__in=consents)
    ties = list(ties.select_related("consent", "picture", "material__document"))
    pages = Page.objects.live().filter(pk__in={tie.page_id for tie in ties} - {None}).specific().in_bulk()
    for tie in ties:
        thing = tie.picture or tie.material or pages.get(tie.page_id)
        # Ties are also to drafts, and to what rested on a consent before.
        if thing and tie.consent.code in codes_in(_codes_of(thing)):
            found.setdefault(tie.consent_id, []).extend(_places(thing))
    for consent in consents:
        team = consent.person.team
        if consent.use == ConsentUse.NAME and team is not None:
            found.setdefault(consent.pk, []).append(Place(team.name, reverse("public:team", args=[team.pk])))
    return {key: places for key, places in found.items() if places}


def _places(thing: Page | Picture | Material) -> list[Place]:
    """Where something stands that is out; a picture stands on pages, and is only named where on none."""
    if isinstance(thing, Page):
        return [Place(thing.title, thing.url or "")]
    if isinstance(thing, Material):
        return [Place(thing.title, thing.document.url)] if thing.is_out() else []
    if not thing.is_out:
        return []
    on = ReferenceIndex.get_references_to(thing).values_list("object_id", "base_content_type")
    kind = ContentType.objects.get_for_model(Page).pk
    pages = Page.objects.live().filter(pk__in={key for key, base in on if base == kind})
    return [Place(page.title, page.url or "") for page in pages] or [Place(thing.description, "")]


def take_off(consents: Sequence[Consent]) -> None:
    """Pictures and materials are withheld, stories unpublished, quotations are silent, found by no search."""
    ties = ConsentTie.objects.filter(consent__in=consents)
    things = list(ties.values_list("picture", "material", "page"))
    ties.filter(page=None).update(held=True)
    for model, keys in zip((Picture, Material), zip(*things, strict=False), strict=False):
        for thing in model.objects.filter(pk__in=set(keys) - {None}, withheld_at=None):
            _withhold(thing)
    for page in Page.objects.filter(pk__in={page for *_, page in things} - {None}).specific():
        _note_silent(page, consents)
        ended = _told(page, consents) if isinstance(page, StoryPage) else []
        if ended and (not page.live or set(codes_in(page.consent_codes)) & {one.code for one in ended}):
            _take_down(page, ended)
        elif page.live:
            # Of a story that is read on, the draft that rests on the consent may not follow.
            _hold(page, ended)
            _found_anew(page)


def _told(story: StoryPage, consents: Sequence[Consent]) -> list[Consent]:
    """Those of ``consents`` that a story rests on as a whole, as it is read or as it was drafted last."""
    codes = {code for version in _versions(story) for code in codes_in(version.consent_codes)}
    return [consent for consent in consents if consent.code in codes]


def _take_down(story: StoryPage, ended: Sequence[Consent]) -> None:
    """Unpublished in all languages, until whoever took a consent back agrees again."""
    _hold(story, ended)
    for version in story.get_translations(inclusive=True).filter(live=True):
        version.unpublish(log_action=True)


def _hold(story: PublicPage, ended: Sequence[Consent]) -> None:
    """What is published of it from now on asks whoever took a consent back."""
    for version in story.get_translations(inclusive=True) if ended else ():
        for consent in ended:
            ConsentTie.objects.update_or_create(page_id=version.pk, consent=consent, defaults={"held": True})


def _found_anew(page: Page) -> None:
    index.insert_or_update_object(page)
    if any(source.model is type(page) for source in SOURCES):
        source = source_of(type(page))
        write_down(source, source.everything().filter(pk=page.pk))
