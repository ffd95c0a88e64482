"""Text as people paste it, and how long it may be."""

import pytest
from django import forms
from django.core.exceptions import ValidationError

from imroc_ei.forms.words import TOO_LONG_BESIDE_A_FILE, LineField, WordsField


@pytest.mark.parametrize("kind", [WordsField, LineField])
def test_limit_says_how_long_it_is_and_may_be(kind: type[WordsField | LineField]) -> None:
    field = kind(longest=1000)
    assert field.clean("w" * 1000) == "w" * 1000
    with pytest.raises(ValidationError) as refused:
        field.clean("w" * 1001)
    assert refused.value.messages == ["This has 1,001 characters, and there is room for 1,000."]


def test_limit_may_say_what_else_to_do() -> None:
    field = WordsField(longest=3, error_messages={"longest": TOO_LONG_BESIDE_A_FILE})
    with pytest.raises(ValidationError, match="Shorten it, or add the rest as a file"):
        field.clean("four")


@pytest.mark.parametrize("kind", [WordsField, LineField])
def test_browser_cuts_nothing_off(kind: type[WordsField | LineField]) -> None:
    class Form(forms.Form):
        words = kind(longest=3)

    assert "maxlength" not in str(Form()["words"])


@pytest.mark.parametrize(("field", "kept"), [(WordsField(), "one\n two"), (LineField(), "one two")])
def test_what_cannot_be_seen_is_not_kept_and_not_counted(
    field: WordsField | LineField, kept: str
) -> None:
    assert field.clean(" one\x00\r\n two\x07 ") == kept
    field.longest = len(kept)
    assert field.clean(f"{kept} \x00\x00") == kept
