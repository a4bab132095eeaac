"""Addresses under /map/: what the public map fetches."""

from django.urls import path

from ..views import map as views

app_name = "map"
urlpatterns = [
    path("sites.js", views.script, name="script"),
    path("points.json", views.points, name="points"),
]
