"""What a case is marked with, and the way in of who told us."""

from django.utils.translation import gettext_lazy as _

from feedback.cases import codes, marks
from feedback.cases.doings.doing import Doing
from feedback.cases.forms.base import ConfirmForm
from feedback.cases.forms.codes import NewCodeForm
from feedback.cases.forms.moves import WhyForm
from feedback.cases.forms.writing import KindForm, ThemeForm
from feedback.cases.openings import (
    code_was_passed_on,
    has_no_form_code,
    held,
    kind_is_open,
    not_yet_held,
    not_yet_urgent,
    open_to_all,
)

DOINGS = (
    Doing(
        name="kind",
        label=_("Change what kind it is"),
        form=KindForm,
        function=marks.set_kind,
        why_not=kind_is_open,
        about=_("Its days are counted from when it came, whatever it was called until now."),
        done=_("It is changed. The log keeps what it was called before."),
    ),
    Doing(
        name="theme",
        label=_("Say what it is about"),
        form=ThemeForm,
        function=marks.set_theme,
        why_not=open_to_all,
    ),
    Doing(
        name="urgent",
        label=_("Mark as urgent"),
        form=WhyForm,
        function=marks.flag_urgent,
        why_not=not_yet_urgent,
        about=_("Somebody may be in danger. Everybody who may see the case hears of it at once."),
        done=_("Everybody who may see the case hears of it at once."),
    ),
    Doing(
        name="hold",
        label=_("Keep it: legal hold"),
        form=WhyForm,
        function=marks.hold,
        why_not=not_yet_held,
        about=_("Nothing of the case is destroyed until the hold ends."),
    ),
    Doing(
        name="end-hold",
        label=_("End the legal hold"),
        form=WhyForm,
        function=marks.end_hold,
        why_not=held,
    ),
    Doing(
        name="new-code",
        label=_("Give the person a new code"),
        form=NewCodeForm,
        function=codes.give_new_code,
        why_not=has_no_form_code,
        about=_(
            "It is shown until you say that they have it. A code that they had before opens "
            "nothing any more."
        ),
        shows=True,
        then="code-passed-on",
    ),
    Doing(
        name="code-passed-on",
        label=_("The person has their code"),
        form=ConfirmForm,
        function=codes.pass_on_code,
        why_not=code_was_passed_on,
        about=_("Once they have written it down, it is not shown again."),
        done=_("It is noted that they have their code."),
    ),
)
