"""Pages about what people log."""

from tests.pages.page import CONSULTANTS, LEADS, Page, Sent, at, roles
from tests.world import activity, evidence

NOTHING = {"what_happened": "", "when_day": "", "when_month": "", "when_year": "", "minutes": "x"}
# Others may read a shared entry, and change nothing about it.
ITS_AUTHOR = roles(nobody=403, others=403, author=200)

PAGES: list[Page] = [
    Page(name="quarters", roles=LEADS),
    Page(name="quarters_csv", roles=LEADS, html=False),
    Page(name="activities", roles=CONSULTANTS),
    Page(name="activities_csv", roles=CONSULTANTS, html=False),
    Page(name="activities_xlsx", roles=CONSULTANTS, html=False),
    Page(
        name="activity_new",
        roles=CONSULTANTS,
        errors={
            "nothing answered": Sent(data=NOTHING),
            "a day that does not exist": Sent(
                data={
                    "what_happened": "We met",
                    "when_day": "31",
                    "when_month": "February",
                    "when_year": "2026",
                    "link": "javascript:alert(1)",
                }
            ),
        },
    ),
    Page(
        name="activity_draft",
        roles=roles(others=405),
        html=False,
    ),
    Page(
        name="activity",
        path=at("activity", activity("checked")),
        roles=roles(anyone=200),
        in_states=("full",),
    ),
    Page(
        name="activity_edit",
        path=at("activity_edit", activity("consultants")),
        roles=ITS_AUTHOR,
        in_states=("full",),
        errors={"nothing answered": Sent(data=NOTHING, by="author")},
    ),
    Page(
        name="activity_withdraw",
        path=at("activity_withdraw", activity("consultants")),
        roles=ITS_AUTHOR,
        in_states=("full",),
    ),
    Page(
        name="activity_restore",
        path=at("activity_restore", activity("withdrawn")),
        roles=roles(nobody=403, others=404, author=302),
        in_states=("full",),
        html=False,
    ),
    Page(
        name="activity_delete",
        path=at("activity_delete", activity("withdrawn")),
        roles=roles(nobody=403, others=404, author=200),
        in_states=("full",),
    ),
    Page(
        name="activity_import",
        roles=CONSULTANTS,
        errors={
            "no file": Sent(data={}),
        },
    ),
    Page(name="activity_import_template", roles=CONSULTANTS, html=False),
    Page(name="activities_to_check", roles=LEADS),
    Page(
        name="activity_check",
        path=at("activity_check", activity("waiting")),
        roles=LEADS,
        in_states=("full",),
        errors={"nothing decided": Sent(data={"version": "1", "note": "Hm"}, by="lead")},
    ),
    Page(
        name="evidence_add",
        path=at("evidence_add", activity("consultants")),
        roles=ITS_AUTHOR,
        in_states=("full",),
        errors={"nothing added": Sent(data={"link_title": "A title"}, by="author")},
    ),
    Page(
        name="evidence_remove",
        path=at("evidence_remove", activity("consultants"), evidence("consultants")),
        roles=ITS_AUTHOR,
        in_states=("full",),
    ),
    # The evidence of the small world is in words; its files have tests of their own.
    Page(
        name="evidence_file",
        path=at("evidence_file", evidence("checked")),
        roles=roles(anyone=404, others=404),
        in_states=("full",),
        html=False,
    ),
]
