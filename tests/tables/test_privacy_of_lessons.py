"""What is written about feedback and is not published yet is in no answer to others."""

import pytest

from tests.privacy import text_of, whole_site
from tests.standing import in_full_world
from tests.tables.answers import Ask
from tests.world import World

LESSONS = ("zqlessondraftqz", "zqlessoneasyqz", "zqlessontocheckqz", "zqlessonwithdrawnqz")
HIDDEN = (*LESSONS, "zqproceduredraftqz")
# Who works on what is not published yet.
MAY_READ: dict[str, tuple[str, ...]] = {
    "anyone": (),
    "only_lead": (),
    "handler": LESSONS,
    "owner": HIDDEN[len(LESSONS) :],
}


@in_full_world
@pytest.mark.parametrize("role", list(MAY_READ))
def test_what_is_not_published_is_in_no_answer_to_others(ask: Ask, world: World, role: str) -> None:
    answers = ask()
    leaks = {
        address: [word for word in HIDDEN if word in text and word not in MAY_READ[role]]
        for address in whole_site(world)
        for text in [text_of(answers.at[address])]
    }
    assert {address: words for address, words in leaks.items() if words} == {}
