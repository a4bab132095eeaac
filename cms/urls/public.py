"""Public pages that render models: sites, teams, provinces, figures."""

app_name = "public"
urlpatterns = []
