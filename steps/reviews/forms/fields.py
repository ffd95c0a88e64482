"""What the forms of a review share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext

from imroc_ei.people.models import User

if TYPE_CHECKING:
    UserField = forms.ModelChoiceField[User]
else:
    UserField = forms.ModelChoiceField


class KeptTyping(forms.Form):
    """A form that says so where somebody saved the same page meanwhile, and loses no typing."""

    def __init__(self, *args: Any, stale: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.stale = stale

    def clean(self) -> dict[str, Any]:
        if self.stale:
            self.add_error(None, kept_beside())
        return self.cleaned_data


def kept_beside() -> str:
    return gettext(
        "Somebody else changed this while you were writing. What you typed is kept: "
        "save again to replace theirs."
    )


class PersonField(UserField):
    """Somebody of the site, chosen by name."""

    def __init__(self, *, required_words: str | Promise, **kwargs: Any) -> None:
        super().__init__(
            queryset=User.objects.none(),
            to_field_name="public_id",
            error_messages={"required": required_words, "invalid_choice": required_words},
            **kwargs,
        )

    def offer(self, people: QuerySet[User]) -> None:
        self.queryset = people
        self.empty_label = gettext("Choose one")

    def label_from_instance(self, obj: User) -> str:
        return obj.display_name


def one_of(words: Any) -> dict[str, Any]:
    """Say the same for no answer and for one that is not in the list."""
    return {"required": words, "invalid_choice": words}
