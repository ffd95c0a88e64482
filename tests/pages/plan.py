"""Pages about the words of the plan, who looks after it, and the organisation."""

from tests.pages.page import CONSULTANTS, EVERYONE, LEADS, OWNERS, Page, Sent, at

NOTHING_BY_OWNER = {"nothing written": Sent(data={}, by="owner")}
NOTHING_BY_LEAD = {"nothing written": Sent(data={}, by="lead")}

PAGES = [
    Page(name="language", roles=EVERYONE),
    Page(
        name="term_edit",
        roles=OWNERS,
        path=at("term_edit", lambda world: world.term.slug),
        errors={
            "nothing written": Sent(data={}, by="owner"),
            "no reason": Sent(
                data={"summary": "Fair", "review_on_day": "31", "review_on_month": "June"},
                by="owner",
            ),
        },
    ),
    Page(
        name="term_history",
        roles=CONSULTANTS,
        path=at("term_history", lambda world: world.term.slug),
    ),
    Page(
        name="vision_edit",
        roles=OWNERS,
        errors={
            "seen by somebody else": Sent(
                data={"statement": "Be fair", "why": "Shorter", "seen": ""}, by="owner"
            )
        },
    ),
    Page(name="vision_history", roles=CONSULTANTS),
    Page(name="aim_edit", roles=OWNERS, path=at("aim_edit", lambda _: 1), errors=NOTHING_BY_OWNER),
    Page(name="aim_history", roles=CONSULTANTS, path=at("aim_history", lambda _: 1)),
    Page(
        name="aim_judgement",
        roles=LEADS,
        path=at("aim_judgement", lambda _: 1),
        errors={"too many words": Sent(data={"judgement": "well " * 121}, by="lead")},
    ),
    Page(
        name="step_edit",
        roles=OWNERS,
        path=at("step_edit", lambda world: world.step.slug),
        errors=NOTHING_BY_OWNER,
    ),
    Page(
        name="step_history",
        roles=CONSULTANTS,
        path=at("step_history", lambda world: world.step.slug),
    ),
    Page(
        name="step_care",
        roles=LEADS,
        path=at("step_care", lambda world: world.step.slug),
        errors={
            "nothing chosen": Sent(data={}, by="lead"),
            "paused without a day": Sent(data={"review_every": "0", "work": "paused"}, by="lead"),
        },
    ),
    Page(
        name="step_for_aim",
        roles=LEADS,
        path=at("step_for_aim", lambda world: world.step.slug, lambda _: 3),
        errors={"too long": Sent(data={"note": "x" * 401}, by="lead")},
    ),
    Page(
        name="step_add",
        roles=LEADS,
        path=at("step_add", lambda world: world.goal_set.slug),
        errors=NOTHING_BY_LEAD,
    ),
    Page(
        name="step_action_add",
        roles=LEADS,
        path=at("step_action_add", lambda world: world.goal_set.slug),
        errors={
            **NOTHING_BY_LEAD,
            "what cannot be": Sent(
                data={
                    "form_key": "7",
                    "what": "Write the goals",
                    "due_day": "31",
                    "due_month": "February",
                    "due_year": "2027",
                },
                by="lead",
            ),
        },
    ),
    Page(
        name="step_retire",
        roles=LEADS,
        path=at("step_retire", lambda _: "a-goal-of-ours"),
        in_states=("full",),
        errors=NOTHING_BY_LEAD,
    ),
    Page(
        name="step_bring_back",
        roles=LEADS,
        path=at("step_bring_back", lambda _: "a-goal-retired"),
        in_states=("full",),
        errors=NOTHING_BY_LEAD,
    ),
    Page(
        name="organisation_edit",
        roles=OWNERS,
        errors={
            "a number of days that does not fit": Sent(
                data={"name": "", "quiet_after_days": "3", "send_at": "soon", "contact_email": "x"},
                by="owner",
            )
        },
    ),
]
