"""The text that an owner can begin from. It comes with the product and holds nowhere by itself."""

from functools import cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "procedures"


@cache
def shipped_text() -> str:
    return (FOLDER / "start.md").read_text(encoding="utf-8").strip()


@cache
def shipped_easy_text() -> str:
    return (FOLDER / "start-easy.md").read_text(encoding="utf-8").strip()
