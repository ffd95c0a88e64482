"""How the admin lets an owner put something right. The admin's own door is the site's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.http import HttpRequest

if TYPE_CHECKING:
    ModelAdmin = admin.ModelAdmin[Any]
else:
    ModelAdmin = admin.ModelAdmin


class RepairAdmin(ModelAdmin):
    """Rows can be looked at and changed, not made or deleted: that is what the pages are for."""

    def view_on_site(self, obj: Any) -> str | None:
        """Lead straight to the page of what is repaired, which asks who may open it."""
        address: str | None = obj.get_absolute_url() if hasattr(obj, "get_absolute_url") else None
        return address

    def has_module_permission(self, request: HttpRequest) -> bool:
        return True

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
