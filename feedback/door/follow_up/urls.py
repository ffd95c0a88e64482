from django.urls import URLPattern, path

from feedback.door.follow_up import views
from feedback.door.follow_up.versions import EASY, STANDARD, Version


def pages(version: Version) -> list[URLPattern]:
    """Return the addresses of a version, to stand below its own."""
    given = {"version": version}
    return [
        path("", views.enter, given, name=version.url_name()),
        path("case/", views.case, given, name=version.url_name("case")),
        path("write/", views.write, given, name=version.url_name("write")),
        path("second-look/", views.second_look, given, name=version.url_name("second_look")),
        path("take-back/", views.take_back, given, name=version.url_name("withdraw")),
        path("file/<str:public_id>/", views.file, given, name=version.url_name("file")),
        path("code-kept/", views.kept, given, name=version.url_name("kept")),
        path("leave/", views.leave, given, name=version.url_name("leave")),
    ]


standard = pages(STANDARD)
easy = pages(EASY)
