from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.world import World


@dataclass(frozen=True)
class Standing:
    """A world that outlasts a test, and the folder in which its files lie."""

    world: World
    folder: Path


# For tests that need something of everything.
in_full_world = pytest.mark.parametrize("standing", ["full"], indirect=True)
