"""The words of these pages in the two versions. Each page has a template of its own beside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from feedback.enums import EntryKind, Found

Texts = Mapping[str, str | Promise]

OUR_ENTRIES: Texts = {
    EntryKind.MESSAGE: _("We wrote to you"),
    EntryKind.ACKNOWLEDGEMENT: _("We have read it"),
    EntryKind.PROGRESS: _("How far we are"),
    EntryKind.EXTENSION: _("We need more time"),
    EntryKind.ANSWER: _("Our answer"),
}

# Those with an address that needs nothing more.
PAGES = ("case", "write", "second_look", "withdraw", "kept", "leave")


@dataclass(frozen=True, kw_only=True)
class Version:
    """A way of saying it: addresses, templates and the words that are not in templates."""

    prefix: str
    folder: str
    # The name of the address at which somebody begins to tell us.
    start_name: str
    states: Texts = field(repr=False)
    entries: Texts = field(repr=False)
    parts: Texts = field(repr=False)
    found: Texts = field(repr=False)
    fields: Texts = field(repr=False)
    problems: Texts = field(repr=False)
    done: Texts = field(repr=False)

    def problem(self, name: str, **numbers: str) -> str:
        return str(self.problems[name]) % numbers

    def url(self, name: str = "") -> str:
        return reverse(self.url_name(name))

    def url_name(self, name: str = "") -> str:
        return f"{self.prefix}_{name}" if name else self.prefix

    @property
    def is_easy(self) -> bool:
        return bool(self.folder)

    @property
    def start(self) -> str:
        return reverse(self.start_name)

    @property
    def urls(self) -> dict[str, str]:
        return {name: self.url(name) for name in PAGES}

    @property
    def file_page(self) -> str:
        return self.url_name("file")

    def template(self, name: str) -> str:
        return f"feedback/follow_up/{self.folder}{name}.html"


STANDARD = Version(
    prefix="feedback_follow_up",
    folder="",
    start_name="feedback",
    states={
        "received": _("We have what you told us. A person reads it and writes to you here."),
        "received-by": _(
            "We have what you told us. A person reads it and writes to you here by %(day)s."
        ),
        "received-late": _(
            "We have what you told us. A person was to write to you by %(day)s. That is late, and "
            "those who have to do it are reminded."
        ),
        "looking": _("Somebody is working on it. You find here what they write to you."),
        "looking-by": _("Somebody is working on it. You will have our answer by %(day)s."),
        "looking-late": _(
            "Somebody is working on it. You were to have our answer by %(day)s. That is late, and "
            "those who have to do it are reminded."
        ),
        "answered": _("We have answered."),
        "answered-by": _("We have answered. You can ask for a second look until %(day)s."),
        "answered-late": _(
            "We have answered. The time to ask for a second look ended on %(day)s. If you still "
            "want one, write to us and say why it comes now."
        ),
        "second": _("You asked for a second look. Somebody else takes it."),
        "second-by": _(
            "You asked for a second look. Somebody else takes it. You hear from them by %(day)s."
        ),
        "second-late": _(
            "You asked for a second look. You were to hear from somebody by %(day)s. That is "
            "late, and those who have to do it are reminded."
        ),
        "answered-again": _(
            "We have answered a second time. This is our last answer. It says where else you can "
            "turn."
        ),
        "closed": _("This is closed."),
        "closed-by": _("This is closed. You can ask for a second look until %(day)s."),
        "closed-late": _(
            "This is closed. The time to ask for a second look ended on %(day)s. If you still "
            "want one, write to us and say why it comes now."
        ),
        "redirected": _("This is for another place. What we wrote to you says where to turn."),
        "withdrawn": _("You took this back. Nobody works on it any more."),
    },
    entries={
        EntryKind.SAID: _("You told us"),
        EntryKind.ADDED: _("You wrote"),
        **OUR_ENTRIES,
    },
    parts={
        "what_happened": _("What happened"),
        "when": _("When"),
        "where": _("Where, or which work"),
        "who": _("Who it is about"),
        "effect": _("How it affected you"),
        "wanted": _("What you want to happen"),
        "told_before": _("Whom you had told before"),
        "support": _("What you need"),
        "share": _("What we may share"),
        "understood": _("What we understood"),
        "acknowledged_wanted": _("What you want to happen"),
        "acknowledged_who": _("Who looks at it"),
        "by_when": _("By when"),
        "acknowledged_support": _("What support there is"),
        "until": _("You have our answer by"),
        "found": _("What we found"),
        "why": _("Why"),
        "remedy": _("What we do to put it right"),
        "second_look": _("How to ask for a second look"),
        "elsewhere": _("Where else you can turn"),
    },
    found=dict(Found.choices),
    fields={
        "code": _("Your code"),
        "code-hint": _("16 digits, in four groups of four. Spaces do not matter."),
        "words": _("What you want to say"),
        "files": _("Files"),
        "files-hint": _(
            "Up to 10 pictures, documents, recordings or films, each up to 20 MB. We draw "
            "pictures anew, so that they do not say where they were taken. A document or a film "
            "may still say who made it."
        ),
        "why": _("Why you want a second look"),
        "why-hint": _(
            "You need not give a reason. If you do, it helps to look at the right thing."
        ),
    },
    problems={
        "no-code": _("Enter your code. It has 16 digits, in four groups of four."),
        "unknown": _(
            "We find nothing under this code. Check each group of digits. If a year or more has "
            "passed, what you told us may have been destroyed, and its code with it."
        ),
        "nothing": _("Write something, or choose a file."),
        "too-long": _("This has %(length)s characters, and there is room for %(limit)s."),
        "too-many": _("Choose up to 10 files."),
        "too-large": _("That was too much to send at once. Choose fewer or smaller files."),
    },
    done={
        "written": _("We have what you wrote."),
        "second-look": _("You have asked for a second look."),
        "withdrawn": _("You have taken it back."),
        "kept": _("This browser shows your code no more."),
        "twice": _("That had been done already."),
    },
)

EASY = Version(
    prefix="feedback_easy_follow_up",
    folder="easy/",
    start_name="feedback_easy",
    states={
        "received": _("We have your words. A person reads them. They write to you here."),
        "received-by": _("We have your words. A person writes to you here by %(day)s."),
        "received-late": _(
            "We have your words. We wanted to write by %(day)s. We are late. We are working on it."
        ),
        "looking": _("A person works on it. They write to you here."),
        "looking-by": _("A person works on it. We answer you by %(day)s."),
        "looking-late": _(
            "A person works on it. We wanted to answer by %(day)s. We are late. We are working "
            "on it."
        ),
        "answered": _("We have answered you."),
        "answered-by": _(
            "We have answered you. Is the answer not right? You can ask us to look again. You "
            "can do it until %(day)s."
        ),
        "answered-late": _(
            "We have answered you. The time to ask again ended on %(day)s. Do you still want it? "
            "Then write to us and say why."
        ),
        "second": _("You asked us to look again. Another person does it."),
        "second-by": _("You asked us to look again. Another person writes to you by %(day)s."),
        "second-late": _(
            "You asked us to look again. We wanted to write by %(day)s. We are late. We are "
            "working on it."
        ),
        "answered-again": _(
            "We looked again and answered you. That was the last answer. It says who else can help."
        ),
        "closed": _("This has ended."),
        "closed-by": _("This has ended. You can ask us to look again until %(day)s."),
        "closed-late": _(
            "This has ended. The time to ask again ended on %(day)s. Do you still want it? Then "
            "write to us and say why."
        ),
        "redirected": _("Another place can help with this. We wrote to you who it is."),
        "withdrawn": _("You took this back. Nobody works on it now."),
    },
    entries={
        EntryKind.SAID: _("You told us"),
        EntryKind.ADDED: _("You wrote"),
        **OUR_ENTRIES,
    },
    parts={
        "what_happened": _("What happened"),
        "when": _("When it was"),
        "where": _("Where it was"),
        "who": _("Who it was about"),
        "effect": _("How it made you feel"),
        "wanted": _("What you want"),
        "told_before": _("Who you told before"),
        "support": _("What you need"),
        "share": _("What we may tell others"),
        "understood": _("This is what we understood"),
        "acknowledged_wanted": _("This is what you want"),
        "acknowledged_who": _("This person looks at it"),
        "by_when": _("By this day"),
        "acknowledged_support": _("This can help you"),
        "until": _("We answer by this day"),
        "found": _("What we found out"),
        "why": _("Why we think so"),
        "remedy": _("What we do now"),
        "second_look": _("How to ask us to look again"),
        "elsewhere": _("Who else can help"),
    },
    found={
        Found.UPHELD: _("You are right. It was wrong."),
        Found.PARTLY: _("You are right in part."),
        Found.NOT_UPHELD: _("We did not find that it was wrong."),
        Found.CANNOT_SAY: _("We cannot say."),
    },
    fields={
        "code": _("Your code"),
        "code-hint": _("A code has 16 numbers."),
        "words": _("What do you want to tell us?"),
        "files": _("Pictures or files"),
        "files-hint": _(
            "You can add up to 10 files. A picture does not say where you took it. Other files "
            "may say who made them."
        ),
        "why": _("Why should we look again?"),
        "why-hint": _("You can leave this empty."),
    },
    problems={
        "no-code": _("Write your code here. It has 16 numbers."),
        "typo": _("This is not right yet. A code has 16 numbers. Look at each number again."),
        "unknown": _(
            "We find nothing with this code. Look at each number again. Is it more than a year "
            "ago? Then we may have deleted it."
        ),
        "nothing": _("Write something or choose a file."),
        "too-long": _("This is too long. Make it shorter. You can write %(limit)s letters."),
        "too-many": _("Choose 10 files or fewer."),
        "too-large": _("That was too much at once. Choose smaller files."),
        "file": _(
            "We cannot take this file. Choose a picture, a PDF or a film. It can have up to 20 MB."
        ),
    },
    done={
        "written": _("We got your words. Thank you."),
        "second-look": _("You asked us to look again."),
        "withdrawn": _("You took it back."),
        "kept": _("This browser does not show your code now."),
        "twice": _("You did that before."),
    },
)
