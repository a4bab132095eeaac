"""What people add to the editing admin."""

from wagtail import hooks

from .viewsets import ConsentWordingViewSet


@hooks.register("register_admin_viewset")
def wordings() -> ConsentWordingViewSet:
    """For national staff."""
    return ConsentWordingViewSet()
