from django.urls import path

from imroc_ei.organisation import views

urlpatterns = [
    path("", views.organisation_edit, name="organisation_edit"),
]
