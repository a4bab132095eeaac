"""What all public pages have in common."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Value
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, PageManager, PageViewRestriction
from wagtail_localize.fields import SynchronizedField

from ..meta import OTHER, Meta, home_path
from ..navigation import address, pages_by_role
from ..querysets import PublicPageQuerySet, readable_in
from .quoted import PublicForm

# Addresses right below the language that render models; a page there would never be reached.
TAKEN_SLUGS = {
    "sites", "teams", "provinces", "regions", "find", "figures", "map", "open-house", "contacts", "glossary",
    "search", "open-data",
}  # fmt: skip

# The root of the tree is at depth 1, home pages are right below it.
HOME_DEPTH = 2

PublicPageManager = PageManager.from_queryset(PublicPageQuerySet)


class PublicPage(Page):
    """A page of the public site: one template a type, told to search engines, found again by crumbs."""

    nav_key = ""
    # The address of a picture of the page's own, in the size of cms.meta.SHARE; "" where it has none.
    share_picture = ""
    objects = PublicPageManager()
    base_form_class = PublicForm
    # Texts are translated; an address is the same in every language.
    override_translatable_fields = [SynchronizedField("slug", overridable=False)]

    class Meta:
        abstract = True

    @property
    def summary(self) -> str:
        """One or two sentences for search engines and chat groups; page types add their lead."""
        return self.search_description

    @property
    def address(self) -> str:
        """The path of this page in its language, from its place below the home page.

        The same as Wagtail's ``url``, without looking up sites and their root pages again.
        """
        return address_of(self)

    def address_in(self, language: str) -> str:
        """The path of the same page in ``language``, whether it has been translated or not."""
        return address(language, self.url_path)

    def get_view_restrictions(self) -> models.QuerySet:
        """Restrictions on this page and on those above it, in one query instead of two."""
        asked = Value(self.path)
        return PageViewRestriction.objects.annotate(asked=asked).filter(asked__startswith=F("page__path"))

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The page, what is told of it, and where its translation is."""
        context = super().get_context(request, *args, **kwargs)
        other = self.translation_path()
        meta = Meta(
            title=self.seo_title or self.title,
            description=self.summary,
            path=self.address,
            picture=self.share_picture,
            other_path=other,
            kind="article" if self.nav_key == "stories" else "website",
            crumbs=self.crumbs(),
        )
        context |= {
            "meta": meta,
            "nav_current": self.nav_key,
            # Without a translation the other address says that there is none yet.
            "other_language_url": other or self.address_in(OTHER[get_language()]),
        }
        return context

    def translation_path(self) -> str:
        """The address of the published translation; "" without one."""
        language = OTHER[get_language()]
        if not pages_by_role(language):
            return ""
        others = readable_in(Page.objects.filter(translation_key=self.translation_key), language)
        url_path = others.values_list("url_path", flat=True).first()
        return address(language, url_path) if url_path else ""

    def crumbs(self) -> list[tuple[str, str]]:
        """Words and addresses from the home page down to this page, which has no address."""
        found = [(gettext("หน้าแรก"), home_path())]
        # Right below the home page there is nothing in between.
        if self.depth > HOME_DEPTH + 1:
            above = self.get_ancestors().filter(depth__gt=HOME_DEPTH)
            found += [(page.seo_title or page.title, address_of(page)) for page in above]
        return [*found, (self.seo_title or self.title, "")]

    def clean(self) -> None:
        """Refuse an address at which something else already stands."""
        super().clean()
        parent = self.get_parent() if self.pk else None
        if self.slug in TAKEN_SLUGS and (parent is None or parent.depth == 2):
            raise ValidationError({"slug": _("ที่อยู่นี้มีหน้าอื่นใช้แล้ว เลือกคำใหม่")})

    def serve(
        self, request: HttpRequest, *args: Any, untranslated: bool = False, **kwargs: Any
    ) -> HttpResponse:
        """The page, or in its place the notice that it is not translated yet.

        Browsers ask each time whether it has changed, since its figures do.
        """
        if untranslated:
            context = {"page": self, "other_language_url": self.address_in(settings.LANGUAGE_CODE)}
            response = render(request, "cms/untranslated.html", context)
        else:
            response = super().serve(request, *args, **kwargs)
        patch_cache_control(response, no_cache=True)
        return response


def address_of(page: Page) -> str:
    """The path of a page that is written in the reader's language."""
    return address(get_language(), page.url_path)
