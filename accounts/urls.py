"""Signing in and out, joining, and one's own settings."""

from django.urls import path
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

from .views import joining, mail, own, signing

app_name = "accounts"
urlpatterns = [
    path("sign-in/", signing.SignIn.as_view(), name="sign_in"),
    path("sign-in/second/", signing.second, name="second"),
    path("sign-out/", signing.SignOut.as_view(), name="sign_out"),
    path("join/", joining.join, name="join"),
    path("join/password/", joining.join_password, name="join_password"),
    path("home/", signing.home, name="home"),
    path("password/", own.OwnPassword.as_view(), name="password"),
    path("elsewhere/", own.elsewhere, name="elsewhere"),
    path("mail/", mail.mail, name="mail"),
    path("mail/confirm/<str:token>/", mail.confirm, name="mail_confirm"),
    path("mail/stop/<str:token>/", mail.stop, name="mail_stop"),
    path("second-factor/", own.factor, name="factor"),
    path("language/", require_POST(set_language), name="language"),
]
