from collections.abc import Iterator

import pytest

from imroc_ei.notices.rules import Rule
from tests.notices.rules import Broken, Needed, Other, Plain, Private, Urgent, registered


@pytest.fixture
def made_up() -> Iterator[dict[str, Rule]]:
    """The rules of the tests in place of the site's own."""
    with registered(Plain, Other, Urgent, Needed, Private, Broken) as known:
        yield known
