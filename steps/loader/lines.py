"""Where things stand in a TOML text: the parser forgets lines, and a refusal has to name one."""

import re

Place = tuple[str | int, ...]

HEADER = re.compile(r"\s*(\[\[?)\s*([^\[\]]+?)\s*\]\]?\s*(?:#.*)?$")
KEY = re.compile(r"\s*(?:\"([^\"]*)\"|'([^']*)'|([A-Za-z0-9_-]+))\s*=")
LONG_QUOTES = re.compile(r'"""|\'\'\'')


class Lines:
    """Finds the line (from 1) of a table, of a key in it, or of a word in that key's value."""

    def __init__(self, text: str) -> None:
        self._lines = text.splitlines()
        self._found: dict[Place, int] = {}
        self._counts: dict[Place, int] = {}
        self._read()

    def of(self, place: Place, key: str | None = None, word: str | None = None) -> int:
        """Return the line of the most exact thing that can be found of those asked for."""
        start = self._of_table(place)
        if key is None:
            return start
        found = self._found.get((*place, key), self._found.get((*place, key, 0)))
        if found is None:
            return start
        return self._of_word(found, word) if word else found

    def _of_table(self, place: Place) -> int:
        """The line of a table; for one written inline, that of the table around it."""
        while place:
            if place in self._found:
                return self._found[place]
            place = place[:-1]
        return 1

    def _of_word(self, start: int, word: str) -> int:
        quoted = re.compile(rf"[\"']{re.escape(word)}[\"']")
        for number, line in enumerate(self._lines[start - 1 :], start):
            if number > start and (HEADER.match(line) or KEY.match(line)):
                break
            if quoted.search(line):
                return number
        return start

    def _read(self) -> None:
        table: Place = ()
        quotes = ""
        for number, line in enumerate(self._lines, 1):
            if not quotes:
                table = self._note(number, line, table)
            quotes = _open_quotes(line, quotes)

    def _note(self, number: int, line: str, table: Place) -> Place:
        header, key = HEADER.match(line), KEY.match(line)
        if header:
            table = self._enter(header[2].split("."), repeated=header[1] == "[[")
            self._found.setdefault(table, number)
        elif key:
            self._found.setdefault((*table, next(filter(None, key.groups()), "")), number)
        return table

    def _enter(self, names: list[str], *, repeated: bool) -> Place:
        place: Place = ()
        for depth, name in enumerate(names, 1):
            place = (*place, name.strip(" \t\"'"))
            if depth == len(names) and repeated:
                self._counts[place] = self._counts.get(place, -1) + 1
            if place in self._counts:
                place = (*place, self._counts[place])
        return place


def _open_quotes(line: str, quotes: str) -> str:
    """Return the long quotes that are still open after `line`, if any."""
    for mark in LONG_QUOTES.findall(line):
        if not quotes:
            quotes = mark
        elif mark == quotes:
            quotes = ""
    return quotes
