from typing import Any

from django.urls import URLPattern, path

from feedback.journey import views
from feedback.journey.versions import EASY, STANDARD, Version


def in_words(version: Version, root: str) -> list[URLPattern]:
    """Return the addresses of the journey in one version."""
    with_version: dict[str, Any] = {"version": version}
    name = version.prefix
    return [
        path(root, views.start, with_version, name=name),
        path(
            f"{root}tell/<slug:question>/",
            views.question,
            with_version,
            name=f"{name}_question",
        ),
        path(f"{root}check/", views.check, with_version, name=f"{name}_check"),
        path(f"{root}sent/", views.sent, with_version, name=f"{name}_sent"),
    ]


urlpatterns = [
    *in_words(STANDARD, ""),
    *in_words(EASY, "easy/"),
    path("leave/", views.leave, name="feedback_leave"),
]
