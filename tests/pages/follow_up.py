"""The pages for who comes back with a code. Without one they lead to where it is entered."""

from django.urls import reverse

from feedback.door.follow_up.versions import EASY, PAGES, STANDARD, Version
from tests.pages.page import EVERYONE, ROLES, Page, Sent, at

ASKED_FOR_THE_CODE = dict.fromkeys(ROLES, 302)
ERRORS = {
    "nothing": Sent(data={"code": ""}, by="anyone"),
    "typo": Sent(data={"code": "1234 5678 9012 3450"}, by="anyone"),
    "letters": Sent(data={"code": "a word"}, by="anyone"),
}


def rows(version: Version) -> list[Page]:
    start = reverse(version.url_name())
    closed = [name for name in PAGES if name != "leave"]
    return [
        Page(name=version.url_name(), roles=EVERYONE, errors=ERRORS),
        Page(name=version.url_name("leave"), roles=EVERYONE),
        *(
            Page(name=version.url_name(name), roles=ASKED_FOR_THE_CODE, html=False, sign_in=start)
            for name in closed
        ),
        Page(
            name=version.file_page,
            path=at(version.file_page, lambda world: "nothing"),
            roles=ASKED_FOR_THE_CODE,
            html=False,
            sign_in=start,
        ),
    ]


PAGES_OF_FOLLOW_UP = [*rows(STANDARD), *rows(EASY)]
