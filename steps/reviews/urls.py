"""Addresses of reviews, their minutes and their actions."""

from django.urls import path

from steps.reviews.views import agreed, calendars, decide, flow, minutes

urlpatterns = [
    path("reviews/", minutes.reviews, name="reviews"),
    path("reviews/compare/", minutes.review_compare, name="review_compare"),
    path("reviews/open/<int:number>/", flow.review_open, name="review_open"),
    path("reviews/<str:public_id>/", decide.review, name="review"),
    path("reviews/<str:public_id>/statements/", flow.review_statements, name="review_statements"),
    path(
        "reviews/<str:public_id>/statements/<slug:slug>/",
        flow.review_finding,
        name="review_finding",
    ),
    path(
        "reviews/<str:public_id>/statements/<slug:slug>/release/",
        flow.review_release,
        name="review_release",
    ),
    path("reviews/<str:public_id>/learned/", flow.review_words, name="review_words"),
    path("reviews/<str:public_id>/actions/", agreed.review_actions, name="review_actions"),
    path(
        "reviews/<str:public_id>/actions/<str:action_id>/drop/",
        agreed.review_action_drop,
        name="review_action_drop",
    ),
    path("reviews/<str:public_id>/check/", decide.review_check, name="review_check"),
    path("reviews/<str:public_id>/confirm/", decide.review_confirm, name="review_confirm"),
    path("reviews/<str:public_id>/send-back/", decide.review_send_back, name="review_send_back"),
    path("reviews/<str:public_id>/take-back/", decide.review_take_back, name="review_take_back"),
    path("reviews/<str:public_id>/abandon/", flow.review_abandon, name="review_abandon"),
    path("reviews/<str:public_id>/minute.pdf", minutes.review_pdf, name="review_pdf"),
    path("reviews/<str:public_id>/minute.docx", minutes.review_docx, name="review_docx"),
    path("me/calendar/", calendars.calendar_address, name="calendar_address"),
    path("calendar/<str:secret>/", calendars.calendar, name="calendar"),
    path("steps/<slug:slug>/actions/add/", agreed.step_action_add, name="step_action_add"),
    path("actions/", agreed.actions, name="actions"),
    path("actions/<str:public_id>/", agreed.action, name="action"),
    path("actions/<str:public_id>/done/", agreed.action_done, name="action_done"),
    path("actions/<str:public_id>/let-go/", agreed.action_let_go, name="action_let_go"),
    path("actions/<str:public_id>/hand-over/", agreed.action_hand_over, name="action_hand_over"),
]
