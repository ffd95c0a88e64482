"""The questions of the form, on one page, for what somebody said by phone or in a letter."""

from __future__ import annotations

import hashlib
import uuid
from typing import Any

from django import forms
from django.core.validators import validate_email
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from feedback.cases.forms.base import STALE
from feedback.cases.forms.people import who_reads_cases
from feedback.enums import Channel, Kind, ReplyBy
from feedback.told import Told
from feedback.vault.codes import code_of
from imroc_ei.forms.fields import field_of
from imroc_ei.forms.widgets import CheckboxCards, RadioCards
from imroc_ei.forms.words import LineField, WordsField
from imroc_ei.people.roles import RoleName

BY_HAND = [(channel.value, channel.label) for channel in Channel if channel != Channel.FORM]
YES_NO = [("yes", _("Yes")), ("no", _("No"))]
NOT_ASKED = ("", _("They did not say"))


def choice(label: Any, choices: list[Any], **more: Any) -> forms.ChoiceField:
    widget = RadioCards(attrs={"class": "inline"})
    return forms.ChoiceField(
        label=label, choices=[*choices, NOT_ASKED], widget=widget, required=False, **more
    )


class IntakeForm(forms.Form):
    """What was said, who said it as far as they gave it, and how they hear from us."""

    submission = forms.UUIDField(widget=forms.HiddenInput, error_messages=STALE)
    channel = forms.ChoiceField(
        label=_("How did it come?"),
        choices=BY_HAND,
        widget=RadioCards(attrs={"class": "inline"}),
        error_messages={"required": _("Say how it came.")},
    )
    kind = forms.ChoiceField(
        label=_("What is it?"),
        choices=Kind.choices,
        widget=RadioCards,
        error_messages={"required": _("Say what it is.")},
    )
    danger = choice(
        _("Is anyone in danger now?"),
        YES_NO,
        help_text=_("“Yes” is sent at once to everybody who may read it."),
    )
    what_happened = WordsField(
        rows=8,
        label=_("What happened?"),
        help_text=_("In their own words, as far as you can."),
        error_messages={"required": _("Write down what happened.")},
    )
    when = LineField(label=_("Roughly when?"), longest=200, required=False)
    where = WordsField(rows=2, label=_("Where, or which work?"), required=False)
    who = WordsField(rows=2, label=_("Who was it about?"), required=False)
    effect = WordsField(rows=3, label=_("How did it affect them?"), required=False)
    wanted = WordsField(rows=3, label=_("What should happen now?"), required=False)
    told_before = WordsField(rows=2, label=_("Have they told anyone before?"), required=False)
    for_whom = choice(
        _("Is it for themself or for somebody else?"),
        [("me", _("For themself")), ("else", _("For somebody else"))],
    )
    they_agree = choice(
        _("If for somebody else: does that person agree?"),
        [*YES_NO, ("unknown", _("They do not know"))],
    )
    about_my_data = choice(_("Is it about their personal information?"), YES_NO)
    named = choice(
        _("May we know their name?"),
        [*YES_NO, ("one", _("Only one person here may see it"))],
    )
    name = LineField(label=_("Their name"), longest=200, required=False)
    named_to = forms.ChoiceField(label=_("Who may see the name"), required=False)
    reply_by = forms.ChoiceField(
        label=_("How do they want to hear from us?"),
        choices=ReplyBy.choices,
        widget=RadioCards,
        error_messages={"required": _("Say how they want to hear from us.")},
    )
    reach = WordsField(rows=2, label=_("Address or number"), required=False)
    safely = WordsField(rows=2, label=_("How and when it is safe to reach them"), required=False)
    support = WordsField(rows=2, label=_("Format or support they need"), required=False)
    share = WordsField(rows=2, label=_("What may we share?"), required=False)
    publish = choice(_("May we publish what we learned?"), [*YES_NO, ("ask", _("Ask them first"))])
    not_these = forms.MultipleChoiceField(
        label=_("Who must not know of it?"),
        help_text=_(
            "Read them these names. Whoever is ticked will not see that the case exists. If that "
            "is you, you will not see it either once it is kept."
        ),
        widget=CheckboxCards,
        required=False,
    )
    wants_code = forms.ChoiceField(
        label=_("Do they get a code to take away?"),
        help_text=_("With it they can come back, read the answer and write."),
        choices=YES_NO,
        widget=RadioCards(attrs={"class": "inline"}),
        error_messages={"required": _("Say whether they get a code.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"submission": uuid.uuid4()}
        super().__init__(*args, **kwargs)
        self.readers = [p for p in who_reads_cases() if p.has_role(RoleName.HANDLER)]
        names = [(person.public_id, person.display_name) for person in self.readers]
        self._offer("not_these", names)
        self._offer("named_to", [("", gettext("Choose one")), *names])

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field_of(self, name, forms.ChoiceField).choices = choices

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if said.get("named") == "one" and not said.get("named_to"):
            self.add_error("named_to", gettext("Choose who may see the name."))
        if said.get("named_to") and said["named_to"] in said.get("not_these", []):
            self.add_error("named_to", gettext("This person must not know of it."))
        self._check_reach(said)
        return said

    def _check_reach(self, said: dict[str, Any]) -> None:
        by = said.get("reply_by")
        if by in (ReplyBy.EMAIL, ReplyBy.PHONE, ReplyBy.POST) and not said.get("reach"):
            self.add_error("reach", gettext("Write down where to reach them."))
        elif by == ReplyBy.EMAIL:
            try:
                validate_email(said["reach"])
            except forms.ValidationError:
                self.add_error("reach", gettext("Write an e-mail address, like name@example.org."))
        if by == ReplyBy.CODE and said.get("wants_code") == "no":
            self.add_error("wants_code", gettext("Without a code they cannot come back with it."))

    def told(self) -> Told:
        named = [person.public_id for person in self.readers]
        return Told.from_answers({**self.cleaned_data, "readers": named})

    @property
    def submission_bytes(self) -> bytes:
        """What tells that the form was sent before. It does not give away the form's own key, of
        which the code comes."""
        made: uuid.UUID = self.cleaned_data["submission"]
        return hashlib.sha256(made.bytes).digest()

    @property
    def code(self) -> str:
        """The code that they take away, the same however often the form is sent, or ""."""
        if self.cleaned_data["wants_code"] != "yes":
            return ""
        return code_of(self.cleaned_data["submission"], place="intake")
