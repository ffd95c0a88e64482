import pytest
from django.test import Client

from imroc_ei.people.enums import Scheme
from imroc_ei.people.reading import COOKIE, Reading
from tests.html import page_of
from tests.look.colours import contrast, scheme

GROUNDS = ("paper", "surface", "tint")
AIMS = ("aim-1", "aim-2", "aim-3", "aim-4", "aim-5")
TEXT, LARGE_OR_EDGE, STRONG = 4.5, 3.0, 7.0

# What stands on what, and the least contrast it needs.
PAIRS = [
    *(("ink", ground, STRONG) for ground in GROUNDS),
    *((words, ground, TEXT) for words in ("soft", "prime", "link", "error") for ground in GROUNDS),
    *((aim, ground, TEXT) for aim in AIMS for ground in ("paper", "surface")),
    *(("edge", ground, LARGE_OR_EDGE) for ground in GROUNDS),
    ("on-prime", "prime", STRONG),
    ("paper", "error", TEXT),
    *(("on-level", f"level-{level}", TEXT) for level in (1, 2, 3)),
    *(("on-level-high", f"level-{level}", TEXT) for level in (4, 5)),
    ("level-edge", "paper", LARGE_OR_EDGE),
    ("level-edge", "surface", LARGE_OR_EDGE),
    ("focus-line", "focus-halo", LARGE_OR_EDGE),
]
CONTRAST = Reading(scheme=Scheme.CONTRAST).as_cookie
SCHEMES = {
    "light": scheme("light", "tokens.css"),
    "dark": scheme("dark", "tokens.css"),
    "contrast, light": scheme("light", "tokens.css", "contrast.css"),
    "contrast, dark": scheme("dark", "tokens.css", "contrast.css"),
}


@pytest.mark.parametrize("name", SCHEMES)
def test_every_colour_stands_out_from_what_it_is_on(name: str) -> None:
    colours = SCHEMES[name]
    too_weak = {
        f"{front} on {back}": round(contrast(colours[front], colours[back]), 2)
        for front, back, least in PAIRS
        if contrast(colours[front], colours[back]) < least
    }
    assert too_weak == {}


@pytest.mark.parametrize("name", ["contrast, light", "contrast, dark"])
def test_words_in_high_contrast_reach_the_stronger_ratio(name: str) -> None:
    colours = SCHEMES[name]
    weaker = {
        words: round(contrast(colours[words], colours["paper"]), 2)
        for words in ("ink", "soft", "line", "edge", "prime", "link", "error", *AIMS)
        if contrast(colours[words], colours["paper"]) < STRONG
    }
    assert weaker == {}


def test_dark_focus_shows_against_the_page() -> None:
    for name in ("light", "dark"):
        colours = SCHEMES[name]
        shown = max(
            contrast(colours["focus-line"], colours["paper"]),
            contrast(colours["focus-halo"], colours["paper"]),
        )
        assert shown >= LARGE_OR_EDGE, name


def test_levels_are_five_steps_of_one_hue_from_pale_to_strong() -> None:
    for name in ("light", "dark"):
        colours = SCHEMES[name]
        steps = [contrast(colours[f"level-{level}"], colours["surface"]) for level in range(1, 6)]
        assert steps == sorted(steps), name
        assert len(set(steps)) == 5, name


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("chosen", "media"),
    [("standard.standard.standard.device", "(prefers-contrast: more)"), (CONTRAST, None)],
)
def test_stronger_colours_come_when_chosen_or_asked_for(chosen: str, media: str | None) -> None:
    client = Client()
    client.cookies[COOKIE] = chosen
    [link] = page_of(client.get("/").content).xpath("//link[contains(@href, '/contrast.')]")
    assert link.get("media") == media
