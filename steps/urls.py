from django.urls import include, path

from steps.views import checking, entries, evidence, importing, lists, log

one = "activity/<slug:public_id>/"

urlpatterns = [
    path("", include("steps.statements.urls")),
    path("", include("steps.reviews.urls")),
    path("", include("steps.quarters.urls")),
    path("activity/", lists.activities, name="activities"),
    path("activity/list.csv", lists.activities_csv, name="activities_csv"),
    path("activity/list.xlsx", lists.activities_xlsx, name="activities_xlsx"),
    path("activity/new/", log.activity_new, name="activity_new"),
    path("activity/draft/", log.activity_draft, name="activity_draft"),
    path("activity/to-check/", checking.activities_to_check, name="activities_to_check"),
    path("activity/import/", importing.activity_import, name="activity_import"),
    path(
        "activity/import/template.csv",
        importing.activity_import_template,
        name="activity_import_template",
    ),
    path(
        "activity/evidence/<slug:public_id>/",
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
