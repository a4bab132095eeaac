"""Addresses under /sheets/."""

app_name = "sheets"
urlpatterns = []
