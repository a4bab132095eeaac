"""The app on the phone: its manifest, its service worker, and the pages it fills by itself."""

import hashlib
import json
import re

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from ...forms.log import BLANK_UID
from ...forms.log_uids import prefix_of
from .shells import LOG_MARK, SESSION_MARK, SHELLS, draw_shell

# The release is looked at with every page a phone opens.
RELEASE_SECONDS = 300

WORKER = "log/worker/worker.js"
# What a page of the workspace asks for besides what its HTML names.
APP = ("app", "left", "locking", "queue", "sending", "server", "signout", "store", "text")
FORM = ("counts", "day", "days", "draft", "fields", "find", "parts", "photos", "problems", "roll", "walkins")
FILES = (
    "idb/index.js",
    *(f"log/app/{name}.js" for name in APP),
    *(f"log/form/{name}.js" for name in FORM),
    "log/log.js",
    "log/newcomer.js",
    "log/place.js",
    "img/icons.svg",
    "img/chevron.svg",
    "img/chevron-dark.svg",
    "img/flag-bearer-on-indigo.svg",
    "img/woven/loom.svg",
    *(
        f"fonts/ibm-plex-sans-thai-looped-{script}-{weight}-normal.woff2"
        for script in ("thai", "latin")
        for weight in (400, 600)
    ),
)  # fmt: skip
NAMED = re.compile(r'(?:href|src)="(' + re.escape(settings.STATIC_URL) + r'[^"#?]+)')


@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """What the phone needs to put the app on its first screen."""
    found = {
        "id": reverse("log:home"),
        "name": _("ขบวน บันทึกกิจกรรม"),
        "short_name": _("ขบวน"),
        "lang": get_language(),
        "start_url": reverse("log:home"),
        "scope": reverse("log:home"),
        "display": "standalone",
        "background_color": "#F8F6EE",
        "theme_color": "#1B3160",
        "icons": [
            {
                "src": static(f"img/app-{side}.png"),
                "sizes": f"{side}x{side}",
                "type": "image/png",
                "purpose": purpose,
            }
            for side in (192, 512)
            for purpose in ("any", "maskable")
        ],
        "shortcuts": [{"name": _("บันทึกกิจกรรม"), "url": reverse("log:new")}],
    }
    response = JsonResponse(
        found, content_type="application/manifest+json", json_dumps_params={"ensure_ascii": False}
    )
    response["Cache-Control"] = "public, max-age=3600"
    return response


@require_safe
@never_cache
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker. It changes when a file or a page that it keeps does, and so do phones."""
    shells = {name: f"{reverse('log:shell', args=[name])}?{get_language()}" for name in SHELLS}
    config = {
        "release": _release(request),
        "files": _files(request),
        "shells": shells,
        "marks": {
            "log": str(LOG_MARK),
            "session": str(SESSION_MARK),
            "prefix": prefix_of("s", SESSION_MARK),
            "blank": prefix_of("s", BLANK_UID),
        },
    }
    lines = [f'import {{ serve }} from "{static(WORKER)}";', f"serve({json.dumps(config, indent=1)});", ""]
    return HttpResponse("\n".join(lines), content_type="text/javascript; charset=utf-8")


def _files(request: HttpRequest) -> list[str]:
    """Addresses of everything the workspace needs besides its pages."""
    named = {found for name in SHELLS for found in NAMED.findall(_kept_shell(request, name))}
    return sorted(named | {static(name) for name in FILES})


def _release(request: HttpRequest) -> str:
    parts = [
        *_files(request),
        static(WORKER),
        *(_kept_shell(request, name) for name in SHELLS),
    ]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def _kept_shell(request: HttpRequest, name: str) -> str:
    key = f"shell:{name}:{get_language()}"
    found = cache.get(key)
    if found is None:
        found = draw_shell(request, name)
        cache.set(key, found, RELEASE_SECONDS)
    return found
