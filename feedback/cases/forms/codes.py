"""The form that gives somebody a new code."""

from __future__ import annotations

from feedback.cases.codes import what_a_new_one_ends
from feedback.cases.forms.base import ConfirmForm


class NewCodeForm(ConfirmForm):
    """The code comes of the form's key, so that sending the form again shows the same one."""

    with_key = True

    @property
    def beware(self) -> str:
        return what_a_new_one_ends(self.sight.case)
