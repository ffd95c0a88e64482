"""What somebody tells us, answer by answer, as the form collects it and the case seals it."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, fields
from typing import Any

from feedback.enums import Kind, ReplyBy

# One answer longer than this is no longer read by a person.
LONGEST_ANSWER = 50_000


@dataclass(kw_only=True)
class Told:
    """Every answer may be missing but the kind and what happened. Texts are as typed.

    `danger` is "yes", "no" or "". `named` is "yes", "no" or "one": then only the handler with
    the public id `named_to` may see the name. `not_these` are public ids of handlers who must not
    know. `publish` is "yes", "no" or "ask". `formats` are from `Support`, `support` says the rest.
    """

    kind: str = Kind.CONCERN
    easy: bool = False
    danger: str = ""
    what_happened: str = ""
    when: str = ""
    where: str = ""
    who: str = ""
    effect: str = ""
    wanted: str = ""
    told_before: str = ""
    # "me", "else" or "".
    for_whom: str = ""
    # Whether somebody else, for whom this is, agrees: "yes", "no", "unknown" or "".
    they_agree: str = ""
    about_my_data: str = ""
    named: str = ""
    name: str = ""
    named_to: str = ""
    reply_by: str = ReplyBy.CODE
    # An e-mail address, a number or a postal address, by `reply_by`.
    reach: str = ""
    # How and when it is safe to reach them.
    safely: str = ""
    formats: list[str] = field(default_factory=list)
    support: str = ""
    share: str = ""
    publish: str = ""
    not_these: list[str] = field(default_factory=list)

    # Public ids of the handlers whom the page named; none where no page did. Nobody else is let in.
    readers: list[str] = field(default_factory=list)

    # Sealed apart, opened apart; never part of the first entry.
    APART = ("name", "reach", "safely", "not_these", "named_to", "readers")

    def words(self) -> dict[str, Any]:
        """Return what the first entry of the case says: everything but who and how to reach."""
        return {name: value for name, value in asdict(self).items() if name not in self.APART}

    @classmethod
    def from_answers(cls, answers: dict[str, Any]) -> Told:
        """Return what was told, from answers by name; answers that it does not know are left."""
        known = {item.name for item in fields(cls)}
        return cls(**{name: value for name, value in answers.items() if name in known})
