"""Public pages that render models: sites, teams, provinces, figures."""

from django.urls import path

from ..views import areas, calendar, find, map, sites, teams

app_name = "public"
urlpatterns = [
    path("sites/", map.sites, name="sites"),
    path("figures/", map.figures, name="figures"),
    path("sites/<int:pk>/", sites.site, name="site"),
    path("teams/<int:pk>/", teams.team, name="team"),
    path("provinces/<slug:code>/", areas.province, name="province"),
    path("regions/<slug:code>/", areas.region, name="region"),
    path("find/", find.find, name="find"),
    path("open-houses/<int:pk>.ics", calendar.open_house, name="open_house_calendar"),
]
