from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from imroc_ei.forms.dates import DayField
from imroc_ei.forms.fields import field_of
from imroc_ei.forms.widgets import CheckboxCards, RadioCards
from imroc_ei.people.account_forms import EMAIL, EMAIL_WRONG, NEW_PASSWORD_HINT
from imroc_ei.people.models import TeamTerm, User
from imroc_ei.people.queries import people_present
from imroc_ei.people.roles import ROLES, RoleName

NAME_MISSING = _("Enter the name you go by.")
LONGEST_NAME = User._meta.get_field("name").max_length
LONGEST_PRONOUNS = User._meta.get_field("pronouns").max_length
LONGEST_TEAM_ROLE = TeamTerm._meta.get_field("role").max_length

ROLE_CHOICES = [(role.name.value, role.label) for role in ROLES.values()]
ROLE_HINTS = {role.name.value: role.sentence for role in ROLES.values()}


# Every way in which a number of days can be wrong, which are one to whoever types it.
WRONG_NUMBER = (
    "invalid",
    "min_value",
    "max_value",
    "max_digits",
    "max_decimal_places",
    "max_whole_digits",
)


def name_field() -> forms.CharField:
    return forms.CharField(
        label=_("Name"),
        help_text=_("The name you go by. Other consultants see it beside what you share."),
        max_length=LONGEST_NAME,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={
            "required": NAME_MISSING,
            "max_length": _("Keep the name to %(limit_value)d characters"),
        },
    )


def pronouns_field() -> forms.CharField:
    return forms.CharField(
        label=_("Pronouns"),
        help_text=_("In your own words, for example she/they."),
        required=False,
        max_length=LONGEST_PRONOUNS,
        error_messages={"max_length": _("Keep the pronouns to %(limit_value)d characters")},
    )


class InviteForm(forms.Form):
    email = forms.EmailField(
        label=EMAIL,
        help_text=_("We send the invitation there. The link in it works once, for two weeks."),
        error_messages={
            "required": _("Enter the address of the person you invite."),
            "invalid": EMAIL_WRONG,
            "max_length": EMAIL_WRONG,
        },
    )
    roles = forms.TypedMultipleChoiceField(
        label=_("Roles"),
        choices=ROLE_CHOICES,
        coerce=RoleName,
        initial=[RoleName.CONSULTANT.value],
        widget=CheckboxCards(hints=ROLE_HINTS),
        error_messages={
            "required": _("Choose at least one role."),
            "invalid_choice": _("Choose from the roles in the list."),
        },
    )


class AcceptForm(forms.Form):
    name = name_field()
    pronouns = pronouns_field()
    password = forms.CharField(
        label=_("Password"),
        help_text=_(
            "You need none: we can send you a code each time you sign in. If you want one: %(hint)s"
        )
        % {"hint": NEW_PASSWORD_HINT},
        required=False,
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"max_length": _("Keep the password to %(limit_value)d characters")},
    )

    def __init__(self, *args: Any, email: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        if password:
            person = User(email=self.email, name=self.cleaned_data.get("name", ""))
            validate_password(password, person)
        return password


if TYPE_CHECKING:
    ModelChoiceField = forms.ModelChoiceField[User]
else:
    ModelChoiceField = forms.ModelChoiceField


class PersonChoice(ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.display_name} ({obj.pronouns})" if obj.pronouns else obj.display_name


def person_field() -> PersonChoice:
    return PersonChoice(
        label=_("Person"),
        queryset=User.objects.none(),
        empty_label=_("Choose somebody"),
        error_messages={
            "required": _("Choose a person."),
            "invalid_choice": _("Choose a person from the list."),
        },
    )


class GiveRoleForm(forms.Form):
    person = person_field()
    role = forms.TypedChoiceField(
        label=_("Role"),
        choices=ROLE_CHOICES,
        coerce=RoleName,
        widget=RadioCards(hints=ROLE_HINTS),
        error_messages={
            "required": _("Choose a role."),
            "invalid_choice": _("Choose from the roles in the list."),
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field_of(self, "person", forms.ModelChoiceField).queryset = people_present()


class TermForm(forms.Form):
    person = person_field()
    role = forms.CharField(
        label=_("Role in the team"),
        help_text=_("For example “Team lead”, or “Member, looking after training”."),
        max_length=LONGEST_TEAM_ROLE,
        error_messages={
            "required": _("Enter the role in the team."),
            "max_length": _("Keep the role to %(limit_value)d characters"),
        },
    )
    starts_on = DayField(label=_("From"))
    ends_on = DayField(label=_("Until"), required=False)
    days_a_month = forms.DecimalField(
        label=_("Days a month agreed"),
        help_text=_("For example 2 or 1.5."),
        required=False,
        min_value=0,
        max_value=31,
        max_digits=4,
        decimal_places=1,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "w-short"}),
        error_messages={
            key: _("Enter a number of days from 0 to 31, for example 1.5.") for key in WRONG_NUMBER
        },
    )
    paid = forms.TypedChoiceField(
        label=_("Is the time paid?"),
        help_text=_("Only leads, owners and the person see the answer."),
        required=False,
        choices=[("yes", _("Yes")), ("no", _("No")), ("", _("Not said"))],
        coerce=lambda value: value == "yes",
        empty_value=None,
        widget=RadioCards(attrs={"class": "inline"}),
        error_messages={"invalid_choice": _("Choose yes, no or not said.")},
    )

    def __init__(self, *args: Any, term: TeamTerm | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = people_present()
        if term:
            people = people.filter(pk=term.person_id)
        field_of(self, "person", forms.ModelChoiceField).queryset = people

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        starts_on, ends_on = values.get("starts_on"), values.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", _("The end cannot be before the beginning"))
        return values


class PreferencesForm(forms.Form):
    name = name_field()
    pronouns = pronouns_field()
    show_name = forms.BooleanField(
        label=_("Show my name to anyone on the team page"),
        required=False,
    )

    def __init__(self, *args: Any, in_team: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not in_team:
            del self.fields["show_name"]


class ConfirmForm(forms.Form):
    """A button that asks nothing; what it may not do is said above it."""


def show_refusal(form: forms.Form, refused: ValidationError) -> None:
    """Put the words of a refusal where they belong: at a field, or above them all."""
    fields = getattr(refused, "error_dict", {})
    if fields and all(name in form.fields for name in fields):
        form.add_error(None, refused)
    else:
        form.add_error(None, ValidationError(refused.messages))
