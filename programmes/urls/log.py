"""Addresses under /log/."""

app_name = "log"
urlpatterns = []
