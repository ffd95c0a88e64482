"""Whole cases for tests, told as the form tells them."""

import secrets
from typing import Any

from feedback.enums import Channel
from feedback.models import Case, ProcedureVersion
from feedback.receiving import receive
from feedback.told import Told
from tests.factories import ProcedureFactory

CODE = "1234567890123456"


def told(**answers: Any) -> Told:
    return Told(**{"kind": "complaint", "what_happened": "The door was shut.", **answers})


def a_case(*, code: str = "", submission: bytes = b"", by: Any = None, **answers: Any) -> Case:
    """Receive a complaint under a procedure in force, without a code unless one is given."""
    if ProcedureVersion.objects.in_force() is None:
        ProcedureFactory(in_force=True)
    return receive(
        told=told(**answers),
        code=code,
        submission=submission or secrets.token_bytes(32),
        channel=Channel.PHONE if by else Channel.FORM,
        by=by,
    )
