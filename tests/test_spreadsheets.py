from io import BytesIO

import pytest
from openpyxl import load_workbook

from imroc_ei.spreadsheets import xlsx_response


@pytest.mark.parametrize("sign", ["\x00", "\x0b", "\x1f", "\ud800", "\ufffe", "\uffff"])
def test_workbook_leaves_out_what_its_format_cannot_hold(sign: str) -> None:
    """One such sign in one entry would keep the whole list from everybody."""
    answer = xlsx_response("rows", ["Words"], [[f"Before{sign}after"]])
    rows = load_workbook(BytesIO(answer.content)).active.values
    assert list(rows) == [("Words",), ("Beforeafter",)]
