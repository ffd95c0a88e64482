"""Forms for what is written in a case, and for its marks."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from feedback.cases.forms.base import DoingForm
from feedback.cases.forms.moves import SENT_AT_ONCE, theme_field
from feedback.cases.sight import Sight
from feedback.enums import EntryKind
from imroc_ei.uploads import WE_TAKE, CheckedFileField
from imroc_ei.words import LineField, WordsField


class WordsForm(DoingForm):
    with_key = True
    words = WordsField(
        label=_("What do you write?"), error_messages={"required": _("Write something first.")}
    )


class WithFileForm(WordsForm):
    """Words, and a file beside them."""

    file = CheckedFileField(label=_("A file"), help_text=WE_TAKE, required=False)

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
        max_length=200,
        error_messages={"required": _("Say who it is about.")},
    )
    told = WordsField(
        rows=2,
        label=_("When and how were they told, or why is it not safe yet?"),
        error_messages={"required": _("Say when they were told, or why it is not safe yet.")},
    )
    heard = WordsField(rows=3, label=_("What did they say?"), required=False)
    supported = WordsField(rows=2, label=_("What support do they have?"), required=False)


class ThemeForm(DoingForm):
    theme = theme_field()

    def first_words(self, sight: Sight) -> dict[str, Any]:
        return {"theme": sight.case.theme}
