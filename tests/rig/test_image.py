"""The Dockerfile can be read, carried out, and copies only what is there."""

from tests.rig.image import Image, instructions
from tests.rig.tools import ROOT

TEXT = """\
# a comment
FROM base AS first
ENV A=1 \\
    B=2
RUN one && \\
    two

COPY x /y
"""
DOCKERFILE = instructions((ROOT / "Dockerfile").read_text())
LEFT_OUT = ("VOLUME", "EXPOSE")


def test_instructions_that_go_over_lines_are_one() -> None:
    assert instructions(TEXT) == [
        ("FROM", "base AS first"),
        ("ENV", "A=1  B=2"),
        ("RUN", "one &&  two"),
        ("COPY", "x /y"),
    ]


def test_every_instruction_of_the_dockerfile_can_be_carried_out() -> None:
    names = {"from_" if word == "FROM" else word.lower() for word, _ in DOCKERFILE}
    names -= {word.lower() for word in LEFT_OUT}
    assert [name for name in sorted(names) if not hasattr(Image, name)] == []


def test_everything_the_dockerfile_copies_is_there_and_let_through() -> None:
    sources = [
        rest.split()[0] for word, rest in DOCKERFILE if word == "COPY" and "--from" not in rest
    ]
    let_through = (ROOT / ".dockerignore").read_text().splitlines()
    assert len(sources) == 9
    assert [name for name in sources if not (ROOT / name).exists()] == []
    assert [name for name in sources if f"!{name}" not in let_through] == []


def test_the_image_runs_as_nobody_special() -> None:
    assert [rest for word, rest in DOCKERFILE if word == "USER"] == ["equity"]
