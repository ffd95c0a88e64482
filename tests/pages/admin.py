"""The admin, for owners alone: what can be repaired, and its frame."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse

from imroc_ei.organisation.models import Organisation
from tests.pages.page import OWNERS, Page, roles
from tests.world import World

NOBODY = roles(others=403)
ELSEWHERE = roles(others=403, owner=302)


def placement(world: World) -> int:
    return world.step.placements.all()[0].pk


STATES = ("full", "empty")
# The models in it, each with a row to look at, and whether rows are made and deleted there.
MODELS: dict[str, tuple[Callable[[World], Any], bool]] = {
    "organisation_organisation": (lambda world: Organisation.objects.get().pk, False),
    "aims_vision": (lambda world: 1, False),
    "aims_aim": (lambda world: world.plan.aims[1].pk, False),
    "aims_term": (lambda world: world.term.pk, False),
    "steps_step": (lambda world: world.step.pk, False),
    "steps_placement": (placement, True),
}

# Those of which a row is there only while the library is filled.
OF_THE_LIBRARY: dict[str, Callable[[World], Any]] = {
    "library_resource": lambda world: world.library["published"].pk,
    "library_topic": lambda world: world.library["topic"].pk,
}


def pages_of(
    model: str, row: Callable[[World], Any], made_here: bool, states: tuple[str, ...] = STATES
) -> list[Page]:
    """Return the pages of one model: a list, a form, a history; making and deleting."""

    def page(name: str, answers: Any, *, of_row: bool = True) -> Page:
        full = f"admin:{model}_{name}"
        return Page(
            name=full,
            path=(lambda world: reverse(full, args=[row(world)])) if of_row else None,
            roles=answers,
            in_states=states if of_row else STATES,
            html=False,
        )

    making = OWNERS if made_here else NOBODY
    # The address of a row before the form had one of its own; it leads on to the form.
    short = f"admin/{model.replace('_', '/')}/<path:object_id>/"
    return [
        Page(
            name=short,
            path=lambda world: reverse(f"admin:{model}_change", args=[row(world)]).removesuffix(
                "change/"
            ),
            roles=ELSEWHERE,
            in_states=states,
            html=False,
        ),
        page("changelist", OWNERS, of_row=False),
        page("add", making, of_row=False),
        page("change", OWNERS),
        page("history", OWNERS),
        page("delete", making),
    ]


def frame(name: str, answers: Any, **more: Any) -> Page:
    return Page(name=name, roles=answers, html=False, sign_in="/admin/login/", **more)


PAGES = [
    frame("admin:index", OWNERS),
    frame("admin:app_list", OWNERS, path=lambda world: reverse("admin:app_list", args=["aims"])),
    Page(name="admin:login", roles=roles(others=302), html=False),
    frame("admin:logout", ELSEWHERE),
    frame("admin:password_change", ELSEWHERE),
    frame("admin:password_change_done", ELSEWHERE),
    frame("admin:autocomplete", NOBODY),
    frame("admin:jsi18n", OWNERS),
    *[page for model, (row, made) in MODELS.items() for page in pages_of(model, row, made)],
    *[
        page
        for model, row in OF_THE_LIBRARY.items()
        for page in pages_of(model, row, False, ("full",))
    ],
]
