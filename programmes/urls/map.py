"""Addresses under /map/: what the maps of pages fetch."""

from django.urls import path

from ..views import map as views

app_name = "map"
urlpatterns = [
    path("sites.js", views.script, name="script"),
    path("place.js", views.place_script, name="place"),
    path("points.json", views.points, name="points"),
]
