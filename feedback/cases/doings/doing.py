"""One thing that can be done with a case, with its form, its function, and when it is open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from feedback.cases.forms.base import ConfirmForm, DoingForm
from feedback.cases.moves.engine import why_not
from feedback.cases.sight import Sight
from feedback.states import BY_NAME, carried_out_by

DONE = _("It is done.")
Words = str | Promise
WhyNot = Callable[[Sight], str]


@dataclass(frozen=True, kw_only=True)
class Doing:
    """`why_not` says why it cannot be done now, or "". `press` stands on the button where the label
    does not, `log` is what its line in the log is called where that is not `name`. `leaves` where
    one then sees the case no more, `shows` where its result is shown once, and `then` names what
    ends its being shown, `reads` where the
    unsent answer is on the page, `tells` where what has to be told is, and `sends` where
    something goes to the person."""

    name: str
    label: Words
    form: type[DoingForm]
    function: Callable[..., Any]
    why_not: WhyNot
    done: Words = DONE
    about: Words = ""
    press: Words = ""
    log: str = ""
    then: str = ""
    leaves: bool = False
    shows: bool = False
    reads: bool = False
    tells: bool = False
    sends: bool = False

    @property
    def line(self) -> str:
        """The name of its line in the log."""
        return self.log or self.name


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
        **about,
    )
