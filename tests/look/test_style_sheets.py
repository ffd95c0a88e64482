import re

from tests.look.colours import CSS, ROOT

SELECTORS = re.compile(r"(?:^|[{}])([^{};]*)\{")
ROOMS = ("aims", "feedback", "imroc_ei", "library", "steps")
PYTHON = [path for room in ROOMS for path in (ROOT / room).rglob("*.py")]
NAMES_COLOURS = ("tokens.css", "contrast.css")
MOST_BYTES = 30_000
MOST_BYTES_OF_A_SCRIPT = 4_000


def test_all_style_sheets_together_stay_small() -> None:
    assert sum(sheet.stat().st_size for sheet in CSS.glob("*.css")) < MOST_BYTES


def test_every_script_does_one_small_thing() -> None:
    scripts = (ROOT / "static" / "js").glob("**/*.js")
    sizes = {script.name: script.stat().st_size for script in scripts}
    assert {name: size for name, size in sizes.items() if size > MOST_BYTES_OF_A_SCRIPT} == {}


def test_style_sheets_ask_for_nothing_else() -> None:
    asked = {sheet.name: re.findall(r"@import|url\(", sheet.read_text()) for sheet in CSS.glob("*")}
    assert {name: found for name, found in asked.items() if found} == {}


def test_colours_are_named_only_in_the_tokens() -> None:
    literal = re.compile(r":[^;{}]*#[0-9a-f]{3,8}\b|\brgba?\(|\bhsla?\(", re.IGNORECASE)
    sheets = [sheet for sheet in CSS.glob("*.css") if sheet.name not in NAMES_COLOURS]
    assert {sheet.name: literal.findall(sheet.read_text()) for sheet in sheets} == {
        sheet.name: [] for sheet in sheets
    }


def styled() -> set[str]:
    """Return the classes that have a style."""
    sheets = "".join(sheet.read_text() for sheet in CSS.glob("*.css"))
    selectors = SELECTORS.findall(re.sub(r"/\*.*?\*/", "", sheets, flags=re.DOTALL))
    return {name for selector in selectors for name in re.findall(r"\.([a-z][\w-]*)", selector)}


def test_every_class_with_a_style_is_on_some_page() -> None:
    templates = [path for path in (ROOT / "templates").rglob("*") if path.is_file()]
    words = {
        word for path in [*PYTHON, *templates] for word in re.findall(r"[\w-]+", path.read_text())
    }
    assert styled() - words == {"aim-2", "aim-3", "aim-4", "aim-5"}


def test_every_class_that_a_widget_names_has_a_style() -> None:
    named = {
        name
        for path in PYTHON
        for names in re.findall(r'"class": "([\w -]+)"', path.read_text())
        for name in names.split()
    }
    assert named - styled() == set()
