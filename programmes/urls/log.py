"""Addresses under /log/."""

from django.urls import path

from ..views import consents, deleted
from ..views.log import (
    activity,
    alike,
    calendar,
    copies,
    evidence,
    home,
    new,
    people,
    plans,
    sheet,
    sites,
    teams,
)
from ..views.phone import app, kit, sending, shells

app_name = "log"
urlpatterns = [
    path("", home.home, name="home"),
    path("new/", new.new, name="new"),
    path("plan/", plans.plan, name="plan"),
    path("calendar/", calendar.month, name="calendar"),
    path("calendar/feed/", calendar.feed, name="calendar_feed"),
    path("activities/", home.activities, name="activities"),
    path("activities/export/<str:kind>/", home.export, name="activities_export"),
    path("activities/<uuid:uid>/", activity.activity, name="activity"),
    path("activities/<uuid:uid>/plan/", plans.edit, name="plan_edit"),
    path("activities/<uuid:uid>/restore/", activity.restore, name="restore"),
    path("activities/<uuid:uid>/evidence/<uuid:evidence_uid>/", evidence.evidence, name="evidence"),
    path("activities/<uuid:uid>/sheet/", sheet.sheet, name="sheet"),
    path("activities/<uuid:uid>/sheet.xlsx", sheet.sheet_file, name="sheet_file"),
    path("copies/<int:pk>/", copies.copies, name="copies"),
    path("copies/<int:pk>/evidence/<uuid:evidence_uid>/", evidence.beside, name="evidence_beside"),
    path("bin/", deleted.log_bin, name="bin"),
    path("bin/<str:noun>/<uuid:uid>/restore/", deleted.log_restore, name="bin_restore"),
    path("people/", people.people, name="people"),
    path("people/alike/", alike.alike, name="alike"),
    path("people/new/", people.new_person, name="new_person"),
    path("people/export/<str:kind>/", people.export, name="export"),
    path("people/<uuid:uid>/", people.person, name="person"),
    path("people/<uuid:uid>/consents/", consents.on_phone, name="consents"),
    path("teams/<int:pk>/", teams.team, name="team"),
    path("sites/", sites.sites, name="sites"),
    path("sites/export/<str:kind>/", sites.export, name="sites_export"),
    path("sites/new/", sites.new_site, name="new_site"),
    path("sites/<uuid:uid>/", sites.site, name="site"),
    path("manifest.webmanifest", app.manifest, name="manifest"),
    path("worker.js", app.worker, name="worker"),
    path("phone/shells/<str:name>/", shells.shell, name="shell"),
    path("phone/hello/", kit.hello, name="hello"),
    path("phone/kit/", kit.kit, name="kit"),
    path("phone/logs/", sending.log, name="send"),
    path("phone/logs/<uuid:uid>/files/", sending.file, name="send_file"),
    path("phone/aside/<int:pk>/files/", sending.file_beside, name="send_beside"),
    path("phone/logs/<uuid:uid>/files/<uuid:file_uid>/drop/", sending.drop_file, name="drop_file"),
]
