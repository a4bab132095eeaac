"""Every address of the site. Public pages carry their language; the workspaces follow the user's."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from django.views.generic import RedirectView
from django.views.static import serve
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

urlpatterns = [
    path("", RedirectView.as_view(url="/th/"), name="root"),
    path("accounts/", include("accounts.urls")),
    path("log/", include("programmes.urls.log")),
    path("calendar/", include("programmes.urls.calendar")),
    path("review/", include("programmes.urls.review")),
    path("sheets/", include("programmes.urls.sheets")),
    # One way in for everybody, throttled.
    path("admin/login/", RedirectView.as_view(pattern_name="accounts:sign_in", query_string=True)),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("", include("cms.urls.files")),
]
urlpatterns += i18n_patterns(
    path("map/", include("programmes.urls.map")),
    path("", include("cms.urls.public")),
    path(
        "_util/login/",
        RedirectView.as_view(pattern_name="accounts:sign_in", query_string=True),
        name="front_sign_in",
    ),
    path("", include(wagtail_urls)),
)

handler400 = "django.views.defaults.bad_request"
handler403 = "django.views.defaults.permission_denied"
handler404 = "django.views.defaults.page_not_found"
handler500 = "django.views.defaults.server_error"

if settings.MEDIA_URL.startswith("/"):
    # Editors' pictures in the embedded way; with S3 they have an address of their own. Only renditions
    # are served from here: documents go through Wagtail's view, which asks who may read them.
    urlpatterns += [
        path(
            "media/images/<path:path>", serve, {"document_root": settings.MEDIA_ROOT / "images"}, name="media"
        ),
    ]
