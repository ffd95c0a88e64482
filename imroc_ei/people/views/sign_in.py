"""The sign-in page: a code first, then the other ways."""

from __future__ import annotations

from typing import Any

from allauth.account.views import LoginView, RequestLoginCodeView
from django.conf import settings

from imroc_ei.people.account_forms import CodeSignInForm, PasswordSignInForm
from imroc_ei.people.queries import demo_people


class WaysInMixin:
    """Both ways post to addresses of their own; the page is one and shows both forms."""

    template_name = "account/login.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        # What is mixed in stands before a view, which has the method.
        context: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]
        form = context["form"]
        context["code_form"] = form if isinstance(form, CodeSignInForm) else CodeSignInForm()
        context["password_form"] = (
            form if isinstance(form, PasswordSignInForm) else PasswordSignInForm()
        )
        context["demo_people"] = demo_people() if settings.DEMO else []
        return context


class SignInView(WaysInMixin, LoginView):
    pass


class SignInByCodeView(WaysInMixin, RequestLoginCodeView):
    pass
