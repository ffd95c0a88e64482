"""Pages that join the rooms, and those about the site itself."""

from tests.pages.page import CONSULTANTS, EVERYONE, SIGNED_IN, Page, Sent, at
from tests.world import World


def an_aim(world: World) -> int:
    return 1


def a_step(world: World) -> str:
    return world.step.slug


PAGES = [
    Page(name="home", roles=EVERYONE),
    Page(name="aim", path=at("aim", an_aim), roles=EVERYONE),
    Page(name="aim_csv", path=at("aim_csv", an_aim), roles=CONSULTANTS, html=False),
    Page(name="aim_xlsx", path=at("aim_xlsx", an_aim), roles=CONSULTANTS, html=False),
    Page(name="step", path=at("step", a_step), roles=EVERYONE),
    Page(name="search", path=at("search", query="?q=people"), roles=EVERYONE),
    Page(name="overview", roles=CONSULTANTS),
    Page(name="me", roles=SIGNED_IN),
    Page(name="me_export", roles=SIGNED_IN),
    Page(
        name="leave",
        roles=SIGNED_IN,
        errors={"the box not ticked": Sent(data={"understood": ""})},
    ),
    Page(name="judging", roles=EVERYONE),
    Page(name="accessibility", roles=EVERYONE),
    Page(name="privacy", roles=EVERYONE),
    Page(name="cookies", roles=EVERYONE),
    Page(name="goodbye", roles=EVERYONE),
    Page(name="healthz", roles=EVERYONE, html=False),
    Page(name="readyz", roles=EVERYONE, html=False),
]
