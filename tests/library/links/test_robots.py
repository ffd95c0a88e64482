import pytest

from library.links.robots import read

PROGRAM = "EquityAndInclusionLibrary"


def allows(text: str, path: str) -> bool:
    return read(text.encode(), program=PROGRAM).allow(path)


@pytest.mark.parametrize(
    ("text", "path", "allowed"),
    [
        ("", "/", True),
        ("User-agent: *\nDisallow: /", "/page", False),
        ("User-agent: *\nDisallow:", "/page", True),
        ("User-agent: *\nDisallow: /a", "/b", True),
        ("User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b/c", True),
        ("User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/c", False),
        ("User-agent: *\nAllow: /a\nDisallow: /a", "/a", True),
        ("User-agent: *\nDisallow: /*.pdf$", "/files/one.pdf", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/files/one.pdf?page=2", True),
        ("User-agent: *\nDisallow: /a$", "/a", False),
        ("User-agent: *\nDisallow: /a$", "/ab", True),
        ("User-agent: *\nDisallow: /*/private/*/now", "/x/private/y/now/on", False),
        ("User-agent: *\nDisallow: /*/private/*/now", "/x/private/now", True),
        ("User-agent: *\nDisallow: /", "/robots.txt", True),
        ("User-agent: other\nDisallow: /", "/page", True),
        ("User-agent: other\nUser-agent: *\nDisallow: /", "/page", False),
        ("User-agent: other\nDisallow:\n\nUser-agent: third\nDisallow: /", "/page", True),
        ("User-agent: *\nDisallow:\nUser-agent: other\nDisallow: /", "/page", True),
        (f"User-agent: {PROGRAM.upper()}\nDisallow: /", "/page", False),
        (f"User-agent: *\nDisallow: /\n\nUser-agent: {PROGRAM}\nAllow: /", "/page", True),
        ("\ufeffUSER-AGENT : * # all\r\nDISALLOW : /a # this\r\n", "/a", False),
        ("Sitemap: https://example.org/map\nnonsense\n<html>", "/page", True),
    ],
)
def test_path_is_allowed_as_the_file_says(text: str, path: str, allowed: bool) -> None:
    assert allows(text, path) == allowed


def test_many_stars_are_read_quickly() -> None:
    """A pattern made to keep a program busy: one that tries everything would not come back."""
    assert allows(f"User-agent: *\nDisallow: /{'*a' * 40}$", "/" + "a" * 2000 + "b")
