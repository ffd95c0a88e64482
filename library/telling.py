"""Who is told about what happens in the library. Notices go out with the mail of the day."""

from __future__ import annotations

from django.utils import timezone

from imroc_ei.notices.actions import notify
from imroc_ei.people.models import User
from imroc_ei.people.roles import RoleName
from library.models import Problem, Suggestion
from library.rules import ProblemToLookAt, SuggestionAnswered, SuggestionToLookAt


def tell_curators_of(what: Suggestion | Problem) -> None:
    rule = SuggestionToLookAt if isinstance(what, Suggestion) else ProblemToLookAt
    today = timezone.localdate()
    for lead in User.objects.holding(RoleName.LEAD):
        notify(person=lead, rule=rule.slug, subject=what.public_id, due_on=today)


def tell_suggester(suggestion: Suggestion) -> None:
    """Tell whoever suggested it what came of it; nobody is told of their own decision."""
    if suggestion.suggested_by_id == suggestion.decided_by_id:
        return
    notify(
        person=suggestion.suggested_by,
        rule=SuggestionAnswered.slug,
        subject=suggestion.public_id,
        due_on=timezone.localdate(),
    )
