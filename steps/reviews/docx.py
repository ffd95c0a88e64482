"""The minute as a Word file, with real headings and header rows."""

from io import BytesIO
from typing import Any

import docx
from django.conf import settings
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from steps.reviews.minute import Minute
from steps.reviews.outline import Part, outline


def minute_docx(minute: Minute, *, title: str) -> bytes:
    document = docx.Document()
    document.core_properties.title = title
    document.core_properties.author = minute.organisation
    document.core_properties.language = settings.LANGUAGE_CODE
    _in_english(document)
    document.add_heading(title, level=1)
    document.add_paragraph(minute.organisation)
    for part in outline(minute):
        _write(document, part)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _write(document: Any, part: Part) -> None:
    if part.heading:
        document.add_heading(part.heading, level=part.level + 1)
    elif part.pairs:
        for key, value in part.pairs:
            paragraph = document.add_paragraph()
            paragraph.add_run(key).bold = True
            paragraph.add_run("\n" + value)
    elif part.head:
        _table(document, part)
    else:
        document.add_paragraph(part.text)


def _table(document: Any, part: Part) -> None:
    table = document.add_table(rows=1, cols=len(part.head), style="Table Grid")
    for cell, words in zip(table.rows[0].cells, part.head, strict=True):
        cell.paragraphs[0].add_run(words).bold = True
    # Word reads the first row aloud as the heading of each cell below it.
    repeated = OxmlElement("w:tblHeader")
    repeated.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(repeated)
    for row in part.rows:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words


def _in_english(document: Any) -> None:
    """Say the language of the text, so that it is read aloud as what it is."""
    properties = document.styles.element.find(
        f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}/{qn('w:lang')}"
    )
    if properties is not None:
        properties.set(qn("w:val"), "en-GB")
