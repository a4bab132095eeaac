"""Addresses under /review/."""

app_name = "review"
urlpatterns = []
