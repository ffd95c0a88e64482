from django.urls import path

from feedback.procedure.views import edit, public

urlpatterns = [
    path("procedure/", public.procedure, name="procedure"),
    path("procedure/easy/", public.procedure_easy, name="procedure_easy"),
    path("procedure/<int:number>/", public.procedure_version, name="procedure_version"),
    path(
        "procedure/<int:number>/easy/",
        public.procedure_version_easy,
        name="procedure_version_easy",
    ),
    path("procedure/edit/", edit.procedure_versions, name="procedure_versions"),
    path("procedure/edit/begin/", edit.procedure_begin, name="procedure_begin"),
    path("procedure/edit/settings/", edit.procedure_settings, name="procedure_settings"),
    path("procedure/edit/<int:number>/", edit.procedure_edit, name="procedure_edit"),
    path("procedure/edit/<int:number>/words/", edit.procedure_words, name="procedure_words"),
    path("procedure/edit/<int:number>/times/", edit.procedure_numbers, name="procedure_numbers"),
    path("procedure/edit/<int:number>/changes/", edit.procedure_changes, name="procedure_changes"),
    path("procedure/edit/<int:number>/asked/", edit.procedure_asked, name="procedure_asked"),
    path("procedure/edit/<int:number>/care/", edit.procedure_care, name="procedure_care"),
    path(
        "procedure/edit/<int:number>/in-force/", edit.procedure_in_force, name="procedure_in_force"
    ),
    path("procedure/edit/<int:number>/history/", edit.procedure_history, name="procedure_history"),
]
