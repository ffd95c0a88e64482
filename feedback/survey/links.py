"""The address at which a case's few questions are answered: signed, and good for that alone."""

from __future__ import annotations

from django.core.signing import BadSignature, Signer
from django.urls import reverse

from feedback.journey.versions import STANDARD
from feedback.models import Case

_signer = Signer(salt="feedback.survey", sep=".")


def survey_path(case: Case, *, prefix: str = STANDARD.prefix) -> str:
    """Return the address in the version of the journey whose names begin with `prefix`."""
    return reverse(f"{prefix}_survey", args=[_signer.sign(case.public_id)])


def case_behind(token: str) -> Case | None:
    """Return the case whose person was given this address, while the case is there."""
    try:
        public_id = _signer.unsign(token)
    except BadSignature:
        return None
    return Case.objects.filter(public_id=public_id).first()
