from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from feedback.door.follow_up.versions import Version
from feedback.told import LONGEST_ANSWER
from feedback.vault.codes import CodeTypoError
from imroc_ei.forms.words import WordsField
from imroc_ei.uploads.files import CheckedFile, checked, clean_name, is_too_much

MOST_FILES = 10


class Spoken(forms.Form):
    """A form whose labels, hints and problems come from a version of the pages."""

    def __init__(self, *args: Any, version: Version, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.version = version
        self.hide_optional = version.is_easy
        self.speak()

    def speak(self) -> None:
        for name, field in self.fields.items():
            field.label = str(self.version.fields.get(name, ""))
            field.help_text = str(self.version.fields.get(f"{name}-hint", ""))

    def bounded(self, name: str) -> str:
        """Return the words of a field, if there is room for them."""
        words: str = self.cleaned_data[name]
        if len(words) > LONGEST_ANSWER:
            length, limit = f"{len(words):,}", f"{LONGEST_ANSWER:,}"
            raise ValidationError(self.version.problem("too-long", length=length, limit=limit))
        return words


class CodeForm(Spoken):
    code = forms.CharField(
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "off", "class": "w-long"}
        ),
    )

    def speak(self) -> None:
        super().speak()
        self.fields["code"].error_messages["required"] = self.version.problem("no-code")

    def is_no_code(self, why: CodeTypoError) -> None:
        self.add_error("code", str(self.version.problems.get("typo") or why))

    def is_unknown(self) -> None:
        self.add_error("code", self.version.problem("unknown"))


class SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Files up to a number, each taken by what it is, with what is wrong said file by file."""

    widget = SeveralFiles

    def __init__(self, *, version: Version) -> None:
        super().__init__(required=False)
        self.version = version

    def clean(self, data: Any, initial: Any = None) -> list[CheckedFile]:
        chosen: list[UploadedFile[bytes]] = [file for file in data or [] if file]
        if len(chosen) > MOST_FILES:
            raise ValidationError(self.version.problem("too-many"))
        taken, refused = [], []
        for file in chosen:
            try:
                taken.append(checked(file))
            except ValidationError as problem:
                why = self.version.problems.get("file") or problem.messages[0]
                refused.append(ValidationError(f"{clean_name(file.name or '')}: {why}"))
        if refused:
            raise ValidationError(refused)
        return taken


class WriteForm(Spoken):
    """Words, files, or both. The key is made with the empty form: twice sent is once kept."""

    words = WordsField(required=False, rows=8, longest=10 * LONGEST_ANSWER)
    form_key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        initial = {"form_key": uuid.uuid4(), **kwargs.pop("initial", {})}
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["files"] = FilesField(version=self.version)
        self.speak()

    def clean_words(self) -> str:
        return self.bounded("words")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not cleaned["words"] and not cleaned["files"]:
            self.add_error("words", self.version.problem("nothing"))
        return cleaned

    def refuse_if_too_much(self, request: HttpRequest) -> None:
        """Say so where the request was so large that its files were never read."""
        if is_too_much(request):
            self.add_error("files", self.version.problem("too-large"))


class SecondLookForm(Spoken):
    why = WordsField(required=False, rows=6, longest=10 * LONGEST_ANSWER)

    def clean_why(self) -> str:
        return self.bounded("why")
