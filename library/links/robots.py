"""What a site asks of programs in its robots.txt (RFC 9309)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

# RFC 9309, 2.5: at least so much of the file is read.
MOST_BYTES = 500 * 1024
EVERYBODY = "*"


@dataclass(frozen=True)
class Line:
    allows: bool
    pattern: str

    def fits(self, path: str) -> bool:
        """`*` stands for anything, and `$` at the end for the end of the address."""
        to_the_end = self.pattern.endswith("$")
        first, *others = self.pattern.removesuffix("$").split("*")
        if not path.startswith(first):
            return False
        if to_the_end and not others:
            return path == first
        last = others.pop() if to_the_end else ""
        at = len(first)
        for part in others:
            found = path.find(part, at)
            if found < 0:
                return False
            at = found + len(part)
        return path[at:].endswith(last)


@dataclass
class Group:
    agents: set[str] = field(default_factory=set)
    lines: list[Line] = field(default_factory=list)
    # Whether its list of programs has ended: an empty line of rules ends it as well.
    has_spoken: bool = False


@dataclass(frozen=True)
class Robots:
    """The lines that are meant for one program."""

    lines: tuple[Line, ...] = ()

    def allow(self, path: str) -> bool:
        """The longest line that fits decides; where two are as long, the one that allows."""
        fitting = [line for line in self.lines if line.fits(path)]
        if path == "/robots.txt" or not fitting:
            return True
        return max(fitting, key=lambda line: (len(line.pattern), line.allows)).allows


NO_RULES = Robots()


def read(body: bytes, *, program: str) -> Robots:
    """Return what the file asks of `program`; without a word to it, what it asks of everybody."""
    groups = list(_groups(body.decode("utf-8", errors="replace")))
    for name in (program.lower(), EVERYBODY):
        mine = [group for group in groups if name in group.agents]
        if mine:
            return Robots(tuple(line for group in mine for line in group.lines))
    return NO_RULES


def _groups(text: str) -> Iterator[Group]:
    group = Group()
    for name, value in _pairs(text):
        if name == "user-agent":
            if group.has_spoken:
                yield group
                group = Group()
            group.agents.add(value.lower())
        elif name in ("allow", "disallow"):
            group.has_spoken = True
            if value:
                group.lines.append(Line(allows=name == "allow", pattern=value))
    yield group


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    for line in text.removeprefix("\ufeff").splitlines():
        name, colon, value = line.partition("#")[0].partition(":")
        if colon:
            yield name.strip().lower(), value.strip()
