"""The site as a fresh installation has it: languages, a home page with first pages, who may edit."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import connections, models, transaction
from django.db.migrations import Migration
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Locale, Page, Site
from wagtail_localize.models import Translation

from ..models import (
    Contact,
    ContentPage,
    HomePage,
    LetterIndexPage,
    Material,
    OpenHouseIndexPage,
    ProgrammePage,
    SearchDocument,
    StoryIndexPage,
    Term,
)
from ..models.base import PublicPage
from . import english, texts
from .translating import add_translation, says_the_same
from .words import WORDS

EDITORS, STAFF = "Editors", "Staff"
PAGE_RIGHTS = ("add_page", "change_page", "publish_page")
KEPT_BY_EDITORS = (Material, Contact, Term)
# A site that is older than this migration gets once what new sites have had since.
LETTERS_SINCE = ("cms", "0003_letters")
# Type, slug, and texts in Thai and English of every page of a new site; the home page comes first.
FIRST_PAGES: list[tuple[type[PublicPage], str, dict[str, Any], dict[str, Any]]] = [
    (HomePage, "th", texts.HOME, english.HOME),
    (ProgrammePage, "programme", texts.PROGRAMME, english.PROGRAMME),
    (OpenHouseIndexPage, "open-houses", texts.OPEN_HOUSES, english.OPEN_HOUSES),
    (StoryIndexPage, "stories", texts.STORIES, english.STORIES),
    (LetterIndexPage, "letters", texts.LETTERS, english.LETTERS),
    *((ContentPage, slug, told, english.CONTENT_PAGES[slug]) for slug, told in texts.CONTENT_PAGES.items()),
]


def after_migrate(using: str, plan: Iterable[tuple[Migration, bool]] = (), **kwargs: Any) -> None:
    """Runs after ``migrate``; does nothing while tables are still missing (a partial migration).

    ``plan``: what was migrated just now, each with whether it was taken back.
    """
    tables = set(connections[using].introspection.table_names())
    needed = (HomePage, Site, Term, Document, SearchDocument)
    wanted = {model._meta.db_table for model in needed}
    if using == "default" and wanted <= tables:
        home = ensure_site()
        if any((step.app_label, step.name) == LETTERS_SINCE and not back for step, back in plan):
            _catch_up(home)


@transaction.atomic
def ensure_site() -> HomePage:
    """Make what a site cannot do without, and leave everything that is there as it is. Returns the home page.

    Run twice, the second run changes nothing.
    """
    thai, _made = Locale.objects.get_or_create(language_code="th")
    in_english, _made = Locale.objects.get_or_create(language_code="en")
    home = HomePage.objects.filter(locale=thai).first()
    if home is None:
        home = _first_pages(thai)
    if not HomePage.objects.filter(locale=in_english).exists():
        _first_english_pages(thai, in_english)
    _ensure_address(home)
    for name in (EDITORS, STAFF):
        _ensure_rights(Group.objects.get_or_create(name=name)[0])
    return home


def _first_pages(locale: Locale) -> HomePage:
    """The tree of a new site in Thai. Wagtail's own welcome page and its groups' rights to everything go."""
    root = Page.get_first_root_node() or Page.add_root(
        instance=Page(title="Root", slug="root", locale=locale, content_type=_type_of(Page))
    )
    GroupPagePermission.objects.filter(page=root, group__name__in=[EDITORS, "Moderators"]).delete()
    Group.objects.filter(name="Moderators", user=None).delete()
    welcome = root.get_children().filter(content_type=_type_of(Page), slug="home").first()
    home = None
    for model, slug, told, _english in FIRST_PAGES:
        page = model(**told, slug=slug, locale=locale)
        (home or root).add_child(instance=page)
        home = home or page
    _first_words()
    if welcome and not welcome.get_children().exists():
        Site.objects.filter(root_page=welcome).update(root_page=home)
        # Its parent counts children: the row that was read before has an old count.
        Page.objects.get(pk=welcome.pk).delete()
    return home


def _first_english_pages(thai: Locale, in_english: Locale) -> None:
    """English beside the first pages; one that says something else by now is left to its editors."""
    for model, slug, told, translation in FIRST_PAGES:
        page = model.objects.filter(locale=thai, slug=slug).first()
        if page is None or not says_the_same(page, model(**told, slug=slug)):
            if model is HomePage:
                return
            continue
        add_translation(page, model(**translation, slug="en" if model is HomePage else slug), in_english)


def _catch_up(home: HomePage) -> None:
    """The letters' page in both languages and the first words of the glossary, where there are none."""
    page = LetterIndexPage.objects.filter(locale=home.locale).first()
    if page is None:
        page = LetterIndexPage(**texts.LETTERS, slug="letters", locale=home.locale)
        HomePage.objects.get(pk=home.pk).add_child(instance=page)
    in_english = Locale.objects.get(language_code="en")
    if home.has_translation(in_english) and not page.has_translation(in_english):
        add_translation(page, LetterIndexPage(**english.LETTERS, slug="letters"), in_english)
    _first_words()


def _first_words() -> None:
    if not Term.objects.exists():
        Term.objects.bulk_create(Term(**word._asdict()) for word in WORDS)


def _ensure_address(home: HomePage) -> None:
    """The one site stands at BASE_URL, so that full addresses (sitemap, sharing) are right."""
    address = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    port = address.port or (443 if address.scheme == "https" else 80)
    wanted = {"hostname": address.hostname, "port": port, "site_name": settings.WAGTAIL_SITE_NAME}
    site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True, root_page=home)
    if site.pk is None or any(getattr(site, name) != value for name, value in wanted.items()):
        for name, value in wanted.items():
            setattr(site, name, value)
        site.save()


def _ensure_rights(group: Group) -> None:
    """Pages, pictures, materials, contacts and words are for editors and staff alike; no person is."""
    group.permissions.add(_permission("access_admin", _admin_type()))
    group.permissions.add(_permission("submit_translation", _type_of(Translation)))
    for model in KEPT_BY_EDITORS:
        for action in ("add", "change", "delete", "view"):
            group.permissions.add(_permission(f"{action}_{model._meta.model_name}", _type_of(model)))
    for home in HomePage.objects.all():
        for codename in PAGE_RIGHTS:
            GroupPagePermission.objects.get_or_create(
                group=group, page=home, permission=_permission(codename, _type_of(Page))
            )
    everything = Collection.get_first_root_node() or Collection.add_root(instance=Collection(name="Root"))
    # Rights to pictures are those of Wagtail's own image model, whichever model holds them.
    for model in (Image, Document):
        for action in ("add", "change", "choose"):
            codename = f"{action}_{model._meta.model_name}"
            GroupCollectionPermission.objects.get_or_create(
                group=group, collection=everything, permission=_permission(codename, _type_of(model))
            )


def _type_of(model: type[models.Model]) -> ContentType:
    return ContentType.objects.get_for_model(model)


def _admin_type() -> ContentType:
    """Where Wagtail keeps the right to enter its admin."""
    return ContentType.objects.get_or_create(app_label="wagtailadmin", model="admin")[0]


def _permission(codename: str, content_type: ContentType) -> Permission:
    """The permission with that name; Django makes most of them only after this runs."""
    name = codename.replace("_", " ").capitalize()
    return Permission.objects.get_or_create(
        content_type=content_type, codename=codename, defaults={"name": name}
    )[0]
