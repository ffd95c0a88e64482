from django.urls import include, path

from feedback.survey.views import survey

urlpatterns = [
    path("", include("feedback.journey.urls")),
    path("cases/", include("feedback.cases.urls")),
    path("survey/<str:token>/", survey, name="feedback_survey"),
]
