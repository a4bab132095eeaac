"""What a WSGI server loads."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connections

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
application = get_wsgi_application()

if settings.REFUSE_DEMO_ACCOUNTS:
    # Models can be imported only once the application is set up.
    from accounts.guards import refuse_demo_accounts

    refuse_demo_accounts()
    # Workers that are forked later must not share this connection.
    connections.close_all()
