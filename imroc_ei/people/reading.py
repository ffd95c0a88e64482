"""How somebody wants to read: kept on their account, or else in one essential cookie."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from imroc_ei.people.enums import Face, Scheme, Spacing, TextSize

if TYPE_CHECKING:
    from django.http import HttpRequest

    from imroc_ei.people.models import User

COOKIE = "reading"
COOKIE_AGE_SECONDS = 365 * 24 * 60 * 60


@dataclass(frozen=True, kw_only=True)
class Reading:
    """The four settings, in the order in which the cookie lists them."""

    text_size: TextSize = TextSize.STANDARD
    spacing: Spacing = Spacing.STANDARD
    face: Face = Face.STANDARD
    scheme: Scheme = Scheme.DEVICE

    @classmethod
    def of(cls, person: User) -> Reading:
        return cls.from_values([person.text_size, person.spacing, person.face, person.scheme])

    @classmethod
    def from_cookie(cls, value: str) -> Reading:
        return cls.from_values(value.split("."))

    @classmethod
    def from_values(cls, values: list[str]) -> Reading:
        """Read the four values; one that is unknown or missing becomes the usual one."""
        known: dict[str, str] = {}
        choices = {"text_size": TextSize, "spacing": Spacing, "face": Face, "scheme": Scheme}
        for (name, enum), value in zip(choices.items(), values, strict=False):
            if value in enum.values:
                known[name] = enum(value)
        # The checker cannot see that each name goes with a value of its own kind.
        return cls(**known)  # type: ignore[arg-type]

    @property
    def as_cookie(self) -> str:
        return ".".join(getattr(self, field.name).value for field in fields(self))


def reading_of(request: HttpRequest) -> Reading:
    person = getattr(request, "user", None)
    if person is not None and person.is_authenticated:
        return Reading.of(person)
    return Reading.from_cookie(request.COOKIES.get(COOKIE, ""))
