"""The questions about people. The groups are wide, so that few answers stand alone."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from feedback.unlinked import Question, Sheet

RATHER_NOT = {"rather-not": _("I would rather not say")}
YES_OR_NO = {"yes": _("Yes"), "no": _("No"), **RATHER_NOT}

ABOUT_YOU = Sheet(
    name="about-you",
    heading=_("Who spoke to us, of those who answered"),
    questions=(
        Question(
            slug="age",
            text=_("How old are you?"),
            choices={
                "under-25": _("Under 25"),
                "25-to-44": _("25 to 44"),
                "45-to-64": _("45 to 64"),
                "65-or-over": _("65 or over"),
                **RATHER_NOT,
            },
        ),
        Question(
            slug="lived-experience",
            text=_("Have you lived with mental health difficulties yourself?"),
            choices=YES_OR_NO,
        ),
        Question(
            slug="disability",
            text=_("Are you disabled, or do you have a condition that lasts?"),
            choices=YES_OR_NO,
        ),
        Question(
            slug="ethnic-group",
            text=_("Which of these is nearest to your ethnic group?"),
            choices={
                "asian": _("Asian or Asian British"),
                "black": _("Black, Black British, African or Caribbean"),
                "mixed": _("More than one ethnic group"),
                "white": _("White"),
                "another": _("Another ethnic group"),
                **RATHER_NOT,
            },
        ),
        Question(
            slug="gender",
            text=_("What is your gender?"),
            choices={
                "woman": _("Woman"),
                "man": _("Man"),
                "another": _("I describe it in another way"),
                **RATHER_NOT,
            },
        ),
        Question(
            slug="trans",
            text=_("Is it the one that you were registered with at birth?"),
            choices=YES_OR_NO,
        ),
        Question(
            slug="orientation",
            text=_("What is your sexual orientation?"),
            choices={
                "straight": _("Straight"),
                "gay": _("Gay or lesbian"),
                "bi": _("Bi"),
                "another": _("I describe it in another way"),
                **RATHER_NOT,
            },
        ),
        Question(
            slug="belief",
            text=_("What is your religion or belief?"),
            choices={
                "none": _("None"),
                "christian": _("Christian"),
                "muslim": _("Muslim"),
                "another": _("Another religion or belief"),
                **RATHER_NOT,
            },
        ),
    ),
)
