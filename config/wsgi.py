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

# Every view, and the dictionary of the search, is read in before the first request asks for it.
import_module(settings.ROOT_URLCONF)
load_dictionary()

# Workers that are forked later open connections of their own: two on one socket read each other's answers.
# A pool keeps its sockets when its connections are closed, so it goes too.
for connection in connections.all(initialized_only=True):
    connection.close()
    if hasattr(connection, "close_pool"):
        connection.close_pool()

# What is loaded by now stays as long as the process: the collector need not go through it again and again.
gc.collect()
gc.freeze()
