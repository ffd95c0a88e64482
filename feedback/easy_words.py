"""What holds of every text in easy words that people write here: its sentences are short."""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

MOST_WORDS = 12
SENTENCE_ENDS = re.compile(r"(?<=[.!?:])\s+")
HINT = _("One idea a line, and at most 12 words a sentence.")


def sentences_of(text: str) -> list[str]:
    """Return the sentences of a text; where a line ends, a sentence does."""
    parts = (part for line in text.splitlines() for part in SENTENCE_ENDS.split(line))
    return [part.strip(" #*-") for part in parts]


def with_short_sentences(text: str) -> str:
    """Return the text as it is. Raises ValidationError, which names a sentence that is long."""
    long = [words for words in sentences_of(text) if len(words.split()) > MOST_WORDS]
    if long:
        raise ValidationError(
            gettext("“%(sentence)s” has %(count)d words. Make it two sentences of 12 or fewer.")
            % {"sentence": long[0], "count": len(long[0].split())}
        )
    return text
