"""A table of past entries: sent once, looked at, and then stored from the page itself."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from imroc_ei.people.models import User
from steps.activity.imports.columns import COLUMNS, Column
from steps.activity.imports.reading import (
    LARGEST_FILE,
    TOO_LARGE,
    RawRow,
    columns_left_out,
    rows_of,
)

SALT = "steps.import"
HOURS_KEPT = 12
Rows = list[tuple[int, RawRow]]


class ImportForm(forms.Form):
    """The file as it comes from a spreadsheet; `columns` are those that it has."""

    columns: tuple[Column, ...] = COLUMNS
    file = forms.FileField(
        label=_("Your filled-in table"),
        help_text=_("A CSV file of up to 2,000 rows and 2\u00a0MB."),
        error_messages={
            "required": _("Choose the file."),
            "empty": _("This file is empty. Fill in the template and send that."),
        },
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv,text/plain"}),
    )

    def clean_file(self) -> Rows:
        file = self.cleaned_data["file"]
        if file.size > LARGEST_FILE:
            raise ValidationError(TOO_LARGE)
        content = file.read()
        rows = rows_of(content, self.columns)
        self.left_out = columns_left_out(content, self.columns)
        return rows


class ConfirmForm(forms.Form):
    """The rows again, signed, so that nothing has to be kept between the two pages."""

    rows = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_rows(self) -> Rows:
        try:
            kept = signing.loads(self.cleaned_data["rows"], salt=SALT, max_age=HOURS_KEPT * 60 * 60)
        except signing.BadSignature as changed:
            raise ValidationError(_("This page is out of date. Send the file again.")) from changed
        if kept["person"] != self.person.public_id:
            raise ValidationError(_("This page is out of date. Send the file again."))
        return [(number, row) for number, row in kept["rows"]]


def signed(rows: Rows, *, person: User) -> str:
    return signing.dumps({"person": person.public_id, "rows": rows}, salt=SALT, compress=True)
