"""Finds every text that somebody may read in the templates and in the code."""

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from tests.look.colours import ROOT

TEMPLATES = sorted(
    path for path in (ROOT / "templates").rglob("*") if path.suffix in (".html", ".txt")
)
CODE = sorted(
    path
    for folder in ("imroc_ei", "aims", "steps", "library", "feedback")
    for path in (ROOT / folder).rglob("*.py")
    if "migrations" not in path.parts
)
COMMENT = re.compile(r"\{#.*?#\}|\{%\s*comment\b.*?endcomment\s*%\}", re.DOTALL)
BLOCK = re.compile(r"\{%\s*blocktrans(?:late)?\b.*?endblocktrans(?:late)?\s*%\}", re.DOTALL)
TRANSLATED = re.compile(r"\{%\s*trans(?:late)?\s+([\"'])(.*?)\1", re.DOTALL)
ATTRIBUTES = re.compile(
    r"\{%\s*block \w+_(?:class|attributes)\s*%\}.*?\{%\s*endblock\s*%\}", re.DOTALL
)
TAG = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
READ_ALOUD = ("alt", "title", "aria-label", "placeholder", "summary")
TRANSLATORS = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext"}


class TextParser(HTMLParser):
    """Collects what is shown or read aloud, and leaves out styles."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.hidden = False

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.hidden = tag in ("style", "script")
        self.texts += [value for name, value in attributes if name in READ_ALOUD and value]

    def handle_endtag(self, tag: str) -> None:
        self.hidden = False

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.texts.append(data)


def shown(source: str) -> list[str]:
    parser = TextParser()
    parser.feed(source)
    parser.close()
    return [text for text in parser.texts if re.search(r"[A-Za-z]{2}", text)]


def untranslated(path: Path) -> list[str]:
    """Return the words of a template that no translation tag holds."""
    source = COMMENT.sub("", path.read_text())
    source = TAG.sub("", BLOCK.sub("", ATTRIBUTES.sub("", source)))
    return [" ".join(text.split()) for text in shown(source)]


def words_of_template(path: Path) -> str:
    """Return what a template can show: its translated texts, and what stands between tags."""
    source = COMMENT.sub("", path.read_text())
    translated = [text for _quote, text in TRANSLATED.findall(source)]
    return "\n".join([*translated, *shown(TAG.sub(" ", source))])


def texts_of_module(path: Path) -> Iterator[str]:
    """Yield the strings that a module hands to gettext."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call) and called(node) in TRANSLATORS:
            yield from (
                argument.value
                for argument in node.args
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
            )


def called(node: ast.Call) -> str:
    if isinstance(node.func, ast.Name):
        return node.func.id
    return node.func.attr if isinstance(node.func, ast.Attribute) else ""
