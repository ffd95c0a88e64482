"""The same questions in easy words, for the same answers: what is kept does not say which."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from feedback.equality.questions import ABOUT_YOU
from feedback.unlinked import Question, Sheet

RATHER_NOT = {"rather-not": _("I do not want to say")}
YES_OR_NO = {"yes": _("Yes"), "no": _("No"), **RATHER_NOT}

ABOUT_YOU_EASY = Sheet(
    name=ABOUT_YOU.name,
    heading=ABOUT_YOU.heading,
    questions=(
        Question(
            slug="age",
            text=_("What is your age?"),
            choices={
                "under-25": _("Younger than 25"),
                "25-to-44": _("From 25 to 44"),
                "45-to-64": _("From 45 to 64"),
                "65-or-over": _("65 or older"),
                **RATHER_NOT,
            },
            drawing="cake",
        ),
        Question(
            slug="lived-experience",
            text=_("Have you had mental health problems?"),
            hint=_("For example, you felt very low or very scared."),
            choices=YES_OR_NO,
            drawing="cloud",
        ),
        Question(
            slug="disability",
            text=_("Do you have a disability or a long illness?"),
            hint=_("It can be one that nobody sees."),
            choices=YES_OR_NO,
            drawing="wheelchair",
        ),
        Question(
            slug="ethnic-group",
            text=_("What is your ethnic group?"),
            hint=_("It is about your family and where they come from."),
            choices={
                "asian": _("Asian or British Asian"),
                "black": _("Black: British, African or Caribbean"),
                "mixed": _("Mixed: two groups or more"),
                "white": _("White"),
                "another": _("Another group"),
                **RATHER_NOT,
            },
            drawing="globe",
        ),
        Question(
            slug="gender",
            text=_("Are you a woman or a man?"),
            hint=_("You can use other words for it, too."),
            choices={
                "woman": _("A woman"),
                "man": _("A man"),
                "another": _("I use other words for it"),
                **RATHER_NOT,
            },
            drawing="person",
        ),
        Question(
            slug="trans",
            text=_("Did people say the same when you were born?"),
            hint=_("They said: it is a girl. Or they said: it is a boy."),
            choices=YES_OR_NO,
            drawing="badge",
        ),
        Question(
            slug="orientation",
            text=_("Who do you fall in love with?"),
            choices={
                "straight": _("Straight: I love people of another gender"),
                "gay": _("Gay or lesbian: I love people of my gender"),
                "bi": _("Bi: I love people of more than one gender"),
                "another": _("I use other words for it"),
                **RATHER_NOT,
            },
            drawing="heart",
        ),
        Question(
            slug="belief",
            text=_("Do you have a religion?"),
            hint=_("For example, you go to a church or a mosque."),
            choices={
                "none": _("I have no religion"),
                "christian": _("I am a Christian"),
                "muslim": _("I am a Muslim"),
                "another": _("I have another religion or belief"),
                **RATHER_NOT,
            },
            drawing="candle",
        ),
    ),
)
