from django.urls import path

from feedback.equality import views

urlpatterns = [
    path(
        "questions-about-you/",
        views.feedback_questions_about_you,
        name="feedback_questions_about_you",
    ),
]
