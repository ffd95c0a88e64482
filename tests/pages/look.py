"""Pages about how the site looks and is read."""

from tests.pages.page import EVERYONE, SIGNED_IN, Page, Sent, roles

PAGES = [
    Page(
        name="reading",
        roles=EVERYONE,
        errors={"nothing chosen": Sent(data={}, by="anyone")},
    ),
    Page(name="signed_in", roles=SIGNED_IN),
    # Shown only while made-up data is on.
    Page(name="components", roles=roles(anyone=404, others=404)),
]
