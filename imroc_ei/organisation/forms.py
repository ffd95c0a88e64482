import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from imroc_ei.forms.editing import EditForm
from imroc_ei.forms.widgets import CheckboxCards, RadioCards
from imroc_ei.forms.words import LineField, WordsField
from imroc_ei.organisation import actions
from imroc_ei.organisation.enums import Nation, Room
from imroc_ei.organisation.opening import missing_to_open

LONGEST_TEXT = 5000


def lines(text: str) -> str:
    """Return the text without empty lines and without space around each."""
    return "\n".join(line for line in map(str.strip, text.splitlines()) if line)


class OrganisationForm(EditForm):
    """Who the organisation is, whom people can turn to, and how its site works."""

    edited = (
        "name",
        "site_name",
        "contact_email",
        "contact_phone",
        "contact_address",
        "external_bodies",
        "nation",
        "quiet_after_days",
        "backups_kept_days",
        "send_at",
        "rooms",
    )
    name = LineField(
        label=_("Name of the organisation"),
        help_text=_("As you write it, for example ImROC."),
        longest=120,
        error_messages={"required": _("Write the name of the organisation.")},
    )
    site_name = LineField(
        label=_("Name of this site"),
        help_text=_("Stands at the top of every page."),
        longest=120,
        error_messages={"required": _("Write a name for this site.")},
    )
    contact_email = forms.EmailField(
        label=_("E-mail address for people to write to"),
        required=False,
        error_messages={"invalid": _("Write an e-mail address, like name@example.org.")},
    )
    contact_phone = LineField(label=_("Telephone"), longest=40, required=False)
    contact_address = WordsField(
        label=_("Postal address"),
        longest=LONGEST_TEXT,
        required=False,
        rows=4,
    )
    external_bodies = WordsField(
        label=_("Where else people can go"),
        help_text=_("Organisations outside this one that people can turn to, one a line."),
        longest=LONGEST_TEXT,
        required=False,
        rows=4,
    )
    nation = forms.ChoiceField(
        label=_("Whose bank holidays count"),
        help_text=_("Working days are counted without them."),
        choices=Nation.choices,
        widget=RadioCards,
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Choose a nation.")),
    )
    quiet_after_days = forms.IntegerField(
        label=_("A statement has gone quiet after"),
        help_text=_("In days without anything shared about it, from 7 to 730."),
        min_value=7,
        max_value=730,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "w-short"}),
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"),
            _("Write a number of days from 7 to 730."),
        ),
    )
    backups_kept_days = forms.IntegerField(
        label=_("Backups of this site are kept for"),
        help_text=_(
            "In days, from 1 to 400. Ask whoever looks after the server: the privacy page says it, "
            "because what is deleted here is in older backups until then."
        ),
        min_value=1,
        max_value=400,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "w-short"}),
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"),
            _("Write a number of days from 1 to 400."),
        ),
    )
    send_at = forms.TimeField(
        label=_("Send reminders at"),
        help_text=_("The time of day, for example 08:00."),
        input_formats=["%H:%M", "%H.%M", "%H:%M:%S"],
        widget=forms.TimeInput(format="%H:%M", attrs={"class": "w-short"}),
        error_messages=dict.fromkeys(
            ("required", "invalid"), _("Write a time of day, like 08:00 or 17:30.")
        ),
    )
    rooms = forms.MultipleChoiceField(
        label=_("Rooms that are open"),
        help_text=_("What is not ticked is not in the navigation."),
        choices=Room.choices,
        widget=CheckboxCards,
        required=False,
        error_messages={"invalid_choice": _("Choose rooms from the list.")},
    )

    def clean_contact_phone(self) -> str:
        """Numbers are written in many ways: digits, spaces and the signs between them."""
        phone: str = self.cleaned_data["contact_phone"].strip()
        if phone and not re.search(r"[0-9]", phone):
            raise forms.ValidationError(_("Write a telephone number, like 020 7946 0000."))
        return phone

    def clean_contact_address(self) -> str:
        return lines(self.cleaned_data["contact_address"])

    def clean_external_bodies(self) -> str:
        return lines(self.cleaned_data["external_bodies"])

    def clean_rooms(self) -> list[str]:
        rooms: list[str] = self.cleaned_data["rooms"]
        missing = missing_to_open(rooms, already=self.row.rooms)
        if missing:
            raise forms.ValidationError(missing)
        return rooms

    def carry_out(self, *, by: Any) -> bool:
        return actions.describe_organisation(by=by, **self.cleaned_data)
