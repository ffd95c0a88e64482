"""The compiled catalogue is the one that is written, and is what people read."""

import gettext
from pathlib import Path

import pytest
from django import forms

from tests.look.colours import ROOT

FOLDER = ROOT / "imroc_ei" / "locale" / "en_GB" / "LC_MESSAGES"


def written(path: Path) -> dict[str, str]:
    """Return the plain messages of a catalogue, each with our words for it."""
    messages = {}
    for block in path.read_text().split("\n\n"):
        lines = dict(line.split(" ", 1) for line in block.splitlines() if line.startswith("msg"))
        if "msgstr" in lines and lines["msgid"] != '""':
            messages[lines["msgid"].strip('"')] = lines["msgstr"].strip('"')
    return messages


def test_compiled_catalogue_says_what_is_written() -> None:
    with (FOLDER / "django.mo").open("rb") as compiled:
        catalogue = gettext.GNUTranslations(compiled)
    messages = written(FOLDER / "django.po")
    assert {message: catalogue.gettext(message) for message in messages} == messages


class Sample(forms.Form):
    name = forms.CharField(max_length=3)
    email = forms.EmailField()
    number = forms.IntegerField(max_value=5)


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("name", "", "Fill this in"),
        ("name", "long", "Shorten this to 3 characters; it has 4"),
        ("email", "a", "Write the e-mail address in full, such as name@example.org"),
        ("number", "x", "Write a whole number, such as 12"),
        ("number", "6", "Write a number up to 5"),
    ],
)
def test_message_of_a_field_is_in_our_words(field: str, typed: str, words: str) -> None:
    assert Sample({field: typed}).errors[field] == [words]
