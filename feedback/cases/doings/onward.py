"""What brings a case onward: its moves, and what stands between one and the next."""

from django.utils.translation import gettext_lazy as _

from feedback.cases import marks, moves
from feedback.cases.doings.doing import Doing, move
from feedback.cases.forms.answer import AnswerForm
from feedback.cases.forms.base import ConfirmForm
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
from feedback.cases.forms.writing import NotReachedForm, ToldForm
from feedback.cases.openings import (
    answerable,
    been_told,
    can_be_asked_to_read,
    can_be_extended,
    can_be_read,
    can_be_set_aside,
    can_come_by_hand,
    can_go,
    marked_as_urgent,
    not_yet_acknowledged,
    waits_to_be_told,
    with_words,
)

DOINGS = (
    Doing(
        name="told",
        label=_("Ring, post or write it to them"),
        press=_("They have been told"),
        form=ToldForm,
        function=moves.note_told,
        why_not=waits_to_be_told,
        done=_("It is noted that they have been told."),
        tells=True,
    ),
    Doing(
        name="not-reached",
        label=_("They cannot be reached"),
        press=_("Give up trying"),
        form=NotReachedForm,
        function=moves.note_not_reached,
        why_not=waits_to_be_told,
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
        done=_("The answer is kept. It has not gone yet: somebody else reads it first."),
    ),
    Doing(
        name="ask-to-read",
        label=_("Ask somebody to read the answer"),
        form=AskToReadForm,
        function=moves.ask_to_read,
        why_not=can_be_asked_to_read,
        done=_("They hear of it by e-mail."),
        reads=True,
    ),
    Doing(
        name="agree-to-answer",
        label=_("Agree to the answer"),
        form=ConfirmForm,
        function=moves.agree_to_answer,
        why_not=can_be_read,
        done=_("The answer can go now."),
        reads=True,
    ),
    Doing(
        name="send-answer-back",
        label=_("Ask for a change of the answer"),
        form=WhyForm,
        function=moves.send_answer_back,
        why_not=can_be_read,
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
    move("set-aside", WhyForm, can_be_set_aside),
    move("withdraw", WhyForm, about=_("Only where the person asked for it.")),
    move("reopen", WhyForm, with_words),
    Doing(
        name="not-urgent",
        label=_("What could be done about the danger is done"),
        form=WhyForm,
        function=marks.settle_urgent,
        why_not=marked_as_urgent,
        about=_("Say what was done, by whom, and when."),
    ),
)
