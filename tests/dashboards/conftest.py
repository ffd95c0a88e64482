from collections.abc import Callable

import pytest

from imroc_ei.people.models import User
from tests.factories import UserFactory


@pytest.fixture
def make_user(db: None) -> Callable[..., User]:
    return UserFactory
