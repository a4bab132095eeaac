"""Signing in and out."""

from django.urls import path
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

from . import views

app_name = "accounts"
urlpatterns = [
    path("sign-in/", views.SignIn.as_view(), name="sign_in"),
    path("sign-out/", views.SignOut.as_view(), name="sign_out"),
    path("home/", views.home, name="home"),
    path("password/", views.OwnPassword.as_view(), name="password"),
    path("language/", require_POST(set_language), name="language"),
]
