from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.rig.tools import everything
from tests.world import World


@dataclass(frozen=True)
class Standing:
    """A world that outlasts a test, and the folder in which its files lie."""

    world: World
    folder: Path


def crawling(roles: Sequence[str], *, quick: set[str]) -> pytest.MarkDecorator:
    """Let a test that opens every address twice run as each role; in a quick run, as some."""
    return pytest.mark.parametrize(
        "role", [role for role in roles if everything() or role in quick]
    )


# For tests that need something of everything.
in_full_world = pytest.mark.parametrize("standing", ["full"], indirect=True)
