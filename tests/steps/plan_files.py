"""A small plan file for the tests of the loader, and how to spoil it."""

from pathlib import Path

GOOD = """\
schema = 1
organisation = "A Society"

[vision]
statement = "To be fair"

[[vision.thread]]
slug = "fair"
name = "Be fair"

[[aim]]
number = 1
short_name = "Look"
statement = "To look"
steps = ["grow", "goals"]

[[aim]]
number = 2
short_name = "Act"
statement = "To act"
steps = [
    "act",
    "grow",
]

[[step]]
slug = "grow"
short_name = "Grow"
statement = "To grow"

[[step.sub_step]]
slug = "read"
short_name = "Read"
statement = "To read"

[[step.sub_step]]
slug = "talk"
short_name = "Talk"
statement = "To talk"

[[step]]
slug = "goals"
kind = "goal-set"
short_name = "Goals"
statement = "See our goals"

[[step]]
slug = "act"
short_name = "Act"
statement = "To act well"
review_every = 3

[[term]]
slug = "equity"
name = "Equity"
summary = \"\"\"
We say equity.

- Because.\"\"\"
"""


def line_of(text: str, part: str) -> int:
    """Return the number, from 1, of the line in which `part` begins."""
    return text[: text.index(part)].count("\n") + 1


def swapped(*swaps: tuple[str, str], text: str = GOOD) -> str:
    """Return the plan with each part, which has to be in it, replaced by another."""
    for part, other in swaps:
        assert part in text, part
        text = text.replace(part, other, 1)
    return text


def written(folder: Path, text: str | bytes) -> Path:
    path = folder / "plan.toml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path
