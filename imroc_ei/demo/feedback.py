"""The made-up procedure, lessons and figures, and the room open; the cases are beside this."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from feedback.cases import templates
from feedback.enums import ProcedureState
from feedback.figures.actions import freeze_years, frozen
from feedback.figures.counting import CountsByTable, first_year
from feedback.figures.periods import counted_on
from feedback.lessons import actions as lessons
from feedback.models import FeedbackYear, Lesson, ProcedureVersion, ReplyTemplate
from feedback.procedure import actions as procedure
from imroc_ei.demo.cases import add_cases, remove_cases
from imroc_ei.demo.read import past
from imroc_ei.organisation.enums import Room
from imroc_ei.organisation.models import Organisation
from imroc_ei.people.models import User
from steps.models import Step

Row = dict[str, Any]
People = dict[str, User]

FIRST_HELD, SECOND_HELD = 400, 120
NEXT_LOOK = timedelta(days=245)
ASKED_BEFORE = timedelta(days=30)


def add_feedback(data: Row, people: People, today: date) -> int:
    """Add a procedure in force, lessons, cases and figures, and open the form."""
    owner = next(person for person in people.values() if person.email == "owner@example.org")
    version = add_procedure(data["procedure"], owner, today)
    for row in data["lesson"]:
        lesson = add_lesson(row, people, today)
        if version and row.get("led_to_the_version"):
            version.lessons.add(lesson)
    add_templates(data["template"], people)
    count = add_cases(data["case"], people, today)
    add_year(data["year"], today)
    freeze_years(today=today)
    set_room(is_open=True)
    return count


def add_procedure(row: Row, owner: User, today: date) -> ProcedureVersion | None:
    """Put two versions in force, one after the other, unless the site has one of its own."""
    if ProcedureVersion.objects.exists():
        return None
    for number, held in ((1, FIRST_HELD), (2, SECOND_HELD)):
        version = procedure.begin(by=owner, number=number, made_up=True).version
        day = today - timedelta(days=held)
        procedure.consult(
            by=owner,
            version=version,
            consulted_from=day - ASKED_BEFORE,
            consulted_with=row["consulted_with"][number - 1],
        )
        procedure.put_in_force(by=owner, version=version, review_on=today + NEXT_LOOK)
        ProcedureVersion.objects.filter(pk=version.pk).update(in_force_from=day, held_by=owner)
    replaced = today - timedelta(days=SECOND_HELD)
    before = ProcedureVersion.objects.filter(state=ProcedureState.SUPERSEDED)
    before.update(superseded_on=replaced, review_on=replaced, acknowledge_days=5)
    ProcedureVersion.objects.filter(pk=version.pk).update(changed=row["changed"])
    return version


def add_lesson(row: Row, people: People, today: date) -> Lesson:
    by = people[row["by"]]
    lesson = lessons.write(
        by=by,
        form_key=uuid4(),
        you_said=row["you_said"],
        we_did=row["we_did"],
        easy_said=row.get("easy_said", ""),
        easy_did=row.get("easy_did", ""),
        steps=Step.objects.filter(slug__in=row["steps"]),
        quotes=False,
        consent=False,
        made_up=True,
    )
    lessons.ask_for_check(by=by, lesson=lesson)
    day = past(today, row)
    if "checked_by" in row:
        lessons.publish(by=people[row["checked_by"]], lesson=lesson)
        Lesson.objects.filter(pk=lesson.pk).update(published_on=day)
    Lesson.objects.filter(pk=lesson.pk).update(written_on=day - timedelta(days=9))
    return lesson


def add_templates(rows: list[Row], people: People) -> None:
    for row in rows:
        words = {name: row[name] for name in ("name", "used_for", "text")}
        template = templates.add_template(by=people[row["by"]], **words)
        ReplyTemplate.objects.filter(pk=template.pk).update(made_up=True)


def add_year(counts: CountsByTable, today: date) -> None:
    """Show a year that lies before the first case, so that there are figures to look at."""
    since = first_year(made_up=True) or today.year
    FeedbackYear.objects.get_or_create(
        year=since - 1,
        defaults={
            "tables": frozen(counts),
            "made_up": True,
            "frozen_on": counted_on(since - 1),
        },
    )


def set_room(*, is_open: bool) -> None:
    for site in Organisation.objects.all():
        others = [room for room in site.rooms if room != Room.FEEDBACK.value]
        site.rooms = [*others, Room.FEEDBACK.value] if is_open else others
        site.save(update_fields=["rooms"])


def remove_feedback() -> None:
    """Take it all away. A version that something real came under stays, as that is held to it."""
    had_some = remove_cases() > 0
    FeedbackYear.objects.filter(made_up=True).delete()
    lessons_gone = list(Lesson.objects.filter(made_up=True).values_list("pk", flat=True))
    Lesson.objects.filter(pk__in=lessons_gone).delete()
    templates_gone = list(ReplyTemplate.objects.filter(made_up=True).values_list("pk", flat=True))
    ReplyTemplate.objects.filter(pk__in=templates_gone).delete()
    unused = ProcedureVersion.objects.filter(made_up=True, cases=None)
    versions_gone = list(unused.values_list("pk", flat=True))
    ProcedureVersion.objects.filter(pk__in=versions_gone).delete()
    # Last, as taking a row away writes a line of history too.
    Lesson.history.filter(id__in=lessons_gone).delete()
    ReplyTemplate.history.filter(id__in=templates_gone).delete()
    ProcedureVersion.history.filter(id__in=versions_gone).delete()
    if had_some:
        set_room(is_open=False)
