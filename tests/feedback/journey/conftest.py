from __future__ import annotations

import pytest

from imroc_ei.organisation.enums import Room
from imroc_ei.people.models import User
from tests.factories import OrganisationFactory, ProcedureFactory, UserFactory
from tests.feedback.journey.browsing import People


@pytest.fixture
def people(db: None) -> People:
    """Two handlers and an outside contact, so that the form may be open. It is."""
    ProcedureFactory(in_force=True)
    OrganisationFactory(rooms=[Room.FEEDBACK])

    def somebody(name: str, role: str) -> User:
        return UserFactory(name=name, roles=[role])

    return People(
        ada=somebody("Ada Lovelace", "handler"),
        bea=somebody("Bea Byron", "handler"),
        outside=somebody("Olu Outside", "outside"),
    )
