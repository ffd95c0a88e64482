"""Evidence of an entry: a written account, a link, a file; one of each at a time."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from imroc_ei.forms.words import TOO_LONG_BESIDE_A_FILE, LineField, WordsField
from imroc_ei.uploads.files import LARGEST_FILE, CheckedFileField, is_too_much
from steps.activity.evidence_actions import NewEvidence
from steps.enums import EvidenceKind, FromWhom

EVIDENCE_TEXT = ("account", "account_from", "link", "link_title", "link_from", "file_from")
WHOLE_ADDRESS = _("Write the whole address, like https://example.org/page.")
LONGEST_TITLE = 300
TURNING_SIGNS = re.compile(r"[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
TOO_MUCH = _("That was too much to send at once. Choose a file of up to 20 MB, or add a link.")


class WebAddressField(forms.URLField):
    default_validators = [URLValidator(schemes=["http", "https"], message=WHOLE_ADDRESS)]
    default_error_messages = {"invalid": WHOLE_ADDRESS}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(assume_scheme="https", **kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """No limit in the browser: it would cut an address short without a word."""
        attributes = super().widget_attrs(widget)
        attributes.pop("maxlength", None)
        return attributes

    def clean(self, value: Any) -> str:
        """Refuse what hides where an address leads: a name and a password before the host. Signs
        that turn the direction of writing round are taken out."""
        address: str = super().clean(TURNING_SIGNS.sub("", value or ""))
        if "@" in urlsplit(address).netloc:
            raise ValidationError(gettext("Leave out the name and password before the @."))
        return address


def whose(label: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=FromWhom, initial=FromWhom.TEAM, required=False)


class EvidenceFields(forms.Form):
    account = WordsField(
        label=_("What someone told us"),
        help_text=_("In their words or yours, without a name."),
        required=False,
        rows=3,
        error_messages={"longest": TOO_LONG_BESIDE_A_FILE},
    )
    account_from = whose(_("Whose account is it?"))
    link = WebAddressField(
        label=_("A link"),
        required=False,
        max_length=2000,
        error_messages={"max_length": _("This address is too long. Use a shorter one.")},
    )
    link_title = LineField(
        label=_("What the link leads to"),
        required=False,
        longest=LONGEST_TITLE,
    )
    link_from = whose(_("Who is the link from?"))
    file = CheckedFileField(
        label=_("A file"),
        help_text=_("PDF, picture, document, recording or film, up to 20 MB."),
        required=False,
        widget=forms.FileInput(attrs={"data-largest": LARGEST_FILE}),
    )
    file_from = whose(_("Who is the file from?"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("link_title") and not cleaned.get("link") and "link" not in self.errors:
            self.add_error("link", _("Write the address of the link as well."))
        return cleaned

    def new_evidence(self) -> list[NewEvidence]:
        """What was given, as far as it is in order."""
        given = self.cleaned_data
        team = FromWhom.TEAM.value
        found: list[NewEvidence] = []
        if given.get("account"):
            source = given.get("account_from") or team
            found.append(
                NewEvidence(kind=EvidenceKind.ACCOUNT, from_whom=source, text=given["account"])
            )
        if given.get("link"):
            source, title = given.get("link_from") or team, given.get("link_title", "")
            found.append(
                NewEvidence(kind=EvidenceKind.LINK, from_whom=source, url=given["link"], text=title)
            )
        return found + self.new_files()

    def new_files(self) -> list[NewEvidence]:
        file = self.cleaned_data.get("file")
        if not file:
            return []
        source = self.cleaned_data.get("file_from") or FromWhom.TEAM.value
        return [NewEvidence(kind=EvidenceKind.FILE, from_whom=source, file=file)]

    def refuse_if_too_much(self, request: Any) -> None:
        """Say so where the request was so large that its file was never read."""
        if is_too_much(request):
            self.add_error("file", TOO_MUCH)


class EvidenceForm(EvidenceFields):
    """Evidence added to an entry that is there already."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.errors and not self.new_evidence():
            self.add_error("account", _("Write an account, add a link or choose a file."))
        return cleaned
