from datetime import date

import pytest
from django import forms
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from imroc_ei.forms.dates import (
    DayField,
    DayOrMonthField,
    Parts,
    When,
    month_number,
    when_from_parts,
    when_from_text,
)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("11", 11), ("1", 1), ("01", 1), ("November", 11), ("november", 11), ("NOV", 11),
        ("Nov.", 11), ("novem", 11), ("Sept", 9), ("mar", 3), ("may", 5), ("１２", 12),
        ("0", None), ("13", None), ("no", None), ("ma", None), ("", None), ("Smarch", None),
        ("٣", None), ("²", 2),
    ],
)  # fmt: skip
def test_month_is_understood(typed: str, expected: int | None) -> None:
    assert month_number(typed) == expected


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (("3", "3", "2026"), When(date(2026, 3, 3))),
        (("3rd", "March", "26"), When(date(2026, 3, 3))),
        (("29", "feb", "2024"), When(date(2024, 2, 29))),
        (("", "March", "2026"), When(date(2026, 3, 1), month_only=True)),
    ],
)
def test_parts_make_a_date(parts: tuple[str, str, str], expected: When) -> None:
    assert when_from_parts(Parts(*parts)) == expected


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        (("29", "2", "2026"), "day"),
        (("0", "2", "2026"), "day"),
        (("x", "2", "2026"), "day"),
        (("1", "", "2026"), "month"),
        (("1", "13", "2026"), "month"),
        (("1", "1", ""), "year"),
        (("1", "1", "0000"), "year"),
        (("1", "1", "20266"), "year"),
    ],
)
def test_parts_that_make_no_date_say_which(parts: tuple[str, str, str], code: str) -> None:
    with pytest.raises(ValidationError) as wrong:
        when_from_parts(Parts(*parts))
    assert wrong.value.code == code


def answer_to(text: str) -> When | str:
    try:
        return when_from_text(text)
    except ValidationError as wrong:
        return wrong.messages[0]


@given(text=st.text(max_size=60))
def test_any_text_is_a_date_or_is_refused_in_words(text: str) -> None:
    answer = answer_to(text)
    assert isinstance(answer, When) or answer.endswith(".")


@given(day=st.dates(min_value=date(2000, 1, 1), max_value=date(2099, 12, 31)))
def test_date_shown_is_the_date_read(day: date) -> None:
    assert when_from_parts(Parts.of(When(day))) == When(day)
    assert when_from_text(str(When(day))) == When(day)


class Form(forms.Form):
    on = DayField(last=lambda: date(2026, 3, 3), required=False)
    when = DayOrMonthField(required=False)


def test_day_field_asks_for_the_day() -> None:
    form = Form({"on_day": "", "on_month": "3", "on_year": "2026"})
    assert form.errors == {"on": ["Write the day as well, like 3 March 2026."]}


def test_day_field_says_the_last_day() -> None:
    form = Form({"on_day": "4", "on_month": "3", "on_year": "2026"})
    assert form.errors == {"on": ["The date must be 3 March 2026 or earlier."]}


def test_fields_left_empty_are_nothing() -> None:
    form = Form({})
    assert form.is_valid()
    assert form.cleaned_data == {"on": None, "when": None}


def test_typed_parts_come_back_as_they_are() -> None:
    html = str(Form({"on_day": "<b>", "on_month": "Febr", "on_year": ""})["on"])
    assert 'value="&lt;b&gt;"' in html
    assert 'value="Febr"' in html
