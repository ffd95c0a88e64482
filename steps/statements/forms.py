from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from aims.fields import HolderField
from aims.forms import ShortName, Statement, Why
from imroc_ei.forms.dates import DayField
from imroc_ei.forms.editing import EditForm
from imroc_ei.forms.widgets import RadioCards
from imroc_ei.forms.words import LineField
from imroc_ei.people.models import User
from steps.enums import StepState
from steps.models import Step
from steps.statements import actions

LONGEST_PAUSE_REASON = 300
LONGEST_NOTE = 400
ONGOING = "ongoing"


def interval() -> forms.IntegerField:
    """How often a statement is reviewed, in months."""
    rule = _("Write a number of months from 1 to 36.")
    return forms.IntegerField(
        label=_("Review every"),
        help_text=_("In months. After that its level says that it may be out of date."),
        min_value=1,
        max_value=36,
        initial=6,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "w-short"}),
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), rule),
    )


class StatementForm(EditForm):
    """The words of a statement, changed by an owner."""

    edited = ("statement", "short_name")
    statement = Statement(label=_("The statement"))
    short_name = ShortName(help_text=_("Ours, for places where the whole sentence is too long."))
    why = Why()

    def carry_out(self, *, by: Any) -> bool:
        return actions.reword_statement(by=by, step=self.row, **self.cleaned_data)


class CareForm(EditForm):
    """Who looks after a statement, how often it is reviewed, and whether work on it rests."""

    edited = ("held_by", "review_every", "paused_until", "paused_reason")
    held_by = HolderField(
        label=_("Held by"),
        help_text=_("The person who looks after it. They do not have to do it all."),
    )
    review_every = interval()
    work = forms.ChoiceField(
        label=_("Is work on it going on?"),
        choices=[
            (ONGOING, _("Yes, or it can start at any time")),
            (StepState.PAUSED, _("No, it is paused")),
        ],
        widget=RadioCards,
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), _("Choose whether work on it is going on.")
        ),
    )
    paused_until = DayField(
        label=_("If it is paused: look again on"),
        required=False,
    )
    paused_reason = LineField(
        label=_("If it is paused: why"),
        help_text=_("Consultants can read it. Leave out anything private."),
        longest=LONGEST_PAUSE_REASON,
        required=False,
    )

    def __init__(self, *args: Any, row: Step, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        self.initial["work"] = StepState.PAUSED if row.is_paused else ONGOING
        holder = self.fields["held_by"]
        if isinstance(holder, HolderField):
            holder.offer(now=row.held_by)

    def clean_paused_until(self) -> date | None:
        """A day that has passed may stay as it is; a new one lies ahead."""
        day: date | None = self.cleaned_data["paused_until"]
        if self.data.get("work") == ONGOING:
            return None
        if day and day != self.row.paused_until and day <= timezone.localdate():
            raise ValidationError(gettext("The day to look again must be after today."))
        return day

    def clean(self) -> dict[str, Any]:
        """A pause has a day and a reason; without a pause there is neither."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("work") == ONGOING:
            return {**cleaned, "paused_until": None, "paused_reason": ""}
        if cleaned.get("work") == StepState.PAUSED:
            self._need("paused_until", gettext("Write the day on which you look again."))
            self._need("paused_reason", gettext("Write why it is paused."))
        return cleaned

    def _need(self, name: str, message: str) -> None:
        if not self.cleaned_data.get(name) and name not in self.errors:
            self.add_error(name, message)

    def carry_out(self, *, by: Any) -> bool:
        return actions.look_after(
            by=by, step=self.row, seen=self.cleaned_data["seen"], **self.values
        )


class ForAimForm(EditForm):
    """What a step means for one of the aims it serves."""

    edited = ("note",)
    note = LineField(
        label=_("What it means for this aim"),
        help_text=_("A sentence or two. Anyone can read it. Empty the box to take it away."),
        longest=LONGEST_NOTE,
        required=False,
    )

    def carry_out(self, *, by: Any) -> bool:
        return actions.say_for_aim(by=by, placement=self.row, **self.cleaned_data)


class AddForm(forms.Form):
    """A sub-step under a step, or a goal under a goal set."""

    statement = Statement(label=_("What it says"), rows=3)
    short_name = ShortName(
        help_text=_("For places where the whole sentence is too long."), required=False
    )
    held_by = HolderField(label=_("Held by"))
    review_every = interval()

    def __init__(self, *args: Any, parent: Step, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parent = parent
        holder = self.fields["held_by"]
        if isinstance(holder, HolderField):
            holder.offer(now=None)
        if parent.is_goal_set:
            self.fields["statement"].label = _("The goal")
            self.fields["statement"].error_messages["required"] = _("Write the goal.")

    def clean_statement(self) -> str:
        statement: str = self.cleaned_data["statement"]
        retired = self.parent.children.filter(
            statement__iexact=statement, state=StepState.RETIRED
        ).first()
        if retired:
            raise ValidationError(
                gettext("“%(name)s” stood here before and was retired. Bring it back instead.")
                % {"name": retired.short_name}
            )
        return statement

    def carry_out(self, *, by: User) -> actions.Added:
        return actions.add_statement(by=by, parent=self.parent, **self.cleaned_data)


class WhyForm(forms.Form):
    """Only the reason: for retiring and bringing back."""

    why = Why()
