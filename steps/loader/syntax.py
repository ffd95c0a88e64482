"""The TOML parser's messages in plain words."""

import re

from steps.loader.errors import Problem

PLAIN = {
    "Cannot declare": "This table stands in the file twice.",
    "Cannot overwrite a value": "This key stands in its table twice.",
    "Cannot mutate": "This adds to a table or list that is already finished.",
    "Cannot redefine": "This adds to a table or list that is already finished.",
    "Duplicate inline": "This key stands in its table twice.",
    "Escaped character": "This text has an escape that stands for no character.",
    "Unescaped '\\'": "A backslash in a text is written twice: \\\\.",
    "Expected '='": "After a key comes an equals sign, then its value.",
    "Expected ']": "The heading of a table is not closed: [vision] or [[step]].",
    "Expected newline": "Something follows where the line has to end.",
    "Illegal character": "A text has a character that cannot stand in it, or is not closed.",
    "Found invalid character": "There is a character that cannot stand here.",
    "Unclosed": "A list or table that is opened is not closed.",
    "Unterminated": "A text that is opened is not closed.",
    "Expected": "A text that is opened is not closed.",
}
OTHERWISE = "This line cannot be read: it is not written as TOML."
AT = re.compile(r"\(at line (\d+), column \d+\)$")


def syntax_problem(error: ValueError, text: str) -> Problem:
    """Return what the parser met, with its line; at the end of the file, the last line."""
    message = str(error)
    at = AT.search(message)
    line = int(at[1]) if at else text.rstrip("\n").count("\n") + 1
    reason = next((plain for start, plain in PLAIN.items() if message.startswith(start)), OTHERWISE)
    return Problem(line, reason)
