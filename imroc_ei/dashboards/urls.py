from django.urls import path

from imroc_ei.dashboards.views import about, aims, health, home, me, search, steps

urlpatterns = [
    path("", home.home, name="home"),
    path("search/", search.search, name="search"),
    path("overview/", home.overview, name="overview"),
    path("aims/<int:number>/", aims.aim, name="aim"),
    path("aims/<int:number>/progress.csv", aims.aim_csv, name="aim_csv"),
    path("aims/<int:number>/progress.xlsx", aims.aim_xlsx, name="aim_xlsx"),
    path("steps/<slug:slug>/", steps.step, name="step"),
    path("me/", me.me, name="me"),
    path("me/export/", me.me_export, name="me_export"),
    path("me/leave/", me.leave, name="leave"),
    path("how-we-judge-progress/", about.judging, name="judging"),
    path("accessibility/", about.accessibility, name="accessibility"),
    path("privacy/", about.privacy, name="privacy"),
    path("cookies/", about.cookies, name="cookies"),
    path("goodbye/", about.goodbye, name="goodbye"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
]
