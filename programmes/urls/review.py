"""Addresses under /review/."""

from django.urls import path

from ..views import consents, deleted, figures
from ..views.review import accounts, activity, duplicates, held, own_data, people, queue, sites, teams

app_name = "review"
urlpatterns = [
    path("", queue.queue, name="queue"),
    path("export/<str:kind>/", queue.export, name="activities_export"),
    path("verify/", queue.verify_many, name="verify_many"),
    path("verify/undo/", queue.undo, name="verify_undo"),
    path("activities/<uuid:uid>/", activity.activity, name="activity"),
    path("held/<int:pk>/", held.held, name="held"),
    path("teams/", teams.teams, name="teams"),
    path("teams/export/<str:kind>/", teams.export, name="teams_export"),
    path("teams/add/", teams.add, name="team_add"),
    path("teams/<int:pk>/approve/", teams.approve, name="team_approve"),
    path("bin/", deleted.review_bin, name="bin"),
    path("bin/<str:noun>/<uuid:uid>/restore/", deleted.review_restore, name="bin_restore"),
    path("people/", people.people, name="people"),
    path("people/export/<str:kind>/", people.export, name="people_export"),
    path("people/duplicates/", duplicates.duplicates, name="duplicates"),
    path("people/duplicates/<int:pk>/", duplicates.duplicate, name="duplicate"),
    path("people/merges/", duplicates.merges, name="merges"),
    path("people/merges/<uuid:uid>/undo/", duplicates.undo, name="merge_undo"),
    path("people/<uuid:uid>/", people.person, name="person"),
    path("people/<uuid:uid>/consents/", consents.at_desk, name="consents"),
    path("people/<uuid:uid>/data.xlsx", own_data.copy, name="own_data"),
    path("people/<uuid:uid>/erase/", own_data.erase_person, name="erase"),
    path("people/erasures/", own_data.erasures, name="erasures"),
    path("people/<uuid:uid>/elsewhere/", duplicates.elsewhere, name="elsewhere"),
    path("sites/", sites.sites, name="sites"),
    path("sites/export/<str:kind>/", sites.export, name="sites_export"),
    path("sites/add/", sites.add, name="site_add"),
    path("sites/<uuid:uid>/", sites.site, name="site"),
    path("sites/<uuid:uid>/publish/", sites.publish, name="site_publish"),
    path("accounts/", accounts.accounts, name="accounts"),
    path("accounts/invite/", accounts.invite, name="account_invite"),
    path("accounts/<int:pk>/", accounts.account, name="account"),
    path("accounts/<int:pk>/code/", accounts.code, name="account_code"),
    path("accounts/<int:pk>/hand-over/", accounts.hand_over, name="account_hand_over"),
    path("accounts/<int:pk>/area/", accounts.area_give, name="account_area"),
    path("accounts/<int:pk>/close/", accounts.close, name="account_close"),
    path("accounts/<int:pk>/reopen/", accounts.reopen, name="account_reopen"),
    path("accounts/<int:pk>/factor/", accounts.factor, name="account_factor"),
    path("accounts/areas/<int:pk>/end/", accounts.area_end, name="account_area_end"),
    path("figures/", figures.figures, name="figures"),
    path("figures/export/<str:kind>/", figures.export, name="figures_export"),
]
