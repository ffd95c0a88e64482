from django.urls import path

from aims import views

urlpatterns = [
    path("vision/edit/", views.vision_edit, name="vision_edit"),
    path("vision/history/", views.vision_history, name="vision_history"),
    path("aims/<int:number>/edit/", views.aim_edit, name="aim_edit"),
    path("aims/<int:number>/history/", views.aim_history, name="aim_history"),
    path("aims/<int:number>/judgement/", views.aim_judgement, name="aim_judgement"),
    path("language/", views.language, name="language"),
    path("language/<slug:slug>/edit/", views.term_edit, name="term_edit"),
    path("language/<slug:slug>/history/", views.term_history, name="term_history"),
]
