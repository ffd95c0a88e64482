"""Pages of the procedure, of what was learned, and of the figures by year."""

from tests.pages.page import EVERYONE, HANDLERS, OWNERS, Page, Sent, at, roles
from tests.world import counted_year, lesson, version

FULL = ("full",)
POSTED_BY_HANDLERS = roles(others=405)


def owners_page(name: str, **errors: dict[str, str]) -> Page:
    """A page about the draft that owners write on."""
    return Page(
        name=name,
        path=at(name, version("draft")),
        roles=OWNERS,
        in_states=FULL,
        errors={
            error.replace("_", " "): Sent(data=data, by="owner") for error, data in errors.items()
        },
    )


def handlers_post(name: str, state: str, **errors: dict[str, str]) -> Page:
    return Page(
        name=name,
        path=at(name, lesson(state)),
        roles=POSTED_BY_HANDLERS,
        in_states=FULL,
        html=False,
        errors={
            error.replace("_", " "): Sent(data=data, by="handler") for error, data in errors.items()
        },
    )


PAGES = [
    Page(name="procedure", roles=EVERYONE),
    Page(name="procedure_easy", roles=EVERYONE),
    Page(
        name="procedure_version",
        path=at("procedure_version", version("superseded")),
        roles=EVERYONE,
        in_states=FULL,
    ),
    Page(
        name="procedure_version_easy",
        path=at("procedure_version_easy", version("superseded")),
        roles=EVERYONE,
        in_states=FULL,
    ),
    Page(name="procedure_versions", roles=OWNERS),
    Page(
        name="procedure_begin",
        roles=OWNERS,
        errors={"nothing chosen": Sent(data={"number": "4"}, by="owner")},
    ),
    Page(name="procedure_settings", roles=OWNERS),
    owners_page("procedure_edit"),
    owners_page(
        "procedure_words",
        nothing_written={"text": " ", "why": ""},
        an_unknown_number={"text": "Within {no_such_days} days", "why": "To be quicker"},
    ),
    owners_page("procedure_numbers", what_cannot_be={"acknowledge_days": "0", "answer_days": "x"}),
    owners_page("procedure_changes", too_much={"changed": "long " * 4001}),
    owners_page("procedure_asked", nothing_written={"consulted_with": " "}),
    owners_page("procedure_care", no_such_day={"review_on_day": "40"}),
    owners_page("procedure_in_force", no_day={"review_on_day": ""}),
    owners_page("procedure_history"),
    Page(name="procedure_figures_all", roles=EVERYONE),
    Page(
        name="procedure_figures",
        path=at("procedure_figures", counted_year),
        roles=EVERYONE,
        in_states=FULL,
    ),
    Page(
        name="procedure_figures_csv",
        path=at("procedure_figures_csv", counted_year),
        roles=EVERYONE,
        in_states=FULL,
        html=False,
    ),
    Page(name="procedure_figures_all_easy", roles=EVERYONE),
    Page(
        name="procedure_figures_easy",
        path=at("procedure_figures_easy", counted_year),
        roles=EVERYONE,
        in_states=FULL,
    ),
    Page(name="privacy_easy", roles=EVERYONE),
    Page(name="feedback_questions_about_you", roles=EVERYONE, in_states=FULL),
    Page(name="feedback_easy_questions_about_you", roles=EVERYONE, in_states=FULL),
    Page(name="lessons", roles=EVERYONE),
    Page(name="lesson", path=at("lesson", lesson("published")), roles=EVERYONE, in_states=FULL),
    Page(name="lessons_easy", roles=EVERYONE),
    Page(
        name="lesson_easy",
        path=at("lesson_easy", lesson("published")),
        roles=EVERYONE,
        in_states=FULL,
    ),
    Page(name="lesson_drafts", roles=HANDLERS),
    Page(
        name="lesson_new",
        roles=HANDLERS,
        errors={
            "nothing written": Sent(data={"you_said": "", "we_did": " "}, by="handler"),
            "a quote nobody owns to": Sent(
                data={"you_said": "They said “it hurt”.", "we_did": "We changed it."}, by="handler"
            ),
            "only one part in easy words": Sent(
                data={"you_said": "It hurt.", "we_did": "We stopped.", "easy_did": "We stopped."},
                by="handler",
            ),
        },
    ),
    Page(
        name="lesson_draft",
        path=at("lesson_draft", lesson("to-check")),
        roles=HANDLERS,
        in_states=FULL,
    ),
    Page(
        name="lesson_edit",
        path=at("lesson_edit", lesson("draft")),
        roles=HANDLERS,
        in_states=FULL,
        errors={"nothing written": Sent(data={"you_said": " "}, by="handler")},
    ),
    handlers_post("lesson_ask", "draft"),
    handlers_post("lesson_publish", "to-check", small_numbers_not_looked_at={}),
    handlers_post("lesson_send_back", "to-check", no_reason={"why": " "}),
    handlers_post("lesson_take_down", "published", no_reason={"why": ""}),
]
