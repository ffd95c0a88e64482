from django.urls import include, path

urlpatterns = [
    path("", include("steps.plan_urls")),
]
