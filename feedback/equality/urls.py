from django.urls import path

from feedback.equality import views
from feedback.equality.versions import EASY, STANDARD

urlpatterns = [
    path(
        f"{root}questions-about-you/",
        views.questions_about_you,
        {"version": version},
        name=version.url_name,
    )
    for root, version in (("", STANDARD), ("easy/", EASY))
]
