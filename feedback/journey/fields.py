"""The controls of the journey: each may stay empty, and each says what is wrong in its version."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import validate_email

from feedback.journey.versions import Version
from feedback.journey.wording import Text
from feedback.told import LONGEST_ANSWER
from imroc_ei.forms.widgets import CheckboxCards, RadioCards
from imroc_ei.uploads.files import CheckedFile, checked, clean_name

KEPT_CONTROLS = "\n\r\t"
LONGEST_LINE = 500
MOST_FILES = 10


class Typed(forms.CharField):
    """Words as they were typed, without the control characters that no keyboard makes."""

    def __init__(self, *, longest: int = LONGEST_ANSWER, rows: int = 8, **kwargs: Any) -> None:
        widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
        super().__init__(required=False, widget=widget, **kwargs)
        self.validators = []
        self.longest = longest
        self.too_long: Text = ""

    def speak(self, version: Version) -> None:
        self.too_long = version.problems["too_long"]

    def to_python(self, value: Any) -> str:
        typed = "" if value is None else str(value)
        kept = (
            sign
            for sign in typed
            if unicodedata.category(sign) not in ("Cc", "Cs") or sign in KEPT_CONTROLS
        )
        return "".join(kept).strip()

    def validate(self, value: str) -> None:
        super().validate(value)
        if len(value) > self.longest:
            numbers = {"limit": f"{self.longest:,}", "length": f"{len(value):,}"}
            raise ValidationError(self.too_long % numbers, code="too_long")


class Cards(RadioCards):
    """Nothing is chosen until somebody chooses, also where a choice says nothing."""

    def format_value(self, value: Any) -> list[str]:
        return [] if value is None else super().format_value(value)


class OneOf(forms.ChoiceField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, widget=Cards, **kwargs)

    def speak(self, version: Version) -> None:
        self.error_messages["invalid_choice"] = str(version.problems["choice"])

    def valid_value(self, value: Any) -> bool:
        return value == "" or super().valid_value(value)


class AnyOf(forms.MultipleChoiceField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, widget=CheckboxCards, **kwargs)

    def speak(self, version: Version) -> None:
        self.error_messages["invalid_choice"] = str(version.problems["choice"])


class SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files up to a bound, each checked; what is wrong is said file by file."""

    def __init__(self, *, version: Version, **kwargs: Any) -> None:
        super().__init__(required=False, widget=SeveralFiles, **kwargs)
        self.version = version

    def clean(self, data: Any, initial: Any = None) -> list[CheckedFile]:
        files = [file for file in (data or []) if file]
        if len(files) > MOST_FILES:
            words = self.version.problems["file_count"] % {"count": MOST_FILES}
            raise ValidationError(str(words), code="file_count")
        return each_checked(files, self.version)


def each_checked(files: Iterable[UploadedFile[bytes]], version: Version) -> list[CheckedFile]:
    taken, problems = [], []
    for file in files:
        try:
            taken.append(checked(file))
        except ValidationError as refused:
            name = clean_name(file.name or "")
            words = version.wrong_files.get(refused.code or "", "%(name)s: %(why)s")
            problems += [words % {"name": name, "why": why} for why in refused.messages]
    if problems:
        raise ValidationError([ValidationError(problem) for problem in problems])
    return taken


def check_address(address: str, version: Version) -> None:
    try:
        validate_email(address)
    except ValidationError as refused:
        raise ValidationError(str(version.problems["email"]), code="email") from refused
