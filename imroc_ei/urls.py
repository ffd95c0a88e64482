"""Every address of the site. Each room names its own; pages that join rooms are dashboards'."""

from django.contrib import admin
from django.urls import include, path

from imroc_ei.dashboards import component_page
from imroc_ei.pages.again import views as again
from imroc_ei.people.views import reading

# In front of the door of feedback each says no in words of its own.
handler400 = "feedback.door.refusing.bad_request"
handler403 = "imroc_ei.pages.error_pages.forbidden"
handler404 = "feedback.door.refusing.not_found"
handler429 = "imroc_ei.pages.error_pages.too_many"
handler500 = "feedback.door.refusing.server_error"

urlpatterns = [
    path("reading/", reading.reading, name="reading"),
    path("signed-in/", again.signed_in, name="signed_in"),
    path("components/", component_page.components, name="components"),
    path("", include("imroc_ei.dashboards.urls")),
    path("", include("aims.urls")),
    path("", include("steps.urls")),
    path("organisation/", include("imroc_ei.organisation.urls")),
    path("people/", include("imroc_ei.people.urls")),
    path("notices/", include("imroc_ei.notices.urls")),
    path("library/", include("library.urls")),
    path("feedback/", include("feedback.urls")),
    path("accounts/", include("imroc_ei.people.account_urls")),
    path("admin/", admin.site.urls),
]
