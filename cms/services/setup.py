"""The site as a fresh installation has it: languages, a home page with first pages, who may edit."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import connections, models, transaction
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Locale, Page, Site

from ..models import (
    ContentPage,
    HomePage,
    Material,
    OpenHouseIndexPage,
    ProgrammePage,
    StoryIndexPage,
)
from . import texts

EDITORS, STAFF = "Editors", "Staff"
PAGE_RIGHTS = ("add_page", "change_page", "publish_page")


def after_migrate(using: str, **kwargs: Any) -> None:
    """Runs after ``migrate``; does nothing while tables are still missing (a partial migration)."""
    tables = set(connections[using].introspection.table_names())
    wanted = {HomePage._meta.db_table, Site._meta.db_table, Material._meta.db_table, "wagtaildocs_document"}
    if using == "default" and wanted <= tables:
        ensure_site()


@transaction.atomic
def ensure_site() -> HomePage:
    """Make what a site cannot do without, and leave everything that is there as it is. Returns the home page.

    Run twice, the second run changes nothing.
    """
    thai, _made = Locale.objects.get_or_create(language_code="th")
    Locale.objects.get_or_create(language_code="en")
    home = HomePage.objects.filter(locale=thai).first()
    if home is None:
        home = _first_pages(thai)
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
    home = HomePage(**texts.HOME, slug="th", locale=locale)
    root.add_child(instance=home)
    home.add_child(instance=ProgrammePage(**texts.PROGRAMME, slug="programme", locale=locale))
    home.add_child(instance=OpenHouseIndexPage(**texts.OPEN_HOUSES, slug="open-houses", locale=locale))
    home.add_child(instance=StoryIndexPage(**texts.STORIES, slug="stories", locale=locale))
    for slug, page in texts.CONTENT_PAGES.items():
        home.add_child(instance=ContentPage(**page, slug=slug, locale=locale))
    if welcome and not welcome.get_children().exists():
        Site.objects.filter(root_page=welcome).update(root_page=home)
        # Its parent counts children: the row that was read before has an old count.
        Page.objects.get(pk=welcome.pk).delete()
    return home


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
    """Pages, pictures, documents and materials are for editors and staff alike; no person is."""
    group.permissions.add(_permission("access_admin", _admin_type()))
    for action in ("add", "change", "delete", "view"):
        group.permissions.add(_permission(f"{action}_material", _type_of(Material)))
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
