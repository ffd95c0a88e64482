from steps.reviews.forms.actions import (
    AddActionForm,
    DoneForm,
    HandOverForm,
    LetGoForm,
    NoteActionForm,
)
from steps.reviews.forms.decide import ProposeForm, SendBackForm
from steps.reviews.forms.finding import FindingForm
from steps.reviews.forms.statements import StatementsForm
from steps.reviews.forms.words import WordsForm

__all__ = [
    "AddActionForm",
    "DoneForm",
    "FindingForm",
    "HandOverForm",
    "LetGoForm",
    "NoteActionForm",
    "ProposeForm",
    "SendBackForm",
    "StatementsForm",
    "WordsForm",
]
