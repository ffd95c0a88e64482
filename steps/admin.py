from django.contrib import admin
from django.http import HttpRequest

from imroc_ei.repair import RepairAdmin
from steps.models import Placement, Step


@admin.register(Step)
class StepAdmin(RepairAdmin):
    list_display = ["short_name", "kind", "state", "level", "next_review_on"]
    list_filter = ["kind", "state", "origin"]
    search_fields = ["short_name", "statement"]
    exclude = ["held_by", "added_by"]


@admin.register(Placement)
class PlacementAdmin(RepairAdmin):
    """Where a statement stands: the one thing here that can also be made and taken away."""

    list_display = ["aim", "order", "step"]
    list_display_links = ["step"]
    list_select_related = ["aim", "step"]
    list_filter = ["aim"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return True

    def has_delete_permission(self, request: HttpRequest, obj: Placement | None = None) -> bool:
        return True
