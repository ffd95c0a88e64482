"""Pages of reviews, their minutes and their actions."""

from django.urls import reverse

from tests.pages.page import CONSULTANTS, LEADS, Page, Sent, at, roles
from tests.world import World, action, review

POSTED_BY_LEADS = roles(others=403, lead=405)
POSTED_BY_CONSULTANTS = roles(nobody=403, others=405)
FULL = ("full",)


def slug(world: World) -> str:
    return world.reviews["open"].findings.kept()[0].step.slug


def aim_number(world: World) -> int:
    return 4


def pair(world: World) -> str:
    ids = [world.reviews[name].public_id for name in ("closed", "closed-before")]
    return "?a={}&b={}".format(*ids)


PAGES: list[Page] = [
    Page(name="reviews", roles=CONSULTANTS),
    Page(
        name="review_compare",
        path=lambda world: at("review_compare")(world) + pair(world),
        roles=CONSULTANTS,
        in_states=FULL,
    ),
    Page(name="review_open", path=at("review_open", aim_number), roles=LEADS),
    Page(
        name="review",
        path=at("review", review("closed")),
        roles=roles(others=200, nobody=404),
        in_states=FULL,
    ),
    Page(
        name="review_statements",
        path=at("review_statements", review("open")),
        roles=LEADS,
        in_states=FULL,
        errors={"nothing chosen": Sent(data={"statements": []}, by="lead")},
    ),
    Page(
        name="review_finding",
        path=at("review_finding", review("open"), slug),
        roles=LEADS,
        in_states=FULL,
        errors={
            "nothing answered": Sent(data={"version": "1"}, by="lead"),
            "too high a level": Sent(
                data={"version": "1", "level": "part-of-how-we-work", "why": "We think so"},
                by="lead",
            ),
        },
    ),
    Page(
        name="review_words",
        path=at("review_words", review("open")),
        roles=LEADS,
        in_states=FULL,
        errors={
            "nothing answered": Sent(data={"version": "1"}, by="lead"),
            "what cannot be": Sent(
                data={
                    "version": "1",
                    "learned": " ",
                    "took_part": "x",
                    "next_review_on_day": "31",
                    "next_review_on_month": "2",
                    "next_review_on_year": "2027",
                },
                by="lead",
            ),
        },
    ),
    Page(
        name="review_actions",
        path=at("review_actions", review("open")),
        roles=LEADS,
        in_states=FULL,
        errors={"nothing answered": Sent(data={"what": ""}, by="lead")},
    ),
    Page(
        name="review_check",
        path=at("review_check", review("ready")),
        roles=LEADS,
        in_states=FULL,
        errors={"nobody asked": Sent(data={"version": "1"}, by="lead")},
    ),
    Page(
        name="review_release",
        path=at("review_release", review("open"), slug),
        roles=POSTED_BY_LEADS,
        in_states=FULL,
        html=False,
    ),
    Page(
        name="review_action_drop",
        path=at("review_action_drop", review("open"), action("noted")),
        roles=POSTED_BY_LEADS,
        in_states=FULL,
        html=False,
    ),
    Page(
        name="review_take_back",
        path=at("review_take_back", review("proposed")),
        roles=POSTED_BY_LEADS,
        in_states=FULL,
        html=False,
    ),
    Page(
        name="review_abandon",
        path=at("review_abandon", review("open")),
        roles=POSTED_BY_LEADS,
        in_states=FULL,
        html=False,
    ),
    Page(
        name="review_confirm",
        path=at("review_confirm", review("proposed")),
        roles=POSTED_BY_CONSULTANTS,
        in_states=FULL,
        html=False,
    ),
    Page(
        name="review_send_back",
        path=at("review_send_back", review("proposed")),
        roles=POSTED_BY_CONSULTANTS,
        in_states=FULL,
        errors={"no reason": Sent(data={"version": "2"}, by="consultant")},
        html=False,
    ),
    Page(
        name="review_pdf",
        path=at("review_pdf", review("closed")),
        roles=CONSULTANTS,
        in_states=FULL,
        html=False,
    ),
    Page(
        name="review_docx",
        path=at("review_docx", review("closed")),
        roles=CONSULTANTS,
        in_states=FULL,
        html=False,
    ),
    Page(name="calendar_address", roles=CONSULTANTS),
    Page(
        name="calendar",
        path=lambda world: reverse("calendar", args=["no-secret-of-anybody"]),
        roles=roles(anyone=404, others=404),
        html=False,
    ),
    Page(name="actions", roles=CONSULTANTS),
    Page(
        name="action",
        path=at("action", action("open")),
        roles=CONSULTANTS,
        in_states=FULL,
    ),
    Page(
        name="action_done",
        path=at("action_done", action("open")),
        roles=POSTED_BY_CONSULTANTS,
        in_states=FULL,
        errors={"no date": Sent(data={"done-done_on_day": "40"}, by="lead")},
        html=False,
    ),
    Page(
        name="action_let_go",
        path=at("action_let_go", action("open")),
        roles=POSTED_BY_CONSULTANTS,
        in_states=FULL,
        errors={"no reason": Sent(data={"go-reason": " "}, by="lead")},
        html=False,
    ),
    Page(
        name="action_hand_over",
        path=at("action_hand_over", action("open")),
        roles=POSTED_BY_LEADS,
        in_states=FULL,
        errors={"nobody": Sent(data={"to-due_day": "40"}, by="lead")},
        html=False,
    ),
]
