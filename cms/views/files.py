"""Files that search engines ask for."""

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.views.decorators.http import require_safe
from wagtail.contrib.sitemaps.views import sitemap as wagtail_sitemap

from ..sitemaps import LANGUAGE, SITEMAPS

ROBOTS = """User-agent: *
Disallow: /accounts/
Disallow: /admin/
Disallow: /log/
Disallow: /review/
Disallow: /sheets/
Disallow: /*/export/
Disallow: /*/find/
Disallow: /*/search/

Sitemap: {sitemap}
"""


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every public page in the languages it is written in."""
    with translation.override(LANGUAGE):
        return wagtail_sitemap(request, SITEMAPS).render()


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Workspaces are not to be read, and where the sitemap is."""
    address = request.build_absolute_uri("/sitemap.xml")
    return HttpResponse(ROBOTS.format(sitemap=address), content_type="text/plain; charset=utf-8")
