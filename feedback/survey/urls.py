from django.urls import path

from feedback.survey.versions import EASY, STANDARD
from feedback.survey.views import survey

urlpatterns = [
    path(f"{root}survey/<str:token>/", survey, {"version": version}, name=version.url_name)
    for root, version in (("", STANDARD), ("easy/", EASY))
]
