"""Each component in every state, for those who build pages and those who check them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from aims.models import Aim
from imroc_ei.forms.widgets import CheckboxCards, RadioCards
from steps.enums import LEVEL_CRITERIA, Audience, Level

AIM_NAMES = (
    _("Understanding and awareness"),
    _("A culture of compassion"),
    _("Inclusive and conscientious work"),
    _("The wider conversation"),
    _("Influence for good"),
)
COUNTS = {
    Level.NOT_REVIEWED: 1,
    Level.NOT_STARTED: 1,
    Level.GETTING_READY: 3,
    Level.UNDER_WAY: 3,
    Level.MAKING_A_DIFFERENCE: 1,
    Level.PART_OF_HOW_WE_WORK: 2,
}
MONTHS = ((_("July"), 4), (_("August"), 0), (_("September"), 9), (_("October"), 6))


class SampleForm(forms.Form):
    """One field of each kind."""

    what = forms.CharField(
        label=_("What happened?"),
        help_text=_("A few words are enough. Leave out anything that points to somebody else."),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Say what happened, in a few words.")},
    )
    name = forms.CharField(label=_("A short text"), max_length=60, required=False)
    number = forms.IntegerField(label=_("A number"), required=False)
    email = forms.EmailField(label=_("An e-mail address"), required=False)
    steps = forms.MultipleChoiceField(
        label=_("Which steps was it for?"),
        help_text=_("Your recent ones first."),
        choices=[
            ("1", _("Creating reflective spaces to discuss and take part")),
            ("2", _("To provide supportive environments to reflect and restore")),
        ],
        widget=CheckboxCards(hints={"1": _("Counts once, and shows in aims 1, 3, 4 and 5")}),
        error_messages={"required": _("Tick at least one step.")},
    )
    audience = forms.ChoiceField(
        label=_("Who can see this?"),
        choices=Audience.choices,
        widget=RadioCards(hints={"only-me": _("In nobody else’s page, count, search or export")}),
        error_messages={"required": _("Choose who can see this.")},
    )
    paid = forms.ChoiceField(
        label=_("Was it paid?"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        required=False,
        widget=RadioCards(attrs={"class": "inline"}),
    )
    kind = forms.ChoiceField(
        label=_("What kind"), choices=[("meeting", _("Meeting")), ("event", _("Event"))]
    )
    file = forms.FileField(label=_("A file"), required=False)
    agree = forms.BooleanField(
        label=_("Show my name on the public page"),
        required=False,
        help_text=_("Only your name, never your address."),
    )


@login_not_required
def components(request: HttpRequest) -> HttpResponse:
    if not (settings.DEBUG or settings.DEMO):
        raise Http404
    return render(request, "dashboards/components.html", sample_context())


def sample_context() -> dict[str, Any]:
    return {
        "aims": [
            Aim(number=number, short_name=str(name))
            for number, name in enumerate(AIM_NAMES, start=1)
        ],
        "empty_form": SampleForm(
            prefix="empty", initial={"audience": "consultants", "steps": ["1"]}
        ),
        "wrong_form": SampleForm({"wrong-email": "somebody"}, prefix="wrong"),
        "filter_form": SampleForm(prefix="filter"),
        "levels": [*Level, "paused"],
        "ladder": LEVEL_CRITERIA.items(),
        "counts": COUNTS,
        "months": MONTHS,
        "page_obj": Paginator(range(120), 10).page(4),
    }
