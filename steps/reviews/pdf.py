"""The minute as a tagged PDF (PDF/UA-1). Its words go in as data, never into the source."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import asdict
from pathlib import Path

import typst
from django.conf import settings

from steps.reviews.minute import Minute
from steps.reviews.outline import outline

SOURCE = Path(settings.BASE_DIR) / "templates" / "steps" / "reviews" / "minute.typ"
# PDF/UA allows no sign that no font can show: what this machine has none for is replaced.
REPLACEMENT = "[?]"
NOT_SHOWN = re.compile(r'the text `"(.+?)"` could not be displayed', re.DOTALL)
MOST_TRIES = 30


def minute_pdf(minute: Minute, *, title: str) -> bytes:
    data = {
        "title": title,
        "organisation": minute.organisation,
        "language": settings.LANGUAGE_CODE,
        "closed_on": minute.closed_on.isoformat() if minute.closed_on else "",
        "parts": [asdict(part) for part in outline(minute)],
    }
    words = json.dumps(data, ensure_ascii=False)
    for _attempt in range(MOST_TRIES):
        try:
            return _compiled(words)
        except typst.TypstError as error:
            missing = NOT_SHOWN.search(str(error))
            if missing is None:
                raise
            words = _without(words, missing[1])
    return _compiled("".join(sign if ord(sign) < 256 else REPLACEMENT for sign in words))


def _compiled(words: str) -> bytes:
    pdf: bytes = typst.compile(
        str(SOURCE), format="pdf", pdf_standards=["ua-1"], sys_inputs={"minute": words}
    )
    return pdf


def _without(words: str, missing: str) -> str:
    """Replace the signs of the scripts that could not be shown, the whole script at once."""
    scripts = {_script(sign) for sign in missing if ord(sign) > 127}
    return "".join(
        REPLACEMENT if ord(sign) > 127 and _script(sign) in scripts else sign for sign in words
    )


def _script(sign: str) -> str:
    category = unicodedata.category(sign)
    return unicodedata.name(sign, category).split()[0] if category.startswith("L") else category
