from typing import Any

import pytest

from feedback.enums import Kind, ReplyBy
from feedback.models import Case
from feedback.vault.sealed import key_of, read
from tests.feedback.journey.browsing import Browser, People

pytestmark = pytest.mark.django_db

LONG_WAY: list[tuple[str, dict[str, Any]]] = [
    ("What would you like to do?", {"kind": "complaint"}),
    ("Is anyone in danger now?", {"danger": "no"}),
    ("What happened?", {"what_happened": "They shouted.\nTwice."}),
    ("Roughly when was it?", {"when": "last spring"}),
    ("Where was it, or in which piece of work?", {"where": "the garden"}),
    ("Who was it about?", {"who": "a trainer"}),
    ("How did it affect you?", {"effect": "I left."}),
    ("What should happen now?", {"wanted": "A talk."}),
    ("Have you told anyone before?", {"told_before": "No."}),
    ("Is this for yourself or for someone else?", {"for_whom": "else"}),
    ("Do they agree that you tell us?", {"they_agree": "unknown"}),
    ("Is it about how we used your personal information?", {"about_my_data": "no"}),
    ("Do you want to give your name?", {"named": "yes"}),
    ("Your name", {"name": "Grace"}),
    ("How should we answer you?", {"reply_by": "email"}),
    ("Where do we reach you safely?", {"reach": "grace@example.org", "safely": "mornings"}),
    ("What would help you?", {"formats": ["easy-read", "bsl"], "support": "slow speech"}),
    ("What may we tell other people?", {"share": "not my name"}),
    ("May we publish what we learn from this?", {"publish": "ask"}),
    ("Who will read this", {}),
]


def test_long_way_asks_one_question_a_page_and_keeps_every_answer(people: People) -> None:
    browser = Browser().go("/feedback/tell/kind/")
    titles = []
    for _title, typed in LONG_WAY:
        titles.append(browser.title)
        browser.press(**typed)
    assert titles == [title for title, _typed in LONG_WAY]
    assert browser.title == "Check your answers"
    browser.press()
    assert browser.title == "We have it. Thank you for telling us"
    case = Case.objects.get()
    words = read(case.entries.get(), "words_sealed", key=key_of(case))
    said = {name: value for _title, typed in LONG_WAY for name, value in typed.items()}
    apart = ("name", "reach", "safely")
    assert words == {
        **{name: value for name, value in said.items() if name not in apart},
        "what_happened": "They shouted.\nTwice.",
        "easy": False,
    }
    assert (case.kind, case.reply_by) == (Kind.COMPLAINT, ReplyBy.EMAIL)
