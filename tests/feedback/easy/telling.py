"""The way from the start page to the code in easy words, with all that can be wrong on it."""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile

from feedback.enums import Kind
from feedback.journey.questions import QUESTIONS
from feedback.journey.versions import EASY
from imroc_ei.organisation.models import Organisation
from tests.feedback.journey.browsing import Browser, People
from tests.uploads.test_files import EXE, PDF

HAPPENED = EASY.question("what-happened")
ANSWERS = {
    "kind": "complaint",
    "danger": "yes",
    "what_happened": "It was bad.",
    "for_whom": "else",
    "named": "one",
    "reply_by": "email",
}


def telling(people: People) -> None:
    """Everything from the start page to the code, and the door when it is closed."""
    Organisation.objects.update(external_bodies="The Ombudsman")
    Browser().go(EASY.start).go(EASY.check).go(f"{EASY.start}?kept=1")
    every_kind()
    every_question()
    every_reply()
    nobody_left(people)
    Organisation.objects.update(rooms=[])
    Browser().go(EASY.start).go(EASY.check)


def every_kind() -> None:
    browser = Browser()
    for kind in Kind:
        browser.go(EASY.question("kind")).press(kind=kind)
        browser.go(HAPPENED)
        if kind.is_short:
            browser.press(what_happened="Good.").go(EASY.check)
            browser.go(HAPPENED).press("back", what_happened="")
    browser.go(EASY.question("kind")).press(kind="complaint")
    browser.go(HAPPENED).press()
    browser.press(what_happened="a" * 50_001)


def every_question() -> None:
    browser = Browser().go(EASY.question("kind"))
    for question in QUESTIONS:
        assert browser.at == EASY.question(question.slug)
        if question.slug == "reach":
            browser.press(reach="nowhere").press(reach="a@example.org")
            continue
        browser.press(**{name: ANSWERS[name] for name in question.fields if name in ANSWERS})
    browser.press(files=[SimpleUploadedFile(f"a{number}.exe", EXE) for number in range(3)])
    browser.press(files=[SimpleUploadedFile("empty.pdf", b"")])
    browser.press(files=[SimpleUploadedFile(f"{number}.pdf", PDF) for number in range(11)])
    browser.press(files=[SimpleUploadedFile("a.pdf", PDF)])


def every_reply() -> None:
    for reply in ("code", "none", "email"):
        browser = Browser().go(EASY.question("kind")).press(kind="thanks")
        browser.press(what_happened="Good.").press(reply_by=reply)
        browser.go(EASY.check).press()


def nobody_left(people: People) -> None:
    """Who ticks every handler is read by the outside contact."""
    browser = Browser().go(HAPPENED).press(what_happened="Bad.")
    browser.go(EASY.question("readers"))
    browser.press(not_these=[people.ada.public_id, people.bea.public_id])
