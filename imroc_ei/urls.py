"""Every address of the site. Each room names its own; pages that join rooms are dashboards'."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("imroc_ei.dashboards.urls")),
    path("", include("aims.urls")),
    path("", include("steps.urls")),
    path("people/", include("imroc_ei.people.urls")),
    path("notices/", include("imroc_ei.notices.urls")),
    path("library/", include("library.urls")),
    path("feedback/", include("feedback.urls")),
    path("accounts/", include("allauth.urls")),
    path("admin/", admin.site.urls),
]
