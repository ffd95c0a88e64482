"""Where our own views stand before those of the sign-in package, under its names."""

from django.urls import include, path

from imroc_ei.people.views.sign_in import SignInByCodeView, SignInView

urlpatterns = [
    path("login/", SignInView.as_view(), name="account_login"),
    path("login/code/", SignInByCodeView.as_view(), name="account_request_login_code"),
    path("", include("allauth.urls")),
]
