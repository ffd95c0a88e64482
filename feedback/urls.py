from django.urls import include, path

from feedback.door.follow_up import urls as follow_up

urlpatterns = [
    path("", include("feedback.journey.urls")),
    path("", include("feedback.procedure.urls")),
    path("", include("feedback.figures.urls")),
    path("", include("feedback.privacy.urls")),
    path("", include("feedback.equality.urls")),
    # Before the cases: an address below theirs.
    path("", include("feedback.lessons.urls")),
    path("cases/", include("feedback.cases.urls")),
    path("", include("feedback.survey.urls")),
    path("follow-up/", include(follow_up.standard)),
    path("easy/follow-up/", include(follow_up.easy)),
]
