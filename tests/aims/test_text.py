import pytest
from hypothesis import given
from hypothesis import strategies as st

from aims.text import Block, blocks, one_line, tidy


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  one \n two\tthree ", "one two three"),
        ("one\u00a0two", "one two"),
        (" \n ", ""),
    ],
)
def test_one_line_makes_white_space_regular(typed: str, kept: str) -> None:
    assert one_line(typed) == kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" a  b \r\n\r\n\r\n\r\n c ", "a b\n\nc"),
        ("- a\n-  b", "- a\n- b"),
        ("\n\n", ""),
    ],
)
def test_tidy_keeps_lines_and_one_empty_line_between(typed: str, kept: str) -> None:
    assert tidy(typed) == kept


def test_blocks_tell_paragraphs_and_lists_apart() -> None:
    assert blocks("One.\nTwo.\n\n- a\n- b\n\n- c\nThree - four") == [
        Block(is_list=False, lines=["One."]),
        Block(is_list=False, lines=["Two."]),
        Block(is_list=True, lines=["a", "b", "c"]),
        Block(is_list=False, lines=["Three - four"]),
    ]


@given(st.text())
def test_tidy_twice_is_tidy_once_and_blocks_keep_every_word(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)
    words = [word for block in blocks(text) for line in block.lines for word in line.split()]
    assert [word for word in words if word != "-"] == [word for word in text.split() if word != "-"]
