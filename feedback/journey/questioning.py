"""One question as a page: showing it with what was answered, and taking an answer.

What cannot be taken is kept as it was typed and shown from there: so reloading any page asks
nothing, going back loses nothing, and an answer that stands already stays until a better one comes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.functional import SimpleLazyObject

from feedback.door import drafts
from feedback.door.drafts import Draft
from feedback.journey import route
from feedback.journey.forms import AnswerForm, Answers
from feedback.journey.handlers import named_handlers, outside_contacts
from feedback.journey.questions import FIRST, Question, on_the_long_way
from feedback.journey.versions import Version, other

# In an address: show what could not be taken.
AGAIN = "again"
# In an address: keep it and show nothing.
KEEP = "keep"
# More than this is shown once and not kept.
MOST_KEPT_CHARACTERS = 200_000


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A question, in a version, as one request asks it."""

    question: Question
    version: Version
    answers: Answers
    changing: bool = False

    @property
    def kept_as(self) -> str:
        """The name in the draft of what was typed and could not be taken."""
        return f"typed {self.question.slug}"

    @property
    def is_waiting(self) -> bool:
        """Whether something was typed that could not be taken, and nothing better came since."""
        return self.answers.get(self.kept_as) is not None

    def form(self, data: Any = None, *, needed: bool = False) -> AnswerForm:
        return self.question.form(
            data,
            wording=self.version.words[self.question.slug],
            version=self.version,
            answers=self.answers,
            needed=needed,
        )

    def save(self, request: HttpRequest, answers: dict[str, Any]) -> Draft:
        return drafts.save(request, answers, easy=self.version.is_easy)

    def typed_before(self) -> AnswerForm:
        """Return the form with what could not be taken; what is wrong is said again.

        Where something better has come since, that is what it shows.
        """
        typed = self.answers.get(self.kept_as)
        if typed is None and (not self.question.required or self.answers.get("what_happened")):
            return self.form()
        data = QueryDict(mutable=True)
        for name, values in (typed or {}).items():
            data.setlist(name, values)
        form = self.form(data, needed=self.question.required)
        form.is_valid()
        return form


def show(request: HttpRequest, page: Asked, form: AnswerForm) -> HttpResponse:
    answers = page.answers
    changed_kind = bool(answers.get("kind"))
    context = {
        "page": page,
        "version": page.version,
        "form": form,
        "wording": form.wording,
        "number": route.number(page.question, answers),
        "leave": on_the_long_way(answers) and (page.question is not FIRST or changed_kind),
        "may_end": route.may_end(page.question, answers, changing=page.changing),
        "people": SimpleLazyObject(named_handlers),
        "outside": SimpleLazyObject(outside_contacts),
        "is_long": on_the_long_way(answers),
    }
    return render(request, page.version.page("question"), context)


def take(request: HttpRequest, page: Asked) -> HttpResponse:
    """Keep the answer and go where the button says.

    On, back, to the same in other words, or past all that is left to the answers.
    """
    button = request.POST.get("go", "on")
    form = page.form(request.POST, needed=page.question.required and button in ("on", "end"))
    if not form.is_valid():
        return give_back(request, page, form, button)
    draft = page.save(request, {**form.answers(), page.kept_as: None})
    if draft.is_sent:
        return redirect(page.version.sent)
    return redirect(leads_to(page, draft.answers, button))


def keep(request: HttpRequest, page: Asked) -> HttpResponse:
    """Keep what is being typed, also where it cannot be taken. The page asks for it by itself."""
    form = page.form(request.POST)
    typed = as_typed(request, form)
    if form.is_valid():
        page.save(request, {**form.answers(), page.kept_as: None})
    elif typed is not None:
        page.save(request, {page.kept_as: typed})
    return HttpResponse(status=204)


def leads_to(page: Asked, now: Answers, button: str) -> str:
    if button == "back":
        return route.way_back(page.question, now, page.version, changing=page.changing)
    if button == "other":
        address = other(page.version).question(page.question.slug)
        return address + route.CHANGING if page.changing else address
    ends = page.changing or button == "end"
    return route.way_on(page.question, page.answers, now, page.version, changing=ends)


def as_typed(request: HttpRequest, form: AnswerForm) -> dict[str, list[str]] | None:
    """Return what the fields say, as it came; None where that is too much to keep."""
    typed = {name: request.POST.getlist(name) for name in form.fields}
    length = sum(len(text) for texts in typed.values() for text in texts)
    return typed if length <= MOST_KEPT_CHARACTERS else None


def give_back(request: HttpRequest, page: Asked, form: AnswerForm, button: str) -> HttpResponse:
    """Keep what was typed, and say from a page of its own what is wrong with it.

    Who only goes back is not asked to put it right first: it is there when they come again.
    """
    typed = as_typed(request, form)
    if typed is None:
        return show(request, page, form)
    page.save(request, {page.kept_as: typed})
    if button == "back":
        return redirect(leads_to(page, page.answers, button))
    version = other(page.version) if button == "other" else page.version
    query = route.CHANGING + "&" if page.changing else "?"
    return redirect(f"{version.question(page.question.slug)}{query}{AGAIN}=1")
