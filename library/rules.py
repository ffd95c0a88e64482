"""Reasons for a notice that lie in the library."""

from __future__ import annotations

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from imroc_ei.notices.rules import Due, Line, Rule
from imroc_ei.people.roles import RoleName
from library.doors import CURATE
from library.enums import SuggestionState
from library.models import Problem, Suggestion


class SuggestionToLookAt(Rule):
    """Somebody suggested something. `library.telling` calls `notify`."""

    slug = "library-suggestion"
    name = _("A suggestion for the library")
    sentence = _("When somebody suggests something for the library and it waits for a lead.")
    roles = (RoleName.LEAD,)

    def render(self, due: Due, *, today: date) -> Line | None:
        waits = Suggestion.objects.waiting().filter(public_id=due.subject).exists()
        if not waits or not due.person.has_perm(CURATE):
            return None
        return Line(
            text=gettext("There is a suggestion for the library."),
            label=gettext("See what waits in the library"),
            path=reverse("library_curation"),
        )


class SuggestionAnswered(Rule):
    """What came of one's own suggestion. `library.telling` calls `notify`."""

    slug = "library-suggestion-answered"
    name = _("What came of a suggestion of yours")
    sentence = _("When a lead has added what you suggested for the library, or said why not.")
    roles = (RoleName.CONSULTANT,)

    def render(self, due: Due, *, today: date) -> Line | None:
        own = Suggestion.objects.filter(suggested_by=due.person, public_id=due.subject).first()
        if own is None or own.state == SuggestionState.RECEIVED:
            return None
        added = own.state == SuggestionState.ADDED
        return Line(
            text=gettext("What you suggested is in the library now.")
            if added
            else gettext("What you suggested was not added to the library. It says there why."),
            label=gettext("See your suggestion"),
            path=own.get_absolute_url(),
        )


class ProblemToLookAt(Rule):
    """Somebody told us of a problem with a resource. `library.telling` calls `notify`."""

    slug = "library-problem"
    name = _("A problem with something in the library")
    sentence = _("When somebody reports a problem with something in the library.")
    roles = (RoleName.LEAD,)

    def render(self, due: Due, *, today: date) -> Line | None:
        waits = Problem.objects.open().filter(public_id=due.subject).exists()
        if not waits or not due.person.has_perm(CURATE):
            return None
        return Line(
            text=gettext("Somebody told us of a problem with something in the library."),
            label=gettext("See what waits in the library"),
            path=reverse("library_curation"),
        )
