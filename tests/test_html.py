import pytest

from tests.html import faults

GOOD = """<!doctype html>
<html lang="en-GB"><head><title>Steps – Equity and inclusion</title></head>
<body><a href="#main">Skip to the main part</a><main id="main"><h1>Steps</h1>{}</main></body></html>
"""


def found(inside: str) -> list[str]:
    return faults(GOOD.format(inside).encode())


def test_page_that_keeps_every_rule_has_no_faults() -> None:
    assert (
        found('<p>Nothing yet.</p><table><caption>A</caption><th scope="col">B</th></table>') == []
    )


@pytest.mark.parametrize(
    ("inside", "fault"),
    [
        ("<h1>Twice</h1>", "2 first headings: ['Steps', 'Twice']"),
        ("<h3>Deep</h3>", "a heading of level 3 follows one of level 1: Deep"),
        ('<p style="color: red">A</p>', 'inline style or script: <p style="color: red">'),
        ("<script>a()</script>", "inline style or script: <script>"),
        ('<img alt="" src="//cdn.test/a">', 'asks another host: <img alt="" src="//cdn.test/a">'),
        ("<input>", "no label: <input>"),
        ('<a href="/"></a>', 'no words: <a href="/">'),
        ("<fieldset></fieldset>", "a group without a legend: <fieldset>"),
        (
            "<table><caption>A</caption><tr><th>B</th></tr></table>",
            "a heading without a scope: B",
        ),
        ('<table><th scope="col">B</th></table>', "a table without a caption: <table>"),
        ('<img src="/a">', 'no alternative text: <img src="/a">'),
        ("<svg></svg>", "a drawing without a title: <svg>"),
        ('<p id="main">A</p>', "2 elements are called main"),
        (
            '<p aria-describedby="gone">A</p>',
            'aria-describedby names gone, which is not there: <p aria-describedby="gone">',
        ),
        ('<a href="#gone">A</a>', 'leads nowhere: <a href="#gone">'),
        ('<form method="post"></form>', 'a form without its token: <form method="post">'),
        (
            "<form><label>A <input required></label></form>",
            "the browser checks this form: <form>",
        ),
        ("<p>Please wait</p>", "a word we do not use: Please"),
    ],
)
def test_page_that_breaks_a_rule_is_told_which(inside: str, fault: str) -> None:
    assert found(inside) == [fault]


def test_page_without_its_frame_is_told_what_is_missing() -> None:
    assert faults(b"<!doctype html><title>Steps</title><h1>Steps</h1>") == [
        "the page does not say that it is in British English",
        "the title 'Steps' is not '<page> \N{EN DASH} <site>'",
        "0 main elements",
        "the first link does not skip to the main element",
    ]
