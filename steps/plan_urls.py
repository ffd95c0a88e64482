"""Addresses of the plan: its wording, its sub-steps and goals, and who looks after them."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
