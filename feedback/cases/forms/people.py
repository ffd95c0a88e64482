"""Forms about who may know of a case."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from feedback.cases.forms.base import DoingForm, person_field
from feedback.cases.forms.moves import WhyForm
from feedback.models.case import READERS
from imroc_ei.forms.words import WordsField
from imroc_ei.people.models import User

CHOOSE = _("Choose somebody.")


def who_reads_cases() -> list[User]:
    """Everybody whose role reads cases, whichever these are."""
    people = User.objects.present().filter(groups__name__in=READERS)
    return list(people.distinct().order_by("name", "pk"))


class PassOnForm(WhyForm):
    to = person_field(_("To whom?"), CHOOSE)
    field_order = ("to", "why")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        inside = {person.pk for person in self.sight.readers}
        kept_out = set(self.sight.case.conflicts.values_list("person_id", flat=True))
        others = [one for one in who_reads_cases() if one.pk not in inside | kept_out]
        self.offer_people("to", others)


class HandOverForm(DoingForm):
    to = person_field(_("Who has the duty from now on?"), CHOOSE)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        now = self.sight.case.current_handler
        self.offer_people("to", [person for person in self.sight.readers if person != now])


class StandInForm(DoingForm):
    person = person_field(
        _("Who stands in?"), CHOOSE, required=False, help_text=_("Leave it empty for nobody.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        now = self.sight.case.current_handler
        self.offer_people("person", [person for person in self.sight.readers if person != now])


class NameConflictForm(WhyForm):
    person = person_field(_("Who must not know of this case?"), CHOOSE)
    field_order = ("person", "why")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kept_out = set(self.sight.case.conflicts.values_list("person_id", flat=True))
        kept_out.add(self.sight.by.pk)
        self.offer_people("person", [one for one in who_reads_cases() if one.pk not in kept_out])


class OwnConflictForm(WhyForm):
    def said(self) -> dict[str, Any]:
        return {**super().said(), "person": self.sight.by}


class OpenNameForm(DoingForm):
    why = WordsField(
        rows=3,
        label=_("Why do you have to open it?"),
        help_text=_("Everybody who may see the case can read that you did, and why."),
        error_messages={"required": _("Say why you have to open it.")},
    )
