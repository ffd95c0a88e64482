from django.urls import path

from feedback.lessons.views import public, write

urlpatterns = [
    path("what-we-learned/", public.lessons, name="lessons"),
    path("what-we-learned/<slug:lesson_id>/", public.lesson, name="lesson"),
    path("easy/what-we-learned/", public.lessons_easy, name="lessons_easy"),
    path("easy/what-we-learned/<slug:lesson_id>/", public.lesson_easy, name="lesson_easy"),
    path("cases/lessons/", write.lesson_drafts, name="lesson_drafts"),
    path("cases/lessons/new/", write.lesson_new, name="lesson_new"),
    path("cases/lessons/<slug:lesson_id>/", write.lesson_draft, name="lesson_draft"),
    path("cases/lessons/<slug:lesson_id>/edit/", write.lesson_edit, name="lesson_edit"),
    path("cases/lessons/<slug:lesson_id>/ask/", write.lesson_ask, name="lesson_ask"),
    path("cases/lessons/<slug:lesson_id>/publish/", write.lesson_publish, name="lesson_publish"),
    path("cases/lessons/<slug:lesson_id>/back/", write.lesson_send_back, name="lesson_send_back"),
    path("cases/lessons/<slug:lesson_id>/down/", write.lesson_take_down, name="lesson_take_down"),
]
