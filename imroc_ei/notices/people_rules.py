"""Reasons for a notice that lie in the room `people`, which does not know this one."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from imroc_ei.notices.rules import Due, Line, Rule
from imroc_ei.people.models import RoleGrant, TeamTerm, User
from imroc_ei.people.models.team_term import ENDS_SOON_DAYS
from imroc_ei.people.roles import CONFIRMED_BY_A_HANDLER, RoleName

TELL_OF_NEW_HANDLER_FOR_DAYS = 14
NAMED, OPENED = 0, 1


class TeamTermEnds(Rule):
    """Tell the person and the owners, once, that a term in the team is running out."""

    slug = "team-term-ends"
    name = _("A term in the equity and inclusion team ends")
    sentence = _("Once, when a term in the team ends within 60 days.")
    roles = (RoleName.CONSULTANT, RoleName.OWNER)

    def due(self, on: date) -> Iterator[Due]:
        last = on + timedelta(days=ENDS_SOON_DAYS)
        ending = TeamTerm.objects.on(on).filter(ends_on__lte=last).select_related("person")
        owners = list(User.objects.holding(RoleName.OWNER))
        for term in ending:
            for person in {owner.pk: owner for owner in [term.person, *owners]}.values():
                yield Due(person=person, subject=str(term.pk), due_on=term.ends_on or last)

    def render(self, due: Due, *, today: date) -> Line | None:
        term = TeamTerm.objects.on(today).filter(pk=due.subject, ends_on=due.due_on).first()
        if term is None:
            return None
        day = date_format(due.due_on)
        own = term.person_id == due.person.pk
        text = (
            gettext("Your term in the equity and inclusion team ends on %(day)s.")
            if own
            else gettext("A term in the equity and inclusion team ends on %(day)s.")
        )
        return Line(text=text % {"day": day}, label=gettext("See the team"), path=reverse("people"))


class HandlerNamed(Rule):
    """Tell every handler who else is to read feedback and complaints: nobody joins unseen."""

    slug = "handler-named"
    name = _("Somebody new who reads cases")
    sentence = _(
        "At once, when somebody is named as a handler or outside contact, and when that opens."
    )
    roles = (RoleName.HANDLER,)
    urgent = True
    may_stop = False

    def due(self, on: date) -> Iterator[Due]:
        since = timezone.now() - timedelta(days=TELL_OF_NEW_HANDLER_FOR_DAYS)
        grants = RoleGrant.objects.filter(
            Q(granted_at__gte=since) | Q(opened_at__gte=since),
            role__in=CONFIRMED_BY_A_HANDLER,
            ended_at=None,
        )
        handlers = list(User.objects.holding(RoleName.HANDLER))
        for grant in grants:
            for person in handlers:
                if person.pk != grant.person_id:
                    yield Due(
                        person=person,
                        subject=str(grant.pk),
                        due_on=timezone.localdate(grant.granted_at),
                        rung=NAMED if grant.opened_at is None else OPENED,
                    )

    def render(self, due: Due, *, today: date) -> Line | None:
        grant = RoleGrant.objects.filter(pk=due.subject, ended_at=None).first()
        if grant is None or (due.rung == NAMED and grant.opened_at is not None):
            return None
        if due.rung == NAMED:
            text = gettext("Somebody has been named to read cases. A handler has to confirm it.")
        else:
            text = gettext("Somebody new may read cases from now on.")
        return Line(text=text, label=gettext("See who they are"), path=reverse("roles"))
