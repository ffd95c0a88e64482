"""The admin: for owners, to repair the organisation, the plan and the library. Nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import update_wrapper
from typing import Any, TypeVar, cast

from django.contrib.admin import AdminSite, ModelAdmin
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, URLResolver
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _

from imroc_ei.people.middleware import lacks_second_factor
from imroc_ei.people.models import User
from imroc_ei.people.roles import RoleName

# Apps whose models an owner may repair here. What Django and the packages would bring along
# (accounts, groups, sessions) stays out, and so does everything personal.
REPAIRED = ("organisation", "aims", "steps", "library")


View = TypeVar("View", bound=Callable[..., Any])


class OwnersSite(AdminSite):
    site_header = _("Repair")
    site_title = _("Repair")
    index_title = _("What can be repaired here")
    enable_nav_sidebar = False
    final_catch_all_view = False

    def register(
        self,
        model_or_iterable: type[Model] | Iterable[type[Model]],
        admin_class: type[ModelAdmin[Any]] | None = None,
        **options: Any,
    ) -> None:
        models = (
            [model_or_iterable] if isinstance(model_or_iterable, type) else list(model_or_iterable)
        )
        ours = [model for model in models if model._meta.app_label in REPAIRED]
        super().register(ours, admin_class, **options)

    def get_urls(self) -> list[URLResolver | URLPattern]:
        """Without the address that leads to a row of any model by its number: it would tell an
        owner where somebody's private entry stands, and what link is kept with it."""
        urls: list[URLResolver | URLPattern] = super().get_urls()
        return [found for found in urls if getattr(found, "name", None) != "view_on_site"]

    def has_permission(self, request: HttpRequest) -> bool:
        person = request.user
        return (
            isinstance(person, User)
            and person.is_active
            and person.has_role(RoleName.OWNER)
            and not lacks_second_factor(person)
        )

    def admin_view(self, view: View, cacheable: bool = False) -> View:
        shown = super().admin_view(view, cacheable)

        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            if request.user.is_authenticated and not self.has_permission(request):
                raise PermissionDenied
            return shown(request, *args, **kwargs)

        # As wrapped it is called as the view is.
        return cast("View", update_wrapper(guarded, shown))

    @method_decorator(login_not_required)
    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        return redirect("account_login")

    def logout(self, request: HttpRequest, extra_context: Any = None) -> Any:
        return redirect("account_logout")

    def password_change(self, request: HttpRequest, extra_context: Any = None) -> Any:
        return redirect("account_change_password")

    def password_change_done(self, request: HttpRequest, extra_context: Any = None) -> Any:
        return redirect("preferences")
