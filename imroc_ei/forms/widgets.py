"""Choices drawn as cards, each with an optional hint under its label."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.functional import Promise

Hints = Mapping[str, str | Promise]


def with_hint(option: dict[str, Any], hints: Hints) -> dict[str, Any]:
    """Add the hint of a choice, joined to its control by id."""
    hint = hints.get(str(option["value"]))
    if hint:
        option["hint"] = hint
        option["attrs"]["aria-describedby"] = f"{option['attrs'].get('id', '')}_hint"
    return option


class RadioCards(forms.RadioSelect):
    """One of several; `hints` gives a line under a choice, by its value."""

    def __init__(self, *args: Any, hints: Hints | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.hints = hints or {}

    def create_option(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return with_hint(super().create_option(*args, **kwargs), self.hints)


class CheckboxCards(forms.CheckboxSelectMultiple):
    """Any of several; `hints` gives a line under a choice, by its value."""

    def __init__(self, *args: Any, hints: Hints | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.hints = hints or {}

    def create_option(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return with_hint(super().create_option(*args, **kwargs), self.hints)
