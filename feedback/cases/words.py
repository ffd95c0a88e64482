"""What is said in the entries of a case, as they are sealed."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Acknowledgement:
    """What we understood, what they want to happen, who looks at it, by when, what support."""

    understood: str
    wanted: str
    who: str
    by_when: str
    support: str
    opening: str = ""

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, kw_only=True)
class Point:
    """One point of an answer: what we found (`Found`), why, and what we do, by when."""

    point: str
    found: str
    why: str
    remedy: str = ""
    by_when: str = ""


@dataclass(frozen=True, kw_only=True)
class Answer:
    """An answer point by point, how to ask for a second look, and where else to go."""

    points: list[Point] = field(default_factory=list)
    opening: str = ""
    second_look: str = ""
    elsewhere: str = ""

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)
