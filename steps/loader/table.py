"""One table of a plan file, read key by key; what is wrong is noted with its line."""

import re
from collections.abc import Sequence
from typing import Any, TypeVar

from django.db.models import TextChoices

from aims.text import one_line, tidy
from steps.loader.errors import Problem
from steps.loader.lines import Lines, Place

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
# Tabulator and line break are white space; no other control character belongs in a text.
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")

Choice = TypeVar("Choice", bound=TextChoices)


class Table:
    """Asks for each key by what it has to be; `finish` says which keys nobody asked for."""

    def __init__(
        self, data: dict[str, Any], lines: Lines, problems: list[Problem], place: Place = ()
    ) -> None:
        self._data = data
        self._lines = lines
        self._problems = problems
        self._place = place
        self._known: set[str] = set()

    def line(self, key: str | None = None, word: str | None = None) -> int:
        """Return the line of this table, of a key in it, or of a word in the key's value."""
        return self._lines.of(self._place, key, word)

    def refuse(self, reason: str, key: str | None = None) -> None:
        self._problems.append(Problem(self.line(key), reason))

    def text(self, key: str, *, longest: int = 5000) -> str:
        """Return a text in one line."""
        return self._checked(key, one_line(self._text(key)), longest)

    def long_text(self, key: str, *, longest: int = 20_000) -> str:
        """Return a text with its paragraphs and lists."""
        return self._checked(key, tidy(self._text(key)), longest)

    def slug(self, key: str, *, longest: int = 80, needed: bool = True) -> str:
        if not needed and key not in self._data:
            self._known.add(key)
            return ""
        value = self.text(key, longest=longest)
        if value and not SLUG.fullmatch(value):
            self.refuse(
                f"“{key}” has to be small letters, figures and single hyphens, "
                "as in “online-library”.",
                key,
            )
        return value

    def number(self, key: str, *, least: int, most: int, default: int | None = None) -> int:
        value = self._take(key, default)
        # TOML's true and false arrive as numbers of Python.
        if not isinstance(value, int) or isinstance(value, bool):
            if value is not None:
                self.refuse(f"“{key}” has to be a whole number, written without quotes.", key)
            return least
        if not least <= value <= most:
            wanted = f"a number from {least} to {most}" if least < most else str(least)
            self.refuse(f"“{key}” has to be {wanted}.", key)
        return value

    def choice(self, key: str, choices: Sequence[Choice]) -> Choice:
        """Return one of `choices`; the first where the key is absent."""
        value = self._take(key, choices[0].value)
        for choice in choices:
            if choice.value == value:
                return choice
        named = " or ".join(f"“{choice.value}”" for choice in choices)
        self.refuse(f"“{key}” has to be {named}.", key)
        return choices[0]

    def slugs(self, key: str) -> tuple[str, ...]:
        value = self._take(key)
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            if value is not None:
                self.refuse(f"“{key}” has to be a list of slugs in quotes.", key)
            return ()
        if not value:
            self.refuse(f"“{key}” is empty.", key)
        return tuple(value)

    def table(self, key: str) -> "Table":
        """Return the one table `[key]`."""
        value = self._take(key)
        if not isinstance(value, dict):
            if value is not None:
                self.refuse(f"“{key}” has to be one table: [{key}].", key)
            value = {}
        return self._inner(value, key)

    def tables(self, key: str, *, needed: bool = True) -> "list[Table]":
        """Return the tables `[[key]]`, in their order."""
        value = self._take(key, None if needed else [])
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            if value is not None:
                self.refuse(f"“{key}” has to be written as [[{self._heading(key)}]].", key)
            return []
        return [self._inner(item, key, number) for number, item in enumerate(value)]

    def has_no(self, key: str, reason: str) -> None:
        """Refuse the key with a reason of its own, where it is there."""
        if self._data.pop(key, None) is not None:
            self.refuse(reason, key)

    def finish(self) -> None:
        """Refuse every key that nobody asked for."""
        known = ", ".join(sorted(self._known))
        for key in self._data:
            if key not in self._known:
                self.refuse(f"“{key}” is not a key that belongs here. These are: {known}.", key)

    def _inner(self, value: dict[str, Any], *place: str | int) -> "Table":
        return Table(value, self._lines, self._problems, (*self._place, *place))

    def _heading(self, key: str) -> str:
        return ".".join([*(part for part in self._place if isinstance(part, str)), key])

    def _take(self, key: str, default: Any = None) -> Any:
        self._known.add(key)
        if key not in self._data and default is None:
            self.refuse(f"“{key}” is missing.")
        return self._data.get(key, default)

    def _text(self, key: str) -> str:
        value = self._take(key)
        if isinstance(value, str):
            if value.strip() == "":
                self.refuse(f"“{key}” is empty.", key)
            return value
        if value is not None:
            self.refuse(f"“{key}” has to be text in quotes.", key)
        return ""

    def _checked(self, key: str, value: str, longest: int) -> str:
        if len(value) > longest:
            self.refuse(f"“{key}” is {len(value)} characters long; {longest} fit.", key)
        if CONTROL.search(value):
            self.refuse(f"“{key}” has a control character in it.", key)
        return value
