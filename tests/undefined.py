"""Makes a template of ours that names something undefined fail, instead of showing nothing.

Django asks the engine's `string_if_invalid` twice when a variable does not resolve: whether
it is set, and for its text. Both answers depend on whose template asks. Templates of
packages keep Django's own behaviour. In ours, the two ways to say that something may be
absent are a condition (`{% if note %}`) and a default (`{{ note|default:"" }}`).
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import Any

from django.template.base import UNKNOWN_SOURCE, FilterExpression, Node
from django.template.defaultfilters import default, default_if_none

OURS = Path(__file__).resolve().parent.parent / "templates"
MAY_BE_ABSENT = {default, default_if_none}


class UndefinedVariableError(Exception):
    pass


def frames() -> Iterator[FrameType]:
    frame: FrameType | None = sys._getframe(2)
    while frame is not None:
        yield frame
        frame = frame.f_back


def asking() -> tuple[FilterExpression | None, str]:
    """Return the expression that did not resolve, and the file of the template it is in."""
    expression: FilterExpression | None = None
    for frame in frames():
        subject = frame.f_locals.get("self")
        if expression is None and isinstance(subject, FilterExpression):
            expression = subject
        if isinstance(subject, Node) and getattr(subject, "origin", None):
            return expression, str(subject.origin.name)
    return expression, UNKNOWN_SOURCE


def has_default(expression: FilterExpression | None) -> bool:
    return expression is not None and any(
        function in MAY_BE_ABSENT for function, _arguments in expression.filters
    )


class StringIfUndefined(str):
    """What Django takes for the text to show where a variable does not resolve."""

    __slots__ = ()

    def __bool__(self) -> bool:
        expression, file = asking()
        return Path(file).is_relative_to(OURS) and not has_default(expression)

    def __contains__(self, part: object) -> bool:
        return part == "%s"

    def __mod__(self, variable: Any) -> str:
        _expression, file = asking()
        raise UndefinedVariableError(f"{variable} is not defined in {file}")
