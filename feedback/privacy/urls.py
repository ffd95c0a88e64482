from django.urls import path

from feedback.privacy import views

urlpatterns = [path("easy/privacy/", views.privacy_easy, name="privacy_easy")]
