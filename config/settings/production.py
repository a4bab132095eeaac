"""Settings of a public server. Everything secret or local comes from the environment."""

import os

from django.core.exceptions import ImproperlyConfigured

from .base import *  # noqa: F403
from .base import ALLOWED_HOSTS, FILE_UPLOAD_MAX_MEMORY_SIZE, SECRET_KEY, STORAGES, VAR_DIR
from .databases import from_url

if len(SECRET_KEY) < 50:
    raise ImproperlyConfigured("SECRET_KEY must be set to at least 50 random characters.")
if not ALLOWED_HOSTS:
    raise ImproperlyConfigured("ALLOWED_HOSTS must name the hosts this site answers to, separated by commas.")

DATABASES = {"default": from_url(os.environ.get("DATABASE_URL"), default=VAR_DIR / "khabuan.sqlite3")}

if redis_url := os.environ.get("REDIS_URL"):
    _redis = {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": redis_url}
    CACHES = {"default": _redis, "readers": _redis | {"KEY_PREFIX": "readers"}}

if bucket := os.environ.get("S3_BUCKET"):
    _s3 = {
        "endpoint_url": os.environ.get("S3_ENDPOINT_URL"),
        "region_name": os.environ.get("S3_REGION"),
        # A file that is read goes through a temporary file on the disk, not whole into memory.
        "max_memory_size": FILE_UPLOAD_MAX_MEMORY_SIZE,
    }
    STORAGES = STORAGES | {
        "default": {
            "BACKEND": "storages.backends.s3.S3Storage",
            "OPTIONS": _s3 | {"bucket_name": bucket, "querystring_auth": False},
        },
        "private": {
            "BACKEND": "storages.backends.s3.S3Storage",
            "OPTIONS": _s3
            | {
                "bucket_name": os.environ["S3_PRIVATE_BUCKET"],
                "default_acl": "private",
                "file_overwrite": False,
            },
        },
    }

REFUSE_DEMO_ACCOUNTS = True
REQUIRE_SECOND_FACTOR = os.environ.get("KHABUAN_SECOND_FACTOR", "1") == "1"
SECURE_SSL_REDIRECT = os.environ.get("SECURE_SSL_REDIRECT", "1") == "1"
# How many proxies stand in front; their headers are trusted for the scheme and the sender's address.
PROXY_COUNT = int(os.environ.get("BEHIND_PROXY", "0"))
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PROXY_COUNT else None
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
# Frames of the same site stay allowed: the editors' preview is one.
SILENCED_SYSTEM_CHECKS = ["security.W019"]
