from imroc_ei.notices import links, rules
from tests.pages.page import EVERYONE, OWNERS, SIGNED_IN, Page, Sent, roles
from tests.world import World


def pause_path(world: World) -> str:
    return links.pause_link(world.people["author"]).removeprefix("http://localhost:8000")


def stop_path(world: World) -> str:
    rule = rules.find("draft-unfinished")
    assert rule
    return links.stop_link(world.people["author"], [rule]).removeprefix("http://localhost:8000")


PAGES = [
    Page(name="reminders", roles=SIGNED_IN),
    Page(
        name="reminders_paused",
        roles=SIGNED_IN,
        errors={"no number of weeks": Sent(data={})},
    ),
    Page(
        name="notices_pause",
        roles=EVERYONE,
        path=pause_path,
        errors={"no number of weeks": Sent(data={}, by="anyone")},
    ),
    Page(name="notices_stop", roles=EVERYONE, path=stop_path),
    Page(name="jobs", roles=OWNERS),
    # It is only ever sent to.
    Page(name="jobs_again", roles=roles(others=403, owner=405), html=False),
]
