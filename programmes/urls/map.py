"""Addresses under /map/."""

app_name = "map"
urlpatterns = []
