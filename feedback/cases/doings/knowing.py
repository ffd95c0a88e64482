"""Who knows of a case, who has it in hand, and who must not."""

from django.utils.translation import gettext_lazy as _

from feedback.cases import people
from feedback.cases.doings.doing import Doing
from feedback.cases.forms.people import (
    HandOverForm,
    NameConflictForm,
    OpenNameForm,
    OwnConflictForm,
    PassOnForm,
    StandInForm,
)
from feedback.cases.openings import name_is_kept_close, somebody_has_it, with_words

DOINGS = (
    Doing(
        name="open-name",
        label=_("Open the name and how to reach them"),
        form=OpenNameForm,
        function=people.open_name,
        why_not=name_is_kept_close,
        shows=True,
    ),
    Doing(
        name="pass-on",
        label=_("Let somebody else in"),
        form=PassOnForm,
        function=people.pass_on,
        why_not=with_words,
        done=_("They can open the case now."),
    ),
    Doing(
        name="hand-over",
        label=_("Say who has it in hand"),
        form=HandOverForm,
        function=people.hand_over,
        why_not=somebody_has_it,
        done=_("They have it in hand now."),
    ),
    Doing(
        name="stand-in",
        label=_("Say who stands in"),
        form=StandInForm,
        function=people.ask_to_stand_in,
        why_not=somebody_has_it,
    ),
    Doing(
        name="conflict",
        label=_("Somebody must not know of it"),
        form=NameConflictForm,
        function=people.name_conflict,
        log="name-conflict",
        why_not=with_words,
        about=_("They will not see that the case exists. It cannot be taken back."),
        done=_("They cannot see the case any more."),
    ),
    Doing(
        name="own-conflict",
        label=_("I should not know of it"),
        form=OwnConflictForm,
        function=people.name_conflict,
        log="declare-conflict",
        why_not=with_words,
        about=_(
            "You will not see this case any more, nor that it exists. What was yours to do falls "
            "to the others. It cannot be taken back."
        ),
        done=_("Thank you for saying so. You do not see that case any more."),
        leaves=True,
    ),
)
