import pytest

from feedback.lessons.small_numbers import small_numbers


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Three people said so.", ["Three people said"]),
        ("It happened to 2 of you, and to 2 of you.", ["2 of you"]),
        ("Both consultants left, one of them in tears", ["Both consultants left", "one of them"]),
        ("It came up twice.", ["twice"]),
        ("We spoke with 4.", ["4"]),
        ("Some of you, a few, five people, 12 people and 14 more", []),
        ("On 3 March 2026 at 2 pm, within 3 working days and four weeks", []),
        ("No one should wait; we help one another", []),
        ("Version 1.2, £3, 4%, 1,200 people and 3/4", []),
        ("", []),
    ],
)
def test_counts_under_five_are_found_and_times_are_not(text: str, found: list[str]) -> None:
    assert small_numbers(text) == found
