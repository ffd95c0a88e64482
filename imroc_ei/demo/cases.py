"""The made-up cases: told and dealt with through the same moves as real ones, then moved back.

A move is made today and remembers what it wrote; at the end all of it goes back to the day on
which it is said to have happened.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import uuid4

from django.db.models import DateField, F, Max
from django.utils import timezone

from feedback.cases import moves, writing
from feedback.cases.words import Acknowledgement, Answer, Point
from feedback.clocks.duties import calendar_here
from feedback.enums import Channel, ReplyBy
from feedback.models import Case, CaseAction, CaseEntry, CaseMove, ProcedureVersion
from feedback.receiving import receive
from feedback.told import Told
from feedback.vault.codes import new_code
from imroc_ei.notices.models import Notice
from imroc_ei.people.models import User
from steps.models import Action, Step
from steps.reviews.agreed import NewAction

Row = dict[str, Any]
People = dict[str, User]

# What is written beside a case, with its days.
WRITTEN = {
    CaseMove: ("on",),
    CaseEntry: ("written_on", "sent_on", "read_on", "tell_by", "told_on"),
}
BY_THE_PERSON = ("ask-second-look", "withdraw")
SECOND_LOOK = "You can ask somebody else to look at all of it again, without a reason."
ELSEWHERE = "You can also turn to the places that are named on the page of our procedure."
UNREAD = "The first handler may know nothing of it any more, and there is no third."


@dataclass
class Played:
    """A case on its way, and how many days each of its own days has to go back."""

    case: Case
    row: Row
    people: People
    today: date
    back: dict[str, int] = field(default_factory=dict)

    def note(self, *, days_back: int, before: dict[str, date], by_person: bool = False) -> None:
        """Remember which days of the case have been set since, and how far they go back."""
        now = days_of(self.case)
        self.back |= {name: days_back for name in now if now[name] != before.get(name)}
        self.back["last_act_on"] = days_back
        if by_person:
            self.back["person_wrote_on"] = days_back

    def settle(self) -> None:
        """Let every day of the case be the one on which it is said to have happened."""
        said = days_of(self.case)
        days = {
            name: said[name] - timedelta(days=back)
            for name, back in self.back.items()
            if name in said
        }
        if "tell_from" in days:
            # A number of working days is another number of days somewhere else in the year.
            procedure = self.case.procedure
            days["tell_by"] = calendar_here().after(days["tell_from"], procedure.tell_days)
            self.case.entries.to_tell().update(tell_by=days["tell_by"])
        Case.objects.filter(pk=self.case.pk).update(**days)
        came = self.today - timedelta(days=self.row["days_ago"])
        self.case.access.update(on=came)
        self.case.conflicts.update(on=came)

    @property
    def handler(self) -> User:
        return self.people[self.row["handler"]]

    @property
    def other(self) -> User:
        return self.people[self.row["other"]]


def add_cases(rows: list[Row], people: People, today: date) -> int:
    """Add the cases, the oldest first, as their procedure may have changed between them."""
    for row in sorted(rows, key=lambda row: -int(row["days_ago"])):
        _play(row, people, today)
    return len(rows)


def _play(row: Row, people: People, today: date) -> None:
    told = Told(**{"reply_by": ReplyBy.CODE, **row["told"]})
    waits_for_it = told.reply_by == ReplyBy.CODE
    case = receive(
        told=told,
        code=row.get("code") or (new_code() if waits_for_it else ""),
        submission=secrets.token_bytes(32),
        channel=Channel(row.get("channel", Channel.FORM)),
        made_up=True,
    )
    came = today - timedelta(days=row["days_ago"])
    held_then = ProcedureVersion.objects.once_in_force().filter(in_force_from__lte=came)
    case.procedure = held_then.order_by("-in_force_from").first() or case.procedure
    case.save(update_fields=["procedure"])
    played = Played(case=case, row=row, people=people, today=today)
    played.note(days_back=row["days_ago"], before={})
    _move_back(case, row["days_ago"])
    for step in row.get("step", []):
        before, newest = days_of(played.case), _newest(played.case)
        MOVES[step["move"]](played, step)
        played.case.refresh_from_db()
        days_back = row["days_ago"] - step["after"]
        played.note(days_back=days_back, before=before, by_person=step["move"] in BY_THE_PERSON)
        _move_back(case, days_back, after=newest)
    played.settle()
    # They are about days long past.
    Notice.objects.filter(subject=case.public_id).delete()


def days_of(case: Case) -> dict[str, date]:
    """Return the days that a case says, by their names."""
    fields = [each.name for each in Case._meta.concrete_fields if isinstance(each, DateField)]
    said = {name: getattr(case, name) for name in fields}
    return {name: day for name, day in said.items() if day is not None}


def _newest(case: Case) -> dict[type[Any], int]:
    return {
        model: model._default_manager.filter(case=case).aggregate(newest=Max("pk"))["newest"] or 0
        for model in WRITTEN
    }


def _move_back(case: Case, days: int, after: dict[type[Any], int] | None = None) -> None:
    """Let what has been written since `after` have been written some days ago."""
    ago = timedelta(days=days)
    for model, names in WRITTEN.items():
        rows = model._default_manager.filter(case=case, pk__gt=after[model] if after else 0)
        for row in rows:
            changed = [name for name in names if getattr(row, name) is not None]
            for name in changed:
                setattr(row, name, getattr(row, name) - ago)
            row.save(update_fields=changed)


def _take_in(played: Played, step: Row) -> None:
    theme = played.row.get("theme", "")
    moves.take_in(case=played.case, by=played.handler, theme=theme)


def _acknowledge(played: Played, step: Row) -> None:
    names = ("understood", "wanted", "who", "by_when", "support")
    words = Acknowledgement(**{name: step[name] for name in names})
    again = step["move"] == "acknowledge-second-look"
    act = moves.acknowledge_second_look if again else moves.acknowledge
    act(case=played.case, by=played.other if again else played.handler, words=words)


def _answer(played: Played, step: Row) -> None:
    """Write it, let somebody else read it, and send it."""
    again = step["move"] == "answer-again"
    by, reader = (played.other, None) if again else (played.handler, played.other)
    names = ("point", "found", "why", "remedy", "by_when")
    point = Point(**{name: step[name] for name in names if name in step})
    words = Answer(points=[point], second_look=SECOND_LOOK, elsewhere=ELSEWHERE)
    moves.write_answer(case=played.case, by=by, words=words)
    if reader is None:
        moves.answer_again(case=played.case, by=by, unread_because=UNREAD)
        return
    moves.ask_to_read(case=played.case, by=by, reader=reader)
    moves.agree_to_answer(case=played.case, by=reader)
    moves.answer(case=played.case, by=by)


def _extend(played: Played, step: Row) -> None:
    until = played.today + timedelta(days=step["until_after"] - step["after"])
    moves.extend(case=played.case, by=played.handler, until=until, why=step["why"])


def _close(played: Played, step: Row) -> None:
    by = played.other if played.case.in_second_look else played.handler
    actions = []
    if "action" in step:
        actions.append(
            NewAction(
                what=step["action"],
                step=Step.objects.get(slug=step["statement"]),
                held_by=played.people[step["held_by"]],
                due=played.today + timedelta(days=step["due_after"] - played.row["days_ago"]),
            )
        )
    moves.close(case=played.case, by=by, learned=step["learned"], actions=actions)
    noted = played.today - timedelta(days=played.row["days_ago"] - step["after"])
    month = timezone.make_aware(datetime.combine(noted.replace(day=1), time()))
    keys = CaseAction.objects.filter(case=played.case).values("action")
    Action.objects.filter(pk__in=keys).update(noted_at=month, agreed_on=month.date())


def _close_short(played: Played, step: Row) -> None:
    moves.close_short(case=played.case, by=played.handler, reply=step.get("reply", ""))


def _note(played: Played, step: Row) -> None:
    write = writing.note_progress if step["move"] == "progress" else writing.note_fact
    write(case=played.case, by=played.handler, words=step["words"], form_key=uuid4())


def _heard(played: Played, step: Row) -> None:
    words = {name: step[name] for name in ("who", "told", "heard", "supported")}
    writing.note_heard(case=played.case, by=played.handler, form_key=uuid4(), **words)


def _told(played: Played, step: Row) -> None:
    """Tell them on the day on which it was written, which is how made-up people are told."""
    more = {"how": step["how"], "on": played.today, "note": step["note"]}
    moves.note_told(case=played.case, by=played.handler, **more)
    played.case.entries.filter(told_on=played.today).update(told_on=F("sent_on"))


def _redirect(played: Played, step: Row) -> None:
    words = {"words": step["words"], "why": step["why"]}
    moves.redirect(case=played.case, by=played.handler, **words)


MOVES: dict[str, Callable[[Played, Row], object]] = {
    "take-in": _take_in,
    "acknowledge": _acknowledge,
    "acknowledge-second-look": _acknowledge,
    "answer": _answer,
    "answer-again": _answer,
    "extend": _extend,
    "close": _close,
    "close-short": _close_short,
    "progress": _note,
    "fact": _note,
    "heard": _heard,
    "redirect": _redirect,
    "told": _told,
    "try-early": lambda played, step: moves.try_early(case=played.case, by=played.handler),
    "look-into": lambda played, step: moves.look_into(case=played.case, by=played.handler),
    "take-second-look": lambda played, step: moves.take_second_look(
        case=played.case, by=played.other
    ),
    "ask-second-look": lambda played, step: moves.ask_second_look(
        case=played.case, why=step["words"]
    ),
    "withdraw": lambda played, step: moves.withdraw(case=played.case),
}


def remove_cases() -> int:
    """Take the made-up cases away, with the actions that came out of them."""
    made_up = Case.objects.filter(made_up=True)
    subjects = list(made_up.values_list("public_id", flat=True))
    Action.objects.filter(
        pk__in=CaseAction.objects.filter(case__in=made_up).values("action")
    ).delete()
    Notice.objects.filter(subject__in=subjects).delete()
    made_up.delete()
    return len(subjects)
