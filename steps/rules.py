"""Reasons for a notice that lie in the plan and in what people log."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from imroc_ei.notices.models import Notice
from imroc_ei.notices.rules import Due, Line, Rule
from imroc_ei.people.models import User
from imroc_ei.people.roles import RoleName
from steps.models import Activity, Step
from steps.queries.silence import silences

UNFINISHED_AFTER_DAYS = 7
# A draft older than this was there before the reminders were, or has been told of long ago.
UNFINISHED_UNTIL_DAYS = 60
ASK_FROM_DAY_OF_MONTH = 25


class EntryToCheck(Rule):
    """An entry waits for a lead to make it public. `steps.activity.actions` calls `notify`."""

    slug = "entry-to-check"
    name = _("An entry waits to become public")
    sentence = _("When somebody would like an entry to be public and a lead has to check it.")
    roles = (RoleName.LEAD,)

    def render(self, due: Due, *, today: date) -> Line | None:
        waits = Activity.objects.to_check().filter(public_id=due.subject).exists()
        if not waits or not due.person.has_role(RoleName.LEAD):
            return None
        return Line(
            text=gettext("There is something to check before it becomes public."),
            label=gettext("See what waits"),
            path=reverse("activities_to_check"),
        )


class EntryDeclined(Rule):
    """A lead did not make an entry public, and wrote why. The action calls `notify`."""

    slug = "entry-declined"
    name = _("An entry was not made public")
    sentence = _("When a lead has looked at an entry of yours and not made it public.")
    roles = (RoleName.CONSULTANT,)

    def render(self, due: Due, *, today: date) -> Line | None:
        own = Activity.objects.by(due.person).saved().filter(public_id=due.subject).first()
        if own is None or own.is_public or own.waits_to_become_public:
            return None
        return Line(
            text=gettext("An entry of yours was not made public. It says there why."),
            label=gettext("See the entry"),
            path=own.get_absolute_url(),
        )


class DraftUnfinished(Rule):
    """Somebody began an entry and left it: once, a week later."""

    slug = "draft-unfinished"
    name = _("A draft that is not finished")
    sentence = _("Once, a week after you began an entry and did not finish it.")
    roles = (RoleName.CONSULTANT,)

    def due(self, on: date) -> Iterator[Due]:
        first = on - timedelta(days=UNFINISHED_UNTIL_DAYS)
        last = on - timedelta(days=UNFINISHED_AFTER_DAYS)
        drafts = Activity.objects.drafts().filter(logged_at__date__range=(first, last))
        for draft in drafts.select_related("logged_by"):
            begun = timezone.localdate(draft.logged_at)
            yield Due(
                person=draft.logged_by,
                subject=draft.public_id,
                due_on=begun + timedelta(days=UNFINISHED_AFTER_DAYS),
            )

    def render(self, due: Due, *, today: date) -> Line | None:
        draft = Activity.objects.by(due.person).drafts().filter(public_id=due.subject).first()
        if draft is None:
            return None
        begun = date_format(timezone.localdate(draft.logged_at))
        return Line(
            text=gettext("You began an entry on %(day)s and have not finished it.")
            % {"day": begun},
            label=gettext("Finish it, or delete it"),
            path=reverse("activity_edit", args=[draft.public_id]),
        )


class StatementQuiet(Rule):
    """Nobody has shared anything about a statement for a while: its holder hears of it once."""

    slug = "statement-quiet"
    name = _("A statement has gone quiet")
    sentence = _("Once, when nothing has been shared for a while about a statement you hold.")

    def due(self, on: date) -> Iterator[Due]:
        told = self._last_told()
        for silence in silences(on):
            last = told.get((silence.holder.pk, silence.slug))
            # An entry about an earlier day, or another threshold, begins no new silence.
            if last is None or last <= silence.counted_from:
                yield Due(person=silence.holder, subject=silence.slug, due_on=silence.since)

    def render(self, due: Due, *, today: date) -> Line | None:
        step = Step.objects.filter(slug=due.subject, held_by=due.person).first()
        still = any(silence.slug == due.subject for silence in silences(today))
        if step is None or not still:
            return None
        return Line(
            text=gettext("Nothing has been shared for a while about “%(name)s”.")
            % {"name": step.short_name},
            label=gettext("See the statement"),
            path=step.get_absolute_url(),
        )

    def _last_told(self) -> dict[tuple[int, str], date]:
        """Return the day of the latest silence that each holder was told of."""
        told = Notice.objects.filter(rule=self.slug, person__isnull=False).order_by("due_on")
        return {
            (person or 0, subject): day
            for person, subject, day in told.values_list("person_id", "subject", "due_on")
        }


class AnythingToLog(Rule):
    """Towards the end of the month, for who asked for it and has logged nothing in it."""

    slug = "anything-to-log"
    name = _("Anything to log?")
    sentence = _("Near the end of a month in which you have logged nothing, if you ask for it.")
    roles = (RoleName.CONSULTANT,)

    def due(self, on: date) -> Iterator[Due]:
        if on.day >= ASK_FROM_DAY_OF_MONTH:
            for person in User.objects.holding(RoleName.CONSULTANT).filter(monthly_nudge=True):
                yield Due(
                    person=person,
                    subject=f"{on:%Y-%m}",
                    due_on=on.replace(day=ASK_FROM_DAY_OF_MONTH),
                )

    def render(self, due: Due, *, today: date) -> Line | None:
        month = due.due_on
        own = Activity.objects.by(due.person).saved()
        logged = own.filter(logged_at__year=month.year, logged_at__month=month.month)
        if (today.year, today.month) != (month.year, month.month) or logged.exists():
            return None
        return Line(
            text=gettext("Anything to log from this month? A few words are enough."),
            label=gettext("Log an activity"),
            path=reverse("activity_new"),
        )

    def is_on(self, person: User) -> bool:
        return person.monthly_nudge

    def switch(self, person: User, *, on: bool) -> None:
        person.monthly_nudge = on
