"""Who may know of what: the table that `test_privacy.py` holds every address against."""

from __future__ import annotations

import difflib
import io
import re
import zipfile
from collections.abc import Iterator
from typing import Protocol

from django.urls import reverse

from tests.pages import PAGES
from tests.world import ACTIVITY_STATES, World, sought_word_of, word_of

EVERYBODY = (
    *("anyone", "nobody", "consultant", "author", "team_member", "lead", "handler", "owner"),
    *("only_lead", "only_handler", "only_owner", "ticked_handler", "later_handler", "outside"),
)
CONSULTANTS = {"consultant", "author", "team_member", "lead", "handler", "owner"}

# By the state of an entry, who may know that it exists. Nobody may because of running the
# site, leading or answering complaints alone: those who may are consultants, too.
MAY_KNOW: dict[str, set[str]] = {
    "draft": {"author"},
    "only-me": {"author"},
    "team": {"author", "team_member"},
    "consultants": CONSULTANTS,
    # Also whoever may check it, who need not be a consultant.
    "waiting": CONSULTANTS | {"only_lead"},
    "checked": set(EVERYBODY),
    "withdrawn": {"author"},
}

# Who may open it: of those who are no consultants, nobody before it is checked.
MAY_READ = {**MAY_KNOW, "waiting": CONSULTANTS}

# Every address at which an entry is changed: only its author's, but for the check.
CHANGES_AN_ENTRY = {
    *("activity_edit", "activity_withdraw", "activity_restore", "activity_delete"),
    *("activity_check", "evidence_add", "evidence_remove"),
}
MAY_CHECK = {"activity_check"}
CHECKERS = {"lead", "only_lead"}

# What is not in the list of what was done: an author finds it in My space.
UNFINISHED = {"draft", "withdrawn"}

# By model, what its rows are to the people they are about. "private" rows reach nobody but
# those whom `visible_to` names, "people" those who run the site, "plan" everybody;
# "machinery" is read by programs alone.
MODELS: dict[str, str] = {
    "account.EmailAddress": "people",
    "account.EmailConfirmation": "machinery",
    "admin.LogEntry": "machinery",
    "aims.Aim": "plan",
    "aims.HistoricalAim": "plan",
    "aims.HistoricalTerm": "plan",
    "aims.HistoricalVision": "plan",
    "aims.Term": "plan",
    "aims.Vision": "plan",
    "auth.Group": "machinery",
    "auth.Permission": "machinery",
    "contenttypes.ContentType": "machinery",
    "library.HistoricalResource": "plan",
    "library.LinkCheck": "machinery",
    "library.Problem": "private",
    "library.ReadingList": "private",
    "library.ReadingListItem": "private",
    "library.Resource": "plan",
    "library.SavedSearch": "private",
    "library.Suggestion": "private",
    "library.Topic": "plan",
    "feedback.Case": "private",
    "feedback.CaseAccess": "private",
    "feedback.CaseAction": "private",
    "feedback.CaseEntry": "private",
    "feedback.CaseFile": "private",
    "feedback.CaseMove": "private",
    "feedback.CaseView": "private",
    "feedback.Conflict": "private",
    "feedback.Draft": "machinery",
    "feedback.FeedbackChoices": "plan",
    "feedback.FeedbackYear": "plan",
    "feedback.HistoricalLesson": "private",
    "feedback.HistoricalProcedureVersion": "plan",
    "feedback.HistoricalReplyTemplate": "private",
    "feedback.KeyMark": "machinery",
    "feedback.Lesson": "private",
    "feedback.ProcedureVersion": "plan",
    "feedback.ReplyTemplate": "private",
    "feedback.UnlinkedAnswer": "private",
    "feedback.WaitingSheet": "private",
    "mfa.Authenticator": "machinery",
    "notices.Digest": "machinery",
    "notices.JobRun": "machinery",
    "notices.Notice": "private",
    "organisation.Organisation": "plan",
    "people.Invitation": "people",
    "people.RoleGrant": "people",
    "people.TeamTerm": "people",
    "people.User": "people",
    "sessions.Session": "machinery",
    "steps.Action": "private",
    "steps.Activity": "private",
    "steps.CalendarFeed": "machinery",
    "steps.Evidence": "private",
    "steps.Finding": "private",
    "steps.HistoricalStep": "plan",
    "steps.Placement": "plan",
    "steps.Quarter": "private",
    "steps.Review": "private",
    "steps.Step": "plan",
}

CHANGES_WITH_EVERY_REQUEST = (
    re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"'),
    re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"),
)


class Answer(Protocol):
    def getvalue(self) -> bytes: ...


def may_know(role: str) -> set[str]:
    return {state for state, roles in MAY_KNOW.items() if role in roles}


def text_of(response: Answer) -> str:
    """Return all that an answer says, and what is in the files that it packs together."""
    content = response.getvalue()
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as pack:
            texts = [name for name in pack.namelist() if not name.startswith("docProps")]
            content = b"\n".join(pack.read(name) for name in texts)
    return content.decode(errors="replace")


def lasting_text_of(response: Answer) -> str:
    """Return what an answer says, without what is new in every answer."""
    text = text_of(response)
    for pattern in CHANGES_WITH_EVERY_REQUEST:
        text = pattern.sub("", text)
    return text


def difference(before: str, after: str) -> list[str]:
    """Return the lines that differ, as in a diff without its context."""
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm="")
    return [line for line in lines if not line.startswith(("---", "+++", "@@"))]


def told_of(text: str) -> set[str]:
    """Return the states whose entry an answer mentions."""
    return {state for state in ACTIVITY_STATES if word_of(state) in text}


LISTS = ("activities", "activities_csv", "activities_xlsx")


def filters(world: World) -> Iterator[str]:
    """Yield what can stand behind a list's address: each filter, and a search for each entry."""
    yield from ("?shared=1", "?mine=1", "?learned=1", "?aim=1", "?aim=2", "?kind=other")
    yield from (f"?step={world.step.slug}", "?from=2000-01-01", "?audience=only-me", "?page=1")
    yield from (f"?q={sought_word_of(state)}" for state in ACTIVITY_STATES)


# What tells of being read, and so changes by it.
CHANGED_BY_READING = {"case_log"}


def whole_site(world: World) -> Iterator[str]:
    """Yield every address of the table, the list with every filter, and its files with some."""
    for page in PAGES:
        if "full" in page.in_states and page.name not in CHANGED_BY_READING:
            yield page.address(world)
    yield from (reverse("activities") + query for query in filters(world))
    for name in ("search", "library", "library_feed"):
        yield from (f"{reverse(name)}?q={sought_word_of(state)}" for state in ACTIVITY_STATES)
    for name in LISTS[1:]:
        yield from (reverse(name) + query for query in ("?audience=only-me", "?mine=1"))
