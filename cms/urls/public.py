"""Public pages that render models: sites, teams, provinces, figures, words; and the letters' feed."""

from django.urls import path

from ..views import (
    areas,
    calendar,
    contacts,
    find,
    glossary,
    letters,
    map,
    open_data,
    search,
    sites,
    teams,
)

app_name = "public"
urlpatterns = [
    path("sites/", map.sites, name="sites"),
    path("sites/export/<str:kind>/", open_data.sites, name="sites_export"),
    path("figures/", map.figures, name="figures"),
    path("figures/export/<str:kind>/", open_data.figures, name="figures_export"),
    path("sites/<int:pk>/", sites.site, name="site"),
    path("teams/<int:pk>/", teams.team, name="team"),
    path("provinces/<slug:code>/", areas.province, name="province"),
    path("regions/<slug:code>/", areas.region, name="region"),
    path("find/", find.find, name="find"),
    path("search/", search.find_all, name="search"),
    path("open-data/", open_data.page, name="open_data"),
    path("open-data/open-houses/<str:kind>/", open_data.open_houses, name="open_houses_export"),
    path("contacts/", contacts.contacts, name="contacts"),
    path("glossary/", glossary.glossary, name="glossary"),
    path("letters/rss.xml", letters.feed, name="letters_feed"),
    path("open-houses/<int:pk>.ics", calendar.open_house, name="open_house_calendar"),
]
