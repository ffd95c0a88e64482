"""Pages of handlers. To whom may not read cases, none of them exists, nor do they say so."""

from tests.pages.page import Page, Sent, at, roles
from tests.world import World, case, case_file

FULL = ("full",)
HANDLER = roles(others=403, handler=200)
# A case does not exist for who may not know of it.
READER = roles(others=404, handler=200)
NOTHING = {"version": "", "form_key": ""}


def template(world: World) -> str:
    return world.template[0].public_id


PAGES = [
    Page(name="cases", roles=HANDLER),
    Page(
        name="case_intake",
        roles=HANDLER,
        in_states=FULL,
        errors={"nothing said": Sent(data={"channel": ""}, by="handler")},
    ),
    Page(
        name="case_search",
        roles=HANDLER,
        errors={"no word": Sent(data={"words": ""}, by="handler")},
    ),
    Page(name="case_states", roles=HANDLER),
    Page(name="reply_templates", roles=HANDLER),
    Page(
        name="reply_template_new",
        roles=HANDLER,
        errors={"nothing said": Sent(data={"name": ""}, by="handler")},
    ),
    Page(
        name="reply_template",
        path=at("reply_template", template),
        roles=HANDLER,
        in_states=FULL,
        errors={"nothing said": Sent(data={"name": ""}, by="handler")},
    ),
    Page(
        name="reply_template_retire",
        path=at("reply_template_retire", template),
        roles=roles(others=403, handler=405),
        in_states=FULL,
        html=False,
    ),
    Page(name="case", path=at("case", case("investigating")), roles=READER, in_states=FULL),
    Page(name="case_log", path=at("case_log", case("closed")), roles=READER, in_states=FULL),
    Page(name="case_export", path=at("case_export", case("closed")), roles=READER, in_states=FULL),
    Page(
        name="case_file",
        path=at("case_file", case("received"), case_file("received")),
        roles=READER,
        in_states=FULL,
        html=False,
    ),
    Page(
        name="case_do",
        path=at("case_do", case("answered"), lambda world: "close"),
        roles=READER,
        in_states=FULL,
        errors={"nothing said": Sent(data=NOTHING, by="handler")},
    ),
]
