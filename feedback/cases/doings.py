"""Everything that can be done with a case, each with its form, its function, and when it is open.

The case page offers what is open now, and one view carries all of it out.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from feedback.cases import codes, marks, moves, people, writing
from feedback.cases.forms.answer import AnswerForm
from feedback.cases.forms.base import ConfirmForm, DoingForm
from feedback.cases.forms.closing import CloseForm, CloseShortForm
from feedback.cases.forms.moves import (
    AcknowledgeForm,
    AskToReadForm,
    ExtendForm,
    RedirectForm,
    SendForm,
    TakeInForm,
    WhyForm,
    WhyIfAnyForm,
)
from feedback.cases.forms.people import (
    HandOverForm,
    NameConflictForm,
    OpenNameForm,
    OwnConflictForm,
    PassOnForm,
    StandInForm,
)
from feedback.cases.forms.writing import (
    HeardForm,
    KindForm,
    MessageForm,
    NotReachedForm,
    ProgressForm,
    ThemeForm,
    ToldForm,
    WithFileForm,
    WriteDownForm,
)
from feedback.cases.moves.engine import why_not
from feedback.cases.openings import (
    answerable,
    been_told,
    can_be_asked_to_read,
    can_be_extended,
    can_be_read,
    can_come_by_hand,
    can_go,
    has_no_form_code,
    held,
    kind_is_open,
    marked_as_urgent,
    name_is_kept_close,
    not_yet_acknowledged,
    not_yet_held,
    not_yet_urgent,
    open_to_all,
    reaches_them,
    somebody_has_it,
    under_way,
    waits_to_be_told,
    with_words,
)
from feedback.cases.sight import Sight
from feedback.states import BY_NAME, carried_out_by

ON, WRITE, PEOPLE, MARKS = "on", "write", "people", "marks"
DONE = _("It is done.")
Words = str | Promise
WhyNot = Callable[[Sight], str]


@dataclass(frozen=True, kw_only=True)
class Doing:
    """`why_not` says why it cannot be done now, or "". `leaves` where one then sees the case no
    more, `shows` where its result is shown once, `reads` where the unsent answer is on the page,
    `tells` where what has to be told is, and `sends` where something goes to the person."""

    name: str
    label: Words
    form: type[DoingForm]
    function: Callable[..., Any]
    why_not: WhyNot
    group: str
    done: Words = DONE
    about: Words = ""
    leaves: bool = False
    shows: bool = False
    reads: bool = False
    tells: bool = False
    sends: bool = False


def allowed(move: str, more: WhyNot | None = None) -> WhyNot:
    """Return what says whether a move of the table is open, and what else has to be so."""

    def ask(sight: Sight) -> str:
        return why_not(sight.case, BY_NAME[move], by=sight.by) or (more(sight) if more else "")

    return ask


def move(
    name: str, form: type[DoingForm] = ConfirmForm, more: WhyNot | None = None, **about: Any
) -> Doing:
    return Doing(
        name=name,
        label=BY_NAME[name].label,
        form=form,
        function=carried_out_by[name],
        why_not=allowed(name, more),
        **{"group": ON, **about},
    )


DOINGS = (
    Doing(
        name="told",
        label=_("Ring or post, then say so"),
        form=ToldForm,
        function=moves.note_told,
        why_not=waits_to_be_told,
        group=ON,
        done=_("It is noted that they have been told."),
        tells=True,
    ),
    Doing(
        name="not-reached",
        label=_("They cannot be reached"),
        form=NotReachedForm,
        function=moves.note_not_reached,
        why_not=waits_to_be_told,
        group=ON,
        about=_("Only once it was tried more than once, at times that are safe for them."),
        done=_("It is noted. What was written stays in the case."),
    ),
    move("take-in", TakeInForm, done=_("You have taken it in. Its duties are yours now.")),
    move("bring-back", about=_("It is no spam: it goes to where it would have come.")),
    move("acknowledge", AcknowledgeForm, done=_("The acknowledgement has gone."), sends=True),
    move("take-second-look", done=_("The second look is yours.")),
    move(
        "acknowledge-second-look",
        AcknowledgeForm,
        not_yet_acknowledged,
        done=_("The acknowledgement has gone."),
        sends=True,
    ),
    Doing(
        name="write-answer",
        label=_("Write the answer"),
        form=AnswerForm,
        function=moves.write_answer,
        why_not=answerable,
        group=ON,
        done=_("The answer is kept. It has not gone yet: somebody else reads it first."),
    ),
    Doing(
        name="ask-to-read",
        label=_("Ask somebody to read the answer"),
        form=AskToReadForm,
        function=moves.ask_to_read,
        why_not=can_be_asked_to_read,
        group=ON,
        done=_("They hear of it by e-mail."),
        reads=True,
    ),
    Doing(
        name="agree-to-answer",
        label=_("Agree to the answer"),
        form=ConfirmForm,
        function=moves.agree_to_answer,
        why_not=can_be_read,
        group=ON,
        done=_("The answer can go now."),
        reads=True,
    ),
    Doing(
        name="send-answer-back",
        label=_("Ask for a change of the answer"),
        form=WhyForm,
        function=moves.send_answer_back,
        why_not=can_be_read,
        group=ON,
        done=_("They hear of it by e-mail. What you wrote stands with the thoughts."),
        reads=True,
    ),
    move("answer", SendForm, can_go, done=_("The answer has gone."), reads=True, sends=True),
    move("answer-again", SendForm, can_go, done=_("The answer has gone."), reads=True, sends=True),
    move("try-early"),
    move("look-into"),
    move("extend", ExtendForm, can_be_extended, done=_("The person is told."), sends=True),
    move("close", CloseForm, been_told, done=_("The case is closed.")),
    move("close-short", CloseShortForm, done=_("It is closed.")),
    move("ask-second-look", WhyIfAnyForm, can_come_by_hand, leaves=True),
    move("redirect", RedirectForm, done=_("The person is told where it belongs."), sends=True),
    move("set-aside", WhyForm),
    move("withdraw", WhyForm, about=_("Only where the person asked for it.")),
    move("reopen", WhyForm, with_words),
    Doing(
        name="write",
        label=_("Write to the person"),
        form=MessageForm,
        function=writing.write_to_person,
        why_not=reaches_them,
        group=WRITE,
        sends=True,
        done=_("It has gone."),
    ),
    Doing(
        name="progress",
        label=_("Say how far it is"),
        form=ProgressForm,
        function=writing.note_progress,
        why_not=under_way,
        group=WRITE,
        sends=True,
        done=_("It has gone."),
    ),
    Doing(
        name="write-down",
        label=_("Write down what the person said"),
        form=WriteDownForm,
        function=moves.add_message,
        why_not=with_words,
        group=WRITE,
        done=_("It stands in the thread."),
    ),
    Doing(
        name="fact",
        label=_("Note a fact"),
        form=WithFileForm,
        function=writing.note_fact,
        why_not=with_words,
        group=WRITE,
        about=_("What somebody saw, heard or has in writing. The person does not see it."),
        done=_("The fact is noted."),
    ),
    Doing(
        name="thought",
        label=_("Note a thought"),
        form=WithFileForm,
        function=writing.note_thought,
        why_not=with_words,
        group=WRITE,
        about=_("What you make of it, kept apart from the facts. The person does not see it."),
        done=_("The thought is noted."),
    ),
    Doing(
        name="heard",
        label=_("Note about the person complained about"),
        form=HeardForm,
        function=writing.note_heard,
        why_not=with_words,
        group=WRITE,
        about=_("Told when it is safe, heard, and supported."),
        done=_("It is noted."),
    ),
    Doing(
        name="open-name",
        label=_("Open the name and how to reach them"),
        form=OpenNameForm,
        function=people.open_name,
        why_not=name_is_kept_close,
        group=PEOPLE,
        shows=True,
    ),
    Doing(
        name="pass-on",
        label=_("Let somebody else in"),
        form=PassOnForm,
        function=people.pass_on,
        why_not=with_words,
        group=PEOPLE,
        done=_("They can open the case now."),
    ),
    Doing(
        name="hand-over",
        label=_("Say who has it in hand"),
        form=HandOverForm,
        function=people.hand_over,
        why_not=somebody_has_it,
        group=PEOPLE,
        done=_("They have it in hand now."),
    ),
    Doing(
        name="stand-in",
        label=_("Say who stands in"),
        form=StandInForm,
        function=people.ask_to_stand_in,
        why_not=somebody_has_it,
        group=PEOPLE,
    ),
    Doing(
        name="conflict",
        label=_("Somebody must not know of it"),
        form=NameConflictForm,
        function=people.name_conflict,
        why_not=with_words,
        group=PEOPLE,
        about=_("They will not see that the case exists. It cannot be taken back."),
        done=_("They cannot see the case any more."),
    ),
    Doing(
        name="own-conflict",
        label=_("I should not know of it"),
        form=OwnConflictForm,
        function=people.name_conflict,
        why_not=with_words,
        group=PEOPLE,
        about=_(
            "You will not see this case any more, nor that it exists. What was yours to do falls "
            "to the others. It cannot be taken back."
        ),
        done=_("Thank you for saying so. You do not see that case any more."),
        leaves=True,
    ),
    Doing(
        name="kind",
        label=_("Change what kind it is"),
        form=KindForm,
        function=marks.set_kind,
        why_not=kind_is_open,
        group=MARKS,
        about=_("Its days are counted from when it came, whatever it was called until now."),
    ),
    Doing(
        name="theme",
        label=_("Say what it is about"),
        form=ThemeForm,
        function=marks.set_theme,
        why_not=open_to_all,
        group=MARKS,
    ),
    Doing(
        name="urgent",
        label=_("Mark as urgent"),
        form=WhyForm,
        function=marks.flag_urgent,
        why_not=not_yet_urgent,
        group=MARKS,
        about=_("Somebody may be in danger. Everybody who may see the case hears of it at once."),
        done=_("Everybody who may see the case hears of it at once."),
    ),
    Doing(
        name="not-urgent",
        label=_("What could be done about the danger is done"),
        form=WhyForm,
        function=marks.settle_urgent,
        why_not=marked_as_urgent,
        group=ON,
        about=_("Say what was done, by whom, and when."),
    ),
    Doing(
        name="hold",
        label=_("Keep it: legal hold"),
        form=WhyForm,
        function=marks.hold,
        why_not=not_yet_held,
        group=MARKS,
        about=_("Nothing of the case is destroyed until the hold ends."),
    ),
    Doing(
        name="end-hold",
        label=_("End the legal hold"),
        form=WhyForm,
        function=marks.end_hold,
        why_not=held,
        group=MARKS,
    ),
    Doing(
        name="new-code",
        label=_("Give the person a new code"),
        form=ConfirmForm,
        function=codes.give_new_code,
        why_not=has_no_form_code,
        group=MARKS,
        about=_("It is shown once. A code that they had before opens nothing any more."),
        shows=True,
    ),
)
BY_SLUG = {doing.name: doing for doing in DOINGS}


def open_now(sight: Sight) -> dict[str, list[Doing]]:
    """Return what can be done now, by group, in the order of the list above."""
    found: dict[str, list[Doing]] = {ON: [], WRITE: [], PEOPLE: [], MARKS: []}
    for doing in DOINGS:
        if not doing.why_not(sight):
            found[doing.group].append(doing)
    return found
