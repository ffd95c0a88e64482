from django.urls import path

from steps.quarters import views

urlpatterns = [
    path("quarters/", views.quarters, name="quarters"),
    path("quarters/list.csv", views.quarters_csv, name="quarters_csv"),
]
