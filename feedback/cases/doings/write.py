"""What is written: to the person, and in the case."""

from django.utils.translation import gettext_lazy as _

from feedback.cases import moves, writing
from feedback.cases.doings.doing import Doing
from feedback.cases.forms.writing import (
    HeardForm,
    MessageForm,
    ProgressForm,
    WithFileForm,
    WriteDownForm,
)
from feedback.cases.openings import reaches_them, under_way, with_words

DOINGS = (
    Doing(
        name="write",
        label=_("Write to the person"),
        form=MessageForm,
        function=writing.write_to_person,
        why_not=reaches_them,
        sends=True,
        done=_("It has gone."),
    ),
    Doing(
        name="progress",
        label=_("Say how far it is"),
        form=ProgressForm,
        function=writing.note_progress,
        why_not=under_way,
        sends=True,
        done=_("It has gone."),
    ),
    Doing(
        name="write-down",
        label=_("Write down what the person said"),
        form=WriteDownForm,
        function=moves.add_message,
        why_not=with_words,
        done=_("It stands in the thread."),
    ),
    Doing(
        name="fact",
        label=_("Note a fact"),
        form=WithFileForm,
        function=writing.note_fact,
        why_not=with_words,
        about=_("What somebody saw, heard or has in writing. The person does not see it."),
        done=_("The fact is noted."),
    ),
    Doing(
        name="thought",
        label=_("Note a thought"),
        form=WithFileForm,
        function=writing.note_thought,
        why_not=with_words,
        about=_("What you make of it, kept apart from the facts. The person does not see it."),
        done=_("The thought is noted."),
    ),
    Doing(
        name="heard",
        label=_("Note about the person complained about"),
        form=HeardForm,
        function=writing.note_heard,
        why_not=with_words,
        about=_("Told when it is safe, heard, and supported."),
        done=_("It is noted."),
    ),
)
