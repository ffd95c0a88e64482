"""Every question in easy words: at most twelve words a sentence, one idea a line."""

from django.utils.translation import gettext_lazy as _

from feedback.enums import Kind
from feedback.journey.wording import Said, Wording, one

BOXES = "feedback/journey/easy/boxes"
RATHER_NOT = _("I do not want to say")

SUPPORT = {
    "easy-read": _("Easy Read"),
    "large-print": _("Big letters"),
    "audio": _("To listen to it"),
    "bsl": _("Sign language"),
    "language": _("Another language"),
    "supporter": _("A person to help me"),
}
REACH = {
    "email": _("Your e-mail"),
    "phone": _("Your phone number"),
    "post": _("Your home address"),
}
PROBLEMS = {
    "missing": _("Write what happened. A few words are enough."),
    "too_long": _("This is too long. Write at most %(limit)s letters."),
    "choice": _("Choose one of the answers."),
    "email": _("Write an e-mail address. It looks like name@example.org."),
    "too_much": _("That was too much at once. Choose fewer files or smaller ones."),
    "file_count": _("You can add %(count)s files at most."),
}

WORDS: dict[str, Wording] = {
    "kind": one(
        "kind",
        heading=_("What do you want to do?"),
        short=_("What you want to do"),
        hint=_("Not sure? Choose what fits best."),
        choices={
            Kind.THANKS: _("Say thank you"),
            Kind.IDEA: _("Tell you my idea"),
            Kind.LIBRARY: _("Tell you about a good book or film"),
            Kind.WORDING: _("Tell you about words that are not right"),
            Kind.CONCERN: _("Tell you about a worry"),
            Kind.COMPLAINT: _("Complain about something bad"),
            Kind.PERSONAL_DATA: _("Complain about how you used facts about me"),
        },
        drawing="speech",
    ),
    "danger": one(
        "danger",
        heading=_("Is someone in danger?"),
        short=_("In danger now"),
        hint=_("Could someone get hurt now? Then ring 999 first. You can come back here after."),
        choices={"yes": _("Yes, or maybe"), "no": _("No"), "": RATHER_NOT},
        below=f"{BOXES}/passed_on.html",
        drawing="phone",
    ),
    "help-now": Wording(
        heading=_("Ring someone now"),
        controls={},
        above=f"{BOXES}/help_now.html",
        drawing="phone",
    ),
    "what-happened": one(
        "what_happened",
        heading=_("What happened?"),
        short=_("What happened"),
        hint=_("Use your own words. A few words are enough."),
        instead={
            Kind.THANKS: Said(
                label=_("What do you want to say thank you for?"),
                short=_("Your thanks"),
                hint=_("Use your own words."),
            ),
            Kind.IDEA: Said(
                label=_("What is your idea?"),
                short=_("Your idea"),
                hint=_("Use your own words."),
            ),
            Kind.LIBRARY: Said(
                label=_("What is good? Why is it good?"),
                short=_("What is good"),
                hint=_("Write its name."),
            ),
            Kind.WORDING: Said(
                label=_("Which words are not right?"),
                short=_("The words"),
                hint=_("Write better words if you know some."),
            ),
        },
        below=f"{BOXES}/who_reads.html",
        drawing="pen",
    ),
    "when": one(
        "when",
        heading=_("When was it?"),
        short=_("When"),
        hint=_("Not sure? Write what you remember."),
        drawing="clock",
    ),
    "where": one(
        "where",
        heading=_("Where was it?"),
        short=_("Where"),
        hint=_("It can be a place, a meeting or a web page."),
        drawing="place",
    ),
    "who": one(
        "who",
        heading=_("Who was it about?"),
        short=_("About which person"),
        hint=_("You do not have to write a name."),
        drawing="person",
    ),
    "effect": one(
        "effect",
        heading=_("How did it make you feel?"),
        short=_("How you felt"),
        hint=_("What changed for you?"),
        drawing="heart",
    ),
    "wanted": one(
        "wanted",
        heading=_("What do you want us to do?"),
        short=_("What we should do"),
        hint=_("For example: change something, or talk with you."),
        drawing="hand",
    ),
    "told-before": one(
        "told_before",
        heading=_("Did you tell anyone before?"),
        short=_("Told before"),
        hint=_("Who was it? What did they do?"),
        drawing="ear",
    ),
    "for-whom": one(
        "for_whom",
        heading=_("Is this about you or about someone else?"),
        short=_("About you or someone else"),
        choices={"me": _("About me"), "else": _("About someone else"), "": RATHER_NOT},
        drawing="two",
    ),
    "agree": one(
        "they_agree",
        heading=_("Did they say yes to you telling us?"),
        short=_("They said yes"),
        hint=_("You can tell us if they did not."),
        choices={
            "yes": _("Yes"),
            "no": _("No"),
            "unknown": _("They do not know"),
            "": RATHER_NOT,
        },
        drawing="two",
    ),
    "personal-data": one(
        "about_my_data",
        heading=_("Is it about facts that we keep about you?"),
        short=_("About facts we keep"),
        hint=_("For example your name, your address or your health."),
        choices={"yes": _("Yes"), "no": _("No"), "": RATHER_NOT},
        drawing="folder",
    ),
    "name": one(
        "named",
        heading=_("Do you want to tell us your name?"),
        short=_("Telling your name"),
        hint=_("You can say no. We may still guess who you are."),
        choices={
            "yes": _("Yes"),
            "no": _("No"),
            "one": _("Yes, but only one person may see it"),
        },
        drawing="badge",
    ),
    "your-name": Wording(
        heading=_("Your name"),
        controls={
            "name": Said(label=_("What is your name?"), short=_("Your name")),
            "named_to": Said(
                label=_("Who may know your name?"),
                short=_("Who may know your name"),
                hint=_("Choose one person."),
            ),
        },
        drawing="badge",
    ),
    "reply": one(
        "reply_by",
        heading=_("How do you want our answer?"),
        short=_("How we answer"),
        hint=_("You can get a code. Then you can read our answer here."),
        choices={
            "code": _("I come back here with my code"),
            "email": _("By e-mail"),
            "phone": _("By phone"),
            "post": _("By letter"),
            "none": _("I want no answer"),
        },
        drawing="letter",
    ),
    "reach": Wording(
        heading=_("How can we reach you?"),
        controls={
            "reach": Said(label=_("Your address or number"), short=_("How we reach you")),
            "safely": Said(
                label=_("When is it safe for you?"),
                short=_("When it is safe"),
                hint=_("Does anyone else see your letters or your phone? Tell us here."),
            ),
        },
        drawing="letter",
    ),
    "support": Wording(
        heading=_("What helps you?"),
        controls={
            "formats": Said(label=_("I would like"), short=_("What helps you"), choices=SUPPORT),
            "support": Said(label=_("Anything else"), short=_("Anything else")),
        },
        drawing="eye",
    ),
    "share": one(
        "share",
        heading=_("What can other people know?"),
        short=_("What we may tell others"),
        hint=_("We may have to ask other people about it. Is there something they must not know?"),
        drawing="ear",
    ),
    "publish": one(
        "publish",
        heading=_("May we tell everybody what we learned?"),
        short=_("Telling what we learned"),
        hint=_("We do not say who you are."),
        choices={"yes": _("Yes"), "ask": _("Ask me first"), "no": _("No"), "": RATHER_NOT},
        drawing="book",
    ),
    "readers": one(
        "not_these",
        heading=_("Who will read this"),
        short=_("Who must not read it"),
        hint=_("Is someone here not the right person? Tick them. We do not tell them."),
        below=f"{BOXES}/if_all.html",
        drawing="eye",
    ),
}

NOT_THIS = _("%(name)s must not read it")
# By the code of what is wrong with a file.
WRONG_FILES = {
    "size": _("%(name)s: this file is too big."),
    "empty": _("%(name)s: this file is empty."),
    "kind": _("%(name)s: we cannot open this file. Choose another one."),
}
FILES = Said(
    label=_("Add photos or files"),
    short=_("Files"),
    hint=_("Do you get a code? Then you can send more later."),
)
