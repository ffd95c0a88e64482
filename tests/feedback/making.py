"""The procedure, its lessons and its figures, with something of everything in them."""

from __future__ import annotations

from datetime import date
from typing import Any

from feedback.models import FeedbackChoices
from imroc_ei.people.models import User
from steps.models import Step
from tests.factories import FeedbackYearFactory, LessonFactory, ProcedureFactory
from tests.factories.feedback import days_ago


def heard_of(step: Step, people: dict[str, User]) -> dict[str, Any]:
    """A version of the procedure and a lesson in every state, and a counted year."""
    FeedbackChoices.objects.create(pk=1, asks_about_people=True)
    writer, checker = people["only_handler"], people["handler"]
    lessons = {
        "draft": LessonFactory(
            easy=True,
            written_by=writer,
            you_said="A draft says zqlessondraftqz.",
            easy_did="We did zqlessoneasyqz.",
        ),
        "to-check": LessonFactory(
            written_by=writer, state="to-check", you_said="Two people said zqlessontocheckqz."
        ),
        "published": LessonFactory(
            published=True, easy=True, written_by=writer, checked_by=checker
        ),
        "withdrawn": LessonFactory(
            written_by=writer, state="withdrawn", you_said="It was zqlessonwithdrawnqz."
        ),
    }
    lessons["published"].steps.add(step)
    versions = {
        "superseded": ProcedureFactory(
            number=1,
            state="superseded",
            in_force_from=days_ago(500),
            superseded_on=days_ago(100),
            review_on=days_ago(120),
        ),
        "in-force": ProcedureFactory(
            number=2,
            in_force=True,
            changed="It is shorter.",
            consulted_from=days_ago(140),
            consulted_with="Everybody who works with us.",
            held_by=people["owner"],
        ),
        "draft": ProcedureFactory(number=3, text="## A draft\n\nzqproceduredraftqz"),
    }
    versions["in-force"].lessons.add(lessons["published"])
    year = FeedbackYearFactory(year=2025, frozen_on=date(2026, 2, 25))
    return {"lessons": lessons, "versions": versions, "year": year}
