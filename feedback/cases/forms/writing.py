"""Forms for what is written in a case, and for its marks."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from feedback.cases.forms.base import DoingForm
from feedback.cases.forms.moves import SENT_AT_ONCE, theme_field
from feedback.cases.marks import kinds_for
from feedback.cases.sight import Sight
from feedback.enums import EntryKind, TellHow
from imroc_ei.forms.dates import DayField
from imroc_ei.forms.fields import field_of
from imroc_ei.forms.widgets import RadioCards
from imroc_ei.forms.words import TOO_LONG_BESIDE_A_FILE, LineField, WordsField
from imroc_ei.uploads.files import WE_TAKE, CheckedFileField


class WordsForm(DoingForm):
    with_key = True
    words = WordsField(
        label=_("What do you write?"), error_messages={"required": _("Write something first.")}
    )


class WithFileForm(WordsForm):
    """Words, and a file beside them."""

    file = CheckedFileField(label=_("A file"), help_text=WE_TAKE, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].error_messages["longest"] = TOO_LONG_BESIDE_A_FILE

    def said(self) -> dict[str, Any]:
        said = super().said()
        file = said.pop("file")
        return {**said, "attached": [file] if file else []}


class MessageForm(WithFileForm):
    template_for = EntryKind.MESSAGE
    words = WordsField(
        label=_("What do you write to the person?"),
        help_text=SENT_AT_ONCE,
        error_messages={"required": _("Write something first.")},
    )


class ProgressForm(WordsForm):
    template_for = EntryKind.PROGRESS
    words = WordsField(
        label=_("How far is it?"),
        help_text=SENT_AT_ONCE,
        error_messages={"required": _("Say how far it is.")},
    )


class WriteDownForm(WithFileForm):
    words = WordsField(
        label=_("What did the person say?"),
        help_text=_("In their own words, as far as you can. It stands in the thread as theirs."),
        error_messages={"required": _("Write down what the person said.")},
    )


class HeardForm(DoingForm):
    """How the person complained about was treated: they are heard as well."""

    with_key = True
    who = LineField(
        label=_("Who is it about?"),
        longest=200,
        error_messages={"required": _("Say who it is about.")},
    )
    told = WordsField(
        rows=2,
        label=_("When and how were they told, or why is it not safe yet?"),
        error_messages={"required": _("Say when they were told, or why it is not safe yet.")},
    )
    heard = WordsField(rows=3, label=_("What did they say?"), required=False)
    supported = WordsField(rows=2, label=_("What support do they have?"), required=False)


class ToldForm(DoingForm):
    """How and when somebody rang, or posted it. What the person said is written down apart."""

    how = forms.ChoiceField(
        label=_("How were they told?"),
        choices=TellHow.choices,
        widget=RadioCards(attrs={"class": "inline"}),
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), _("Choose how they were told.")
        ),
    )
    on = DayField(
        label=_("When?"),
        last=timezone.localdate,
        error_messages={"required": _("Say when, like 3 March 2027.")},
    )
    note = WordsField(
        rows=3,
        label=_("Anything to note about it"),
        help_text=_("It stands in the log of the case, encrypted."),
        required=False,
    )

    def first_words(self, sight: Sight) -> dict[str, Any]:
        return {"how": sight.case.reply_by, "on": timezone.localdate()}


class NotReachedForm(DoingForm):
    why = WordsField(
        rows=3,
        label=_("What was tried, and when?"),
        help_text=_("It stands in the log of the case, encrypted."),
        error_messages={"required": _("Say what was tried, and when.")},
    )


class KindForm(DoingForm):
    """What it is called from now on; never what takes days and a second look from somebody."""

    kind = forms.ChoiceField(
        label=_("What is it?"),
        widget=RadioCards,
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Choose what it is.")),
    )
    why = WordsField(
        rows=3,
        label=_("Why?"),
        help_text=_("It stands in the log of the case, encrypted."),
        error_messages={"required": _("Say why, in a sentence.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(kind.value, kind.label) for kind in kinds_for(self.sight.case)]
        field_of(self, "kind", forms.ChoiceField).choices = kinds


class ThemeForm(DoingForm):
    theme = theme_field()

    def first_words(self, sight: Sight) -> dict[str, Any]:
        return {"theme": sight.case.theme}
