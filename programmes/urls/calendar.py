"""Private addresses of calendars, outside the sign-in: whoever knows one reads it."""

from django.urls import path

from ..views import feed

app_name = "calendar"
urlpatterns = [path("<str:token>.ics", feed.feed, name="feed")]
