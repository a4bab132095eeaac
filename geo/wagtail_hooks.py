"""What places add to the editing admin."""

from wagtail import hooks

from .viewsets import PlacesViewSetGroup


@hooks.register("register_admin_viewset")
def places() -> PlacesViewSetGroup:
    """The menu group for national staff."""
    return PlacesViewSetGroup()
