from django.urls import path

from imroc_ei.notices import link_views, views

urlpatterns = [
    path("", views.reminders, name="reminders"),
    path("paused/", views.paused, name="reminders_paused"),
    path("jobs/", views.jobs, name="jobs"),
    path("jobs/again/", views.again, name="jobs_again"),
    path("pause/<str:token>/", link_views.pause, name="notices_pause"),
    path("stop/<str:token>/", link_views.stop, name="notices_stop"),
]
