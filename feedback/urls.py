from django.urls import path

from feedback import views
from feedback.survey.views import survey

urlpatterns = [
    path("", views.feedback, name="feedback"),
    path("survey/<str:token>/", survey, name="feedback_survey"),
]
