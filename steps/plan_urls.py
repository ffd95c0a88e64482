"""Addresses of the plan: its wording, its sub-steps and goals, and who looks after them."""

from django.urls import path

from steps import plan_views

urlpatterns = [
    path("steps/<slug:slug>/edit/", plan_views.step_edit, name="step_edit"),
    path("steps/<slug:slug>/history/", plan_views.step_history, name="step_history"),
    path("steps/<slug:slug>/look-after/", plan_views.step_care, name="step_care"),
    path("steps/<slug:slug>/add/", plan_views.step_add, name="step_add"),
    path("steps/<slug:slug>/retire/", plan_views.step_retire, name="step_retire"),
    path("steps/<slug:slug>/bring-back/", plan_views.step_bring_back, name="step_bring_back"),
]
