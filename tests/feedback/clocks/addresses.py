"""Addresses that mails name, for as long as their pages are not there."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path

from imroc_ei.urls import urlpatterns as site_urls


def page(request: HttpRequest, public_id: str = "") -> HttpResponse:
    raise Http404


urlpatterns = [
    path("feedback/cases/<str:public_id>/", page, name="case"),
    path("feedback/follow-up/", page, name="feedback_follow_up"),
    path("feedback/what-we-learned/<str:public_id>/", page, name="lesson"),
    path("feedback/procedure/", page, name="procedure"),
    *site_urls,
]
