"""What work adds to the editing admin."""

from wagtail import hooks

from .viewsets import WorkViewSetGroup


@hooks.register("register_admin_viewset")
def work() -> WorkViewSetGroup:
    """The menu group for national staff."""
    return WorkViewSetGroup()
