from django.urls import path

from steps.activity.views import checking, entries, evidence, importing, lists, log

one = "<slug:public_id>/"

urlpatterns = [
    path("", lists.activities, name="activities"),
    path("list.csv", lists.activities_csv, name="activities_csv"),
    path("list.xlsx", lists.activities_xlsx, name="activities_xlsx"),
    path("new/", log.activity_new, name="activity_new"),
    path("draft/", log.activity_draft, name="activity_draft"),
    path("to-check/", checking.activities_to_check, name="activities_to_check"),
    path("import/", importing.activity_import, name="activity_import"),
    path(
        "import/template.csv",
        importing.activity_import_template,
        name="activity_import_template",
    ),
    path(
        "evidence/<slug:public_id>/",
        evidence.evidence_file,
        name="evidence_file",
    ),
    path(one, entries.activity, name="activity"),
    path(f"{one}edit/", entries.activity_edit, name="activity_edit"),
    path(f"{one}withdraw/", entries.activity_withdraw, name="activity_withdraw"),
    path(f"{one}put-back/", entries.activity_restore, name="activity_restore"),
    path(f"{one}delete/", entries.activity_delete, name="activity_delete"),
    path(f"{one}check/", checking.activity_check, name="activity_check"),
    path(f"{one}evidence/", evidence.evidence_add, name="evidence_add"),
    path(
        f"{one}evidence/<slug:evidence_id>/remove/",
        evidence.evidence_remove,
        name="evidence_remove",
    ),
]
