"""Dates to take along into a calendar."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from ..models import OpenHousePage
from ..services.calendar import open_house_event
from .caching import public_page


@public_page
def open_house(request: HttpRequest, pk: int) -> HttpResponse:
    """An open house as an iCalendar file."""
    page = get_object_or_404(OpenHousePage.objects.readable().with_place(), pk=pk)
    address = request.build_absolute_uri(page.get_url(request))
    response = HttpResponse(open_house_event(page, address), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="khabuan-open-house-{page.pk}.ics"'
    return response
