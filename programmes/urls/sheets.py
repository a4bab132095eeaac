"""Addresses under /sheets/."""

from django.urls import path

from ..views import sheets

app_name = "sheets"
urlpatterns = [
    path("", sheets.sheets, name="list"),
    path("forms/<str:kind>/", sheets.template, name="template"),
    path("export/<str:kind>/", sheets.export, name="export"),
    path("<uuid:uid>/", sheets.batch, name="batch"),
    path("<uuid:uid>/export/<str:kind>/", sheets.rows_export, name="rows_export"),
    path("<uuid:uid>/answer/", sheets.answer, name="answer"),
    path("<uuid:uid>/confirm/", sheets.confirm, name="confirm"),
    path("<uuid:uid>/cancel/", sheets.cancel, name="cancel"),
    path("<uuid:uid>/file/", sheets.file, name="file"),
    path("<uuid:uid>/undo/", sheets.undo, name="undo"),
]
