"""What the frame around every page needs: the organisation, the way around, how it is read."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from imroc_ei.organisation.models import Organisation


def page(request: HttpRequest) -> dict[str, Any]:
    return {
        "site": SimpleLazyObject(Organisation.current),
        "demo": settings.DEMO,
    }
