"""The pages of handlers, all below /feedback/cases/ and signed in."""

from django.urls import path

from feedback.cases.views import case, doing, export, intake, search, states, templates

urlpatterns = [
    path("", case.cases, name="cases"),
    path("intake/", intake.case_intake, name="case_intake"),
    path("search/", search.case_search, name="case_search"),
    path("states/", states.case_states, name="case_states"),
    path("templates/", templates.reply_templates, name="reply_templates"),
    path("templates/new/", templates.reply_template_new, name="reply_template_new"),
    path("templates/<str:public_id>/", templates.reply_template, name="reply_template"),
    path(
        "templates/<str:public_id>/retire/",
        templates.reply_template_retire,
        name="reply_template_retire",
    ),
    path("<str:public_id>/", case.case, name="case"),
    path("<str:public_id>/log/", case.case_log, name="case_log"),
    path("<str:public_id>/copy/", export.case_export, name="case_export"),
    path("<str:public_id>/files/<str:file_id>/", case.case_file, name="case_file"),
    path("<str:public_id>/do/<slug:name>/", doing.case_do, name="case_do"),
]
