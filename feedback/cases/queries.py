"""What the lists of cases show: all of it through the conflict guard."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import gettext

from feedback.clocks.duties import Duty, duties_of, with_next_duty
from feedback.clocks.kinds import OURS, DutyKind
from feedback.enums import ENDED, FROM_PERSON, Kind, State
from feedback.models import Case, CaseEntry, CaseMove, CaseView
from imroc_ei.people.models import User
from imroc_ei.working_days import WorkingDays

MOST_ROWS = 200
A_MOMENT = timedelta(minutes=10)
NEW = (State.RECEIVED, State.QUARANTINED, State.TRIAGE)
PEOPLE = ("handler", "second_handler", "stands_in", "reader", "name_for", "procedure")


@dataclass(frozen=True, kw_only=True)
class CaseFilter:
    """What a handler wants to see of the cases that are open to them."""

    ended: bool = False
    mine: bool = False
    kind: str = ""
    state: str = ""

    @classmethod
    def from_address(cls, query: Mapping[str, str]) -> CaseFilter:
        """What the address does not say in our words, it does not say."""
        kind, state = query.get("kind", ""), query.get("state", "")
        return cls(
            ended=query.get("ended") == "1",
            mine=query.get("mine") == "1",
            kind=kind if kind in Kind else "",
            state=state if state in State else "",
        )

    @property
    def narrows(self) -> bool:
        return self != replace(self, mine=False, kind="", state="")


@dataclass(frozen=True, kw_only=True)
class Row:
    """A case in the list: what is due next, and whether the person waits for a word."""

    case: Case
    duty: Duty | None
    overdue: bool
    waits: bool


def queue(person: User, chosen: CaseFilter, calendar: WorkingDays) -> list[Row]:
    """Return the cases that this person may know of, what is due next at the head."""
    cases = _chosen(Case.objects.visible_to(person), person, chosen)
    cases = cases.select_related("procedure", "handler", "second_handler")
    last = CaseEntry.objects.thread().filter(case=OuterRef("pk")).order_by("-pk")
    cases = cases.annotate(last_kind=Subquery(last.values("kind")[:1]))
    if chosen.ended:
        ended = cases.order_by("-last_act_on", "-pk")[:MOST_ROWS]
        return [_row(case, None) for case in ended]
    ordered = with_next_duty(cases.order_by("received_on", "pk"), calendar)
    return [_row(case, duty) for case, duty in ordered]


def _row(case: Case, duty: Duty | None) -> Row:
    overdue = duty is not None and duty.is_overdue(timezone.localdate())
    # What nobody has taken in yet is new altogether.
    waits = case.state not in NEW and getattr(case, "last_kind", "") in FROM_PERSON
    return Row(case=case, duty=duty, overdue=overdue, waits=waits)


def _chosen(cases: QuerySet[Case], person: User, chosen: CaseFilter) -> QuerySet[Case]:
    ended = Q(state__in=ENDED, tell_by=None)
    cases = cases.filter(ended if chosen.ended else ~ended)
    if chosen.mine:
        second = Q(second_asked_on__isnull=False, second_handler=person)
        reads, tells = Q(reader=person), Q(tell_by__isnull=False, name_for=person)
        cases = cases.filter(Q(second_asked_on=None, handler=person) | second | reads | tells)
    if chosen.kind:
        cases = cases.filter(kind=chosen.kind)
    if chosen.state:
        cases = cases.filter(state=chosen.state)
    return cases


def case_for(person: User, public_id: str) -> Case | None:
    visible = Case.objects.visible_to(person).select_related(*PEOPLE)
    return visible.filter(public_id=public_id).first()


def closed_it_to_themself(person: User, public_id: str, *, move: str) -> bool:
    """Whether this person made this move of a case today and may not know of the case since.

    It tells them nothing but what they did themself, and that for the day only.
    """
    if case_for(person, public_id) is not None:
        return False
    theirs = CaseMove.objects.filter(case__public_id=public_id, by=person, move=move)
    return theirs.filter(on=timezone.localdate()).exists()


@dataclass(frozen=True, kw_only=True)
class Due:
    """Something due, in words."""

    label: str
    day: date
    overdue: bool
    urgent: bool
    ours: bool


def dues_of(case: Case, calendar: WorkingDays) -> list[Due]:
    """Return what is to come of a case, what is due first at the head, the urgent before all."""
    today = timezone.localdate()
    found = [
        Due(
            label=str(duty.kind.label),
            day=duty.due_on,
            overdue=duty.is_overdue(today),
            urgent=duty.kind == DutyKind.URGENT,
            ours=duty.whose in OURS,
        )
        for duty in duties_of(case, calendar)
    ]
    return sorted(found, key=lambda due: not due.urgent)


def moves_of(case: Case) -> QuerySet[CaseMove]:
    return case.moves.select_related("by").order_by("pk")


def views_of(case: Case) -> QuerySet[CaseView]:
    return case.views.select_related("person").order_by("-at", "-pk")


def look(case: Case, *, by: User, what: str = "case") -> None:
    """Every look at a case is kept, for the others who may open it to see."""
    CaseView.objects.create(case=case, person=by, what=what)


def look_once(cases: Iterable[Case], *, by: User, what: str) -> None:
    """Keep a look at each of these, but for those at which this person looked in the same way a
    moment ago: they sent the same thing again."""
    seen = list(cases)
    since = timezone.now() - A_MOMENT
    before = CaseView.objects.filter(case__in=seen, person=by, what=what, at__gte=since)
    known = set(before.order_by().values_list("case_id", flat=True))
    CaseView.objects.bulk_create(
        CaseView(case=case, person=by, what=what) for case in seen if case.pk not in known
    )


WHAT_WAS_SEEN = {
    "case": lambda: gettext("The case"),
    "file": lambda: gettext("A file"),
    "name": lambda: gettext("The name"),
    "log": lambda: gettext("The log"),
    "answer": lambda: gettext("The answer that has not gone"),
    "to-tell": lambda: gettext("What is to be told, and how to reach them"),
    "export": lambda: gettext("A copy for the person"),
    "search": lambda: gettext("Found it in a search"),
}
