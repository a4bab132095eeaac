"""What a WSGI server loads."""

import gc
import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connections

from thai.words import load_dictionary

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
application = get_wsgi_application()

if settings.REFUSE_DEMO_ACCOUNTS:
    # Models can be imported only once the application is set up.
    from accounts.guards import refuse_demo_accounts

    refuse_demo_accounts()
    # Workers that are forked later must not share this connection.
    connections.close_all()

# Every view, and the dictionary of the search, is read in before the first request asks for it.
import_module(settings.ROOT_URLCONF)
load_dictionary()

# What is loaded by now stays as long as the process: the collector need not go through it again and again.
gc.collect()
gc.freeze()
