from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from imroc_ei.repair import RepairAdmin
from library.models import Resource, Topic
from library.search.index import index_resources


@admin.register(Resource)
class ResourceAdmin(RepairAdmin):
    """Words are put right here; what a resource serves, and its address, on its own page."""

    list_display = ["title", "format", "state", "link_state", "check_again_on"]
    list_filter = ["state", "format", "link_state"]
    search_fields = ["title", "creator", "url"]
    exclude = ["url", "file", "accessibility", "aims", "steps", "topics", "other_formats"]

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        index_resources([form.instance])


@admin.register(Topic)
class TopicAdmin(RepairAdmin):
    list_display = ["name"]
    exclude = ["slug"]

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        index_resources(form.instance.resources.all())
