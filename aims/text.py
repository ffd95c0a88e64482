"""Plain text as the plan keeps it: white space made regular, paragraphs and lists told apart."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

BULLET = "- "


def one_line(text: str) -> str:
    """Return `text` with every run of white space made one space, and none at its ends."""
    return " ".join(text.split())


def tidy(text: str) -> str:
    """Return `text` with regular lines: no space at their ends, one empty line at most between."""
    lines = [one_line(line) for line in text.strip().splitlines()]
    kept = [line for number, line in enumerate(lines) if line or lines[number - 1]]
    return "\n".join(kept)


@dataclass(frozen=True)
class Block:
    """A paragraph (one line) or a list (a line an item) of a text."""

    is_list: bool
    lines: list[str]


def blocks(text: str) -> list[Block]:
    """Return the paragraphs and lists of a text in which an item is a line that starts "- "."""
    return list(_blocks(tidy(text)))


def _blocks(text: str) -> Iterator[Block]:
    for is_list, lines in groupby(
        filter(None, text.split("\n")), key=lambda line: line.startswith(BULLET)
    ):
        if is_list:
            yield Block(is_list=True, lines=[line.removeprefix(BULLET) for line in lines])
        else:
            yield from (Block(is_list=False, lines=[line]) for line in lines)
