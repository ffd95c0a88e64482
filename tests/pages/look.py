"""Pages about how the site looks and is read."""

from tests.pages.page import EVERYONE, Page, Sent, roles

PAGES = [
    Page(
        name="reading",
        roles=EVERYONE,
        errors={"nothing chosen": Sent(data={}, by="anyone")},
    ),
    # Shown only while made-up data is on.
    Page(name="components", roles=roles(anyone=404, others=404)),
]
