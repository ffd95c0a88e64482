"""Pages in front of the door, made for its tests alone, beside those of the site."""

from django import forms
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template import RequestContext, Template
from django.urls import path

from feedback.door import drafts
from feedback.door.views import public_page
from imroc_ei.urls import urlpatterns as site_urls

PAGE = Template(
    '{% extends "feedback/base.html" %}{% block main %}<h1>A question</h1>'
    '<form method="post">{% csrf_token %}<textarea name="words">{{ words }}</textarea>'
    "<button>Go on</button></form>{% endblock %}"
)


class Words(forms.Form):
    words = forms.CharField(required=False)


@public_page
def question(request: HttpRequest, name: str) -> HttpResponse:
    if request.method == "POST":
        drafts.save(request, {name: request.POST["words"]})
        return redirect(request.path)
    draft = drafts.draft_of(request)
    words = draft.answers.get(name, "") if draft else ""
    return HttpResponse(PAGE.render(RequestContext(request, {"words": words})))


@public_page
def start(request: HttpRequest) -> HttpResponse:
    return render(request, "feedback/base.html")


@public_page
def known(request: HttpRequest) -> HttpResponse:
    """Tell all that a view can find out about who asks."""
    return JsonResponse(
        {
            "user": str(request.user),
            "session": dict(request.session.items()),
            "cookies": request.COOKIES,
            "names": sorted(name for name in request.META if isinstance(request.META[name], str)),
            "values": " ".join(str(value) for value in request.META.values()),
            "headers": " ".join(f"{name}={value}" for name, value in request.headers.items()),
        }
    )


urlpatterns = [
    path("feedback/try/<slug:name>/", question),
    path("feedback/start/", start),
    path("feedback/known/", known),
    path("feedback/cases/known/", known),
    *site_urls,
]
