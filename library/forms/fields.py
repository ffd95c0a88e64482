"""Fields that several forms of the library ask for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from imroc_ei.forms.widgets import CheckboxCards
from imroc_ei.forms.words import LineField
from library.addresses import address_key, id_here, opens_for_everybody
from library.enums import AccessFeature
from library.models.resource import EARLIEST_YEAR, LATEST_YEAR, LONGEST_ADDRESS, MOST_MINUTES
from steps.activity.forms.evidence import WHOLE_ADDRESS, WebAddressField

LONGEST_TITLE = 300
LONGEST_TOPIC = 60
MOST_TOPICS = 20


def same_for_all(words: str | Promise, *codes: str) -> dict[str, Any]:
    return dict.fromkeys(codes or ("required", "invalid", "invalid_choice"), words)


def line(label: Any, *, longest: int = LONGEST_TITLE, **kwargs: Any) -> LineField:
    kwargs.setdefault("required", False)
    return LineField(label=label, longest=longest, **kwargs)


class OpenAddressField(WebAddressField):
    """The address of something that everybody can open."""

    def clean(self, value: Any) -> str:
        url = super().clean(value)
        if url and not 0 < len(address_key(url)) <= LONGEST_ADDRESS:
            raise ValidationError(WHOLE_ADDRESS)
        if url and not (id_here(url) or opens_for_everybody(url)):
            raise ValidationError(
                gettext(
                    "This address is inside somebody’s own computer or network, where other "
                    "people cannot open it. Use one on the open web."
                )
            )
        return url


def address(**kwargs: Any) -> OpenAddressField:
    return OpenAddressField(
        max_length=LONGEST_ADDRESS,
        error_messages={
            "required": _("Write the address, like https://example.org/page."),
            "max_length": _("This address is too long. Use a shorter one."),
        },
        **kwargs,
    )


def number(
    label: Any, *, least: int, most: int, rule: str | Promise, **kwargs: Any
) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=least,
        max_value=most,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "w-short"}),
        error_messages=same_for_all(rule, "invalid", "min_value", "max_value"),
        **kwargs,
    )


def year() -> forms.IntegerField:
    rule = _("Write the year in four figures, like 2024.")
    return number(_("Year"), least=EARLIEST_YEAR, most=LATEST_YEAR, rule=rule)


def minutes() -> forms.IntegerField:
    return number(
        _("Minutes to read, watch or hear it"),
        least=1,
        most=MOST_MINUTES,
        rule=_("Write the minutes as a figure, like 25."),
        help_text=_("A rough figure helps people to plan."),
    )


def access_features() -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=_("What makes it easier to use"),
        choices=AccessFeature.choices,
        widget=CheckboxCards,
        required=False,
        error_messages=same_for_all(_("Choose from the list."), "invalid_choice", "invalid_list"),
    )


def in_our_order(features: Iterable[str]) -> list[str]:
    chosen = set(features)
    return [feature.value for feature in AccessFeature if feature.value in chosen]


class TopicsField(LineField):
    """Topics as people write them: with commas between."""

    def clean(self, value: Any) -> Any:
        names = [name.strip() for name in super().clean(value).split(",")]
        found = list(dict.fromkeys(name for name in names if any(map(str.isalnum, name))))
        if len(found) > MOST_TOPICS:
            raise ValidationError(gettext("Use up to 20 topics."))
        for name in found:
            if len(name) > LONGEST_TOPIC:
                raise ValidationError(
                    gettext("“%(name)s…” is too long. Put commas between the topics.")
                    % {"name": name[:LONGEST_TOPIC]}
                )
        return found
