"""The organisation that a request is about, fetched once for all that asks for it."""

from django.http import HttpRequest

from imroc_ei.organisation.models import Organisation

KEPT_AS = "_organisation"


def organisation_of(request: HttpRequest) -> Organisation:
    kept: Organisation | None = getattr(request, KEPT_AS, None)
    if kept is None:
        kept = Organisation.current()
        setattr(request, KEPT_AS, kept)
    return kept
