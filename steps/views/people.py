from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from imroc_ei.people.models import User


def person_of(request: HttpRequest) -> User:
    """Return who is signed in, behind a door that lets in nobody else."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user
