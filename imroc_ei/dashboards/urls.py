from django.urls import path

from imroc_ei.dashboards import views

urlpatterns = [
    path("", views.home, name="home"),
]
