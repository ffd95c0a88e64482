"""The minute as a tagged PDF (PDF/UA-1). Its words go in as data, never into the source."""

import json
from dataclasses import asdict
from pathlib import Path

import typst
from django.conf import settings

from steps.reviews.minute import Minute
from steps.reviews.outline import outline

SOURCE = Path(settings.BASE_DIR) / "templates" / "steps" / "reviews" / "minute.typ"


def minute_pdf(minute: Minute, *, title: str) -> bytes:
    data = {
        "title": title,
        "organisation": minute.organisation,
        "language": settings.LANGUAGE_CODE,
        "parts": [asdict(part) for part in outline(minute)],
    }
    pdf: bytes = typst.compile(
        str(SOURCE),
        format="pdf",
        pdf_standards=["ua-1"],
        sys_inputs={"minute": json.dumps(data)},
        ignore_system_fonts=True,
    )
    return pdf
