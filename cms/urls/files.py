"""Files at the root of the site."""

from django.urls import path

from ..views import files

urlpatterns = [
    path("sitemap.xml", files.sitemap, name="sitemap"),
    path("robots.txt", files.robots, name="robots"),
]
