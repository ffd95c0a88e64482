"""More of what is not for somebody changes no answer to them: no count, no order, nothing."""

from imroc_ei.people.roles import RoleName
from tests.feedback.cases.making import make
from tests.privacy import (
    CHANGED_BY_READING,
    EVERYBODY,
    MAY_KNOW,
    difference,
    lasting_text_of,
    may_know,
)
from tests.standing import in_full_world
from tests.tables.answers import Ask, ask_everything, crawling, pages_in
from tests.world import World, add_more_entries, told_case

QUICK = (
    *("anyone", "consultant", "team_member", "lead", "owner"),
    *("only_owner", "only_handler", "ticked_handler"),
)


@in_full_world
@crawling(EVERYBODY, quick=QUICK)
def test_entries_and_cases_that_are_not_for_this_role_change_no_answer(
    ask: Ask, world: World, role: str
) -> None:
    answers = ask()
    add_more_entries(world, states=set(MAY_KNOW) - may_know(role))
    add_cases_for_others(world, role)
    read = {page.address(world) for page in pages_in(world) if page.name in CHANGED_BY_READING}
    changed = {
        address: difference(lasting_text_of(answers.at[address]), lasting_text_of(answer))
        for address, answer in ask_everything(world, role).at.items()
        if address not in read
    }
    assert {address: lines for address, lines in changed.items() if lines} == {}


def add_cases_for_others(world: World, role: str) -> None:
    """Add cases of which this role may not know, and let one go on."""
    person = world.person(role)
    not_these = [world.people["ticked_handler"], world.people["later_handler"]]
    not_these += [person] if person is not None and person.has_role(RoleName.HANDLER) else []
    readers = [world.people["handler"], world.people["only_handler"]]
    by = next(reader for reader in readers if reader != person)
    for state in ("more", "and-more"):
        case = told_case(world, state, not_these=list(dict.fromkeys(not_these)), danger="yes")
        make("take-in", case, by)
