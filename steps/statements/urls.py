"""Addresses of the plan's statements: their wording, what is added, and who looks after them."""

from django.urls import path

from steps.statements import views

urlpatterns = [
    path("steps/<slug:slug>/edit/", views.step_edit, name="step_edit"),
    path("steps/<slug:slug>/history/", views.step_history, name="step_history"),
    path("steps/<slug:slug>/look-after/", views.step_care, name="step_care"),
    path("steps/<slug:slug>/aims/<int:number>/", views.step_for_aim, name="step_for_aim"),
    path("steps/<slug:slug>/add/", views.step_add, name="step_add"),
    path("steps/<slug:slug>/retire/", views.step_retire, name="step_retire"),
    path("steps/<slug:slug>/bring-back/", views.step_bring_back, name="step_bring_back"),
]
