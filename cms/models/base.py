"""What all public pages have in common."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, PageManager

from ..meta import OTHER, Meta, home_path
from ..querysets import PublicPageQuerySet

# Addresses right below the language that render models; a page there would never be reached.
TAKEN_SLUGS = {"sites", "teams", "provinces", "regions", "find", "figures", "map", "open-house"}

PublicPageManager = PageManager.from_queryset(PublicPageQuerySet)


class PublicPage(Page):
    """A page of the public site: one template a type, told to search engines, found again by crumbs."""

    nav_key = ""
    objects = PublicPageManager()

    class Meta:
        abstract = True

    @property
    def summary(self) -> str:
        """One or two sentences for search engines and chat groups; page types add their lead."""
        return self.search_description

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The page, what is told of it, and where its translation is."""
        context = super().get_context(request, *args, **kwargs)
        other = self.translation_path(request)
        shown = getattr(self, "shown", None)
        meta = Meta(
            title=self.seo_title or self.title,
            description=self.summary,
            path=self.get_url(request) or request.path,
            picture=shown.url if shown and not shown.woven else "",
            other_path=other,
            kind="article" if self.nav_key == "stories" else "website",
            crumbs=self.crumbs(request),
        )
        context |= {
            "meta": meta,
            "nav_current": self.nav_key,
            # Without a translation the reader is led to the other language's home page.
            "other_language_url": other or f"/{OTHER[self.locale.language_code]}/",
        }
        return context

    def translation_path(self, request: HttpRequest) -> str:
        """The address of the published translation; "" without one."""
        others = Page.objects.live().filter(translation_key=self.translation_key).exclude(pk=self.pk)
        page = others.first()
        return (page.get_url(request) or "") if page else ""

    def crumbs(self, request: HttpRequest) -> list[tuple[str, str]]:
        """Words and addresses from the home page down to this page, which has no address."""
        found: list[tuple[str, str]] = [(self.title, "")]
        above = self.get_parent()
        # The home page lies right below the root of the tree.
        while above.depth > 2:
            found.append((above.title, above.get_url(request)))
            above = above.get_parent()
        return [(str(_("หน้าแรก")), home_path()), *reversed(found)]

    def clean(self) -> None:
        """Refuse an address at which something else already stands."""
        super().clean()
        parent = self.get_parent() if self.pk else None
        if self.slug in TAKEN_SLUGS and (parent is None or parent.depth == 2):
            raise ValidationError({"slug": _("ที่อยู่นี้มีหน้าอื่นใช้แล้ว เลือกคำใหม่")})

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The page; browsers ask each time whether it has changed, since its figures do."""
        response = super().serve(request, *args, **kwargs)
        patch_cache_control(response, no_cache=True)
        return response


def in_reader_language(page: Page) -> bool:
    """Whether a page is written in the language that was asked for."""
    return page.locale.language_code == get_language()
