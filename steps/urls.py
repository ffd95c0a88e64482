from django.urls import include, path

urlpatterns = [
    path("", include("steps.statements.urls")),
    path("", include("steps.reviews.urls")),
    path("", include("steps.quarters.urls")),
    path("activity/", include("steps.activity.urls")),
]
