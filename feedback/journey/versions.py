"""The journey in its two versions: the same questions, each with words and addresses of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.urls import reverse

from feedback.journey.words import easy, standard

if TYPE_CHECKING:
    from feedback.journey.wording import Said, Text, Wording


@dataclass(frozen=True, kw_only=True)
class Version:
    """A way of saying it. `prefix` begins the names of its addresses, `folder` holds its pages."""

    name: str
    prefix: str
    folder: str
    words: Mapping[str, Wording] = field(repr=False)
    problems: Mapping[str, Text] = field(repr=False)
    reach: Mapping[str, Text] = field(repr=False)
    not_this: Text = field(repr=False)
    files: Said = field(repr=False)
    wrong_files: Mapping[str, Text] = field(repr=False)

    @property
    def is_easy(self) -> bool:
        return self.name == "easy"

    @property
    def start(self) -> str:
        return reverse(self.prefix)

    @property
    def check(self) -> str:
        return reverse(f"{self.prefix}_check")

    @property
    def sent(self) -> str:
        return reverse(f"{self.prefix}_sent")

    def question(self, slug: str) -> str:
        return reverse(f"{self.prefix}_question", args=[slug])

    def page(self, name: str) -> str:
        """Return the template of a page in these words."""
        return f"feedback/journey/{self.folder}{name}.html"


STANDARD = Version(
    name="standard",
    prefix="feedback",
    folder="",
    words=standard.WORDS,
    problems=standard.PROBLEMS,
    reach=standard.REACH,
    not_this=standard.NOT_THIS,
    files=standard.FILES,
    wrong_files=standard.WRONG_FILES,
)
EASY = Version(
    name="easy",
    prefix="feedback_easy",
    folder="easy/",
    words=easy.WORDS,
    problems=easy.PROBLEMS,
    reach=easy.REACH,
    not_this=easy.NOT_THIS,
    files=easy.FILES,
    wrong_files=easy.WRONG_FILES,
)


def other(version: Version) -> Version:
    return STANDARD if version.is_easy else EASY
