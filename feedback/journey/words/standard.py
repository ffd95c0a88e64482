"""Every question in standard words."""

from django.utils.translation import gettext_lazy as _

from feedback.enums import Kind
from feedback.journey.wording import Said, Text, Wording, one

BOXES = "feedback/journey/boxes"
RATHER_NOT = _("I would rather not say")

SUPPORT = {
    "easy-read": _("Easy Read"),
    "large-print": _("Large print"),
    "audio": _("Audio"),
    "bsl": _("British Sign Language"),
    "language": _("Another language"),
    "supporter": _("Somebody to support me"),
}
REACH = {
    "email": _("Your e-mail address"),
    "phone": _("Your telephone number"),
    "post": _("Your postal address"),
}
PROBLEMS = {
    "missing": _("Write what happened, in as few words as you like. Nothing else has to be told."),
    "too_long": _("Write at most %(limit)s characters here. This has %(length)s."),
    "choice": _("Choose one of the answers below, or none."),
    "email": _("Write an e-mail address, like name@example.org, or leave it empty."),
    "too_much": _("That was too much to send at once. Choose fewer or smaller files."),
    "file_count": _("Choose at most %(count)s files at a time. With a code you can add more."),
}

WORDS: dict[str, Wording] = {
    "kind": one(
        "kind",
        heading=_("What would you like to do?"),
        short=_("What you would like to do"),
        hint=_("If you are not sure, choose what comes closest. It can be changed later."),
        choices={
            Kind.THANKS: _("Say thank you"),
            Kind.IDEA: _("Share an idea"),
            Kind.LIBRARY: _("Suggest something for the library"),
            Kind.WORDING: _("Suggest a change of wording"),
            Kind.CONCERN: _("Raise a concern"),
            Kind.COMPLAINT: _("Make a complaint"),
            Kind.PERSONAL_DATA: _("Complain about how we used your personal information"),
        },
    ),
    "danger": one(
        "danger",
        heading=_("Is anyone in danger now?"),
        short=_("In danger now"),
        hint=_(
            "If somebody could be hurt now, ring 999 first. What you have typed is kept here for "
            "24 hours, so you can come back to it."
        ),
        choices={
            "yes": _("Yes, or I think so"),
            "no": _("No"),
            "": RATHER_NOT,
        },
        below=f"{BOXES}/passed_on.html",
    ),
    "help-now": Wording(
        heading=_("Ring somebody now"), controls={}, above=f"{BOXES}/help_now.html"
    ),
    "what-happened": one(
        "what_happened",
        heading=_("What happened?"),
        short=_("What happened"),
        hint=_(
            "In your own words, as much or as little as you like. You can add a recording, a photo "
            "or a film at the end; then a word or two is enough here."
        ),
        instead={
            Kind.THANKS: Said(
                label=_("What would you like to say thank you for?"),
                short=_("Your thanks"),
                hint=_("In your own words, as much or as little as you like."),
            ),
            Kind.IDEA: Said(
                label=_("What is your idea?"),
                short=_("Your idea"),
                hint=_("In your own words. It does not have to be worked out."),
            ),
            Kind.LIBRARY: Said(
                label=_("What should be in the library?"),
                short=_("Your suggestion"),
                hint=_("Its name or its address, and why it would help others."),
            ),
            Kind.WORDING: Said(
                label=_("Which words should change?"),
                short=_("Your suggestion"),
                hint=_("Where they are, and what you would say in their place."),
            ),
        },
        below=f"{BOXES}/who_reads.html",
    ),
    "when": one(
        "when",
        heading=_("Roughly when was it?"),
        short=_("When"),
        hint=_("“Last spring”, “3 March” or “it still goes on” are all fine."),
    ),
    "where": one(
        "where",
        heading=_("Where was it, or in which piece of work?"),
        short=_("Where"),
        hint=_("A place, a meeting, a training, a message, a page: whatever helps us to find it."),
    ),
    "who": one(
        "who",
        heading=_("Who was it about?"),
        short=_("Who it was about"),
        hint=_(
            "A person, a team, a rule or a habit. A name, a role or a description will do, and you "
            "do not have to name anybody."
        ),
    ),
    "effect": one(
        "effect",
        heading=_("How did it affect you?"),
        short=_("How it affected you"),
        hint=_("Or somebody else. Then and since."),
    ),
    "wanted": one(
        "wanted",
        heading=_("What should happen now?"),
        short=_("What should happen now"),
        hint=_("An answer, an apology, a change, a talk, or only that we know of it."),
    ),
    "told-before": one(
        "told_before",
        heading=_("Have you told anyone before?"),
        short=_("Told before"),
        hint=_("Whom, and what came of it. You did not have to: you can come here first."),
    ),
    "for-whom": one(
        "for_whom",
        heading=_("Is this for yourself or for someone else?"),
        short=_("For whom"),
        choices={"me": _("For myself"), "else": _("For someone else"), "": RATHER_NOT},
    ),
    "agree": one(
        "they_agree",
        heading=_("Do they agree that you tell us?"),
        short=_("They agree"),
        hint=_("You can tell us either way. It changes what we may say to you about them."),
        choices={
            "yes": _("Yes"),
            "no": _("No"),
            "unknown": _("They do not know, or cannot say"),
            "": RATHER_NOT,
        },
    ),
    "personal-data": one(
        "about_my_data",
        heading=_("Is it about how we used your personal information?"),
        short=_("About your personal information"),
        hint=_("For example something about you that was shared, lost, wrong or kept too long."),
        choices={"yes": _("Yes"), "no": _("No"), "": RATHER_NOT},
    ),
    "name": one(
        "named",
        heading=_("Do you want to give your name?"),
        short=_("Giving your name"),
        hint=_(
            "We look into it either way. In a small organisation what you write may show who you "
            "are, even without a name."
        ),
        choices={
            "yes": _("Yes"),
            "no": _("No"),
            "one": _("Yes, and only one person may see it"),
        },
    ),
    "your-name": Wording(
        heading=_("Your name"),
        controls={
            "name": Said(label=_("What should we call you?"), short=_("Your name")),
            "named_to": Said(
                label=_("Who may see your name?"),
                short=_("Who may see your name"),
                hint=_("Anybody else would have to give a reason, which is written down."),
            ),
        },
    ),
    "reply": one(
        "reply_by",
        heading=_("How should we answer you?"),
        short=_("How we answer you"),
        hint=_("With a code you can read our answer here and write back."),
        choices={
            "code": _("I come back here with a code. You need no address of mine"),
            "email": _("By e-mail"),
            "phone": _("By telephone"),
            "post": _("By post"),
            "none": _("I want no answer"),
        },
    ),
    "reach": Wording(
        heading=_("Where do we reach you safely?"),
        controls={
            "reach": Said(label=_("Where to reach you"), short=_("Where to reach you")),
            "safely": Said(
                label=_("When and how is it safe?"),
                short=_("When and how it is safe"),
                hint=_(
                    "For example “only mornings”, “leave no message”, “others read my e-mail”. "
                    "Our e-mails only say that there is something new, never what."
                ),
            ),
        },
    ),
    "support": Wording(
        heading=_("What would help you?"),
        controls={
            "formats": Said(
                label=_("A format, or somebody at your side"),
                short=_("What would help you"),
                choices=SUPPORT,
            ),
            "support": Said(
                label=_("Which language, or anything else"), short=_("Anything else that helps")
            ),
        },
    ),
    "share": one(
        "share",
        heading=_("What may we tell other people?"),
        short=_("What we may tell other people"),
        hint=_(
            "To look into it we may have to ask people, also whoever it is about. Say what they "
            "may know, what not, and what we should ask you about first."
        ),
    ),
    "publish": one(
        "publish",
        heading=_("May we publish what we learn from this?"),
        short=_("Publishing what we learn"),
        hint=_("Only what we learned and changed, and nothing that leads to you."),
        choices={"yes": _("Yes"), "ask": _("Ask me first"), "no": _("No"), "": RATHER_NOT},
    ),
    "readers": one(
        "not_these",
        heading=_("Who will read this"),
        short=_("Who should not read it"),
        hint=_("Tick whoever should not read it or know of it. They are not told that you did."),
        below=f"{BOXES}/if_all.html",
    ),
}

NOT_THIS = _("%(name)s: not this person")
# The upload's own words say what is wrong with a file.
WRONG_FILES: dict[str, Text] = {}
FILES = Said(
    label=_("Add files"),
    short=_("Files"),
    hint=_(
        "Photos, recordings, films, letters: up to 10 files of 20 MB each. If you get a code, you "
        "can add more later with it."
    ),
)
