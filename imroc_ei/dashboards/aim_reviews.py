"""The blocks of an aim's page that come out of its reviews."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import ngettext

from aims.models import Aim
from steps.models import Action, Review
from steps.queries import Statement
from steps.reviews import figures
from steps.reviews.compare import Moved
from steps.reviews.figures import Became, ReviewsOfAim, ToAgree
from steps.reviews.snapshot import Json, counts_in


@dataclass(kw_only=True)
class AimReviews:
    """An aim with its reviews. `compare` is the public id that the address names, if any.

    Where the address says nothing, the page compares with the last closed review.
    """

    aim: Aim
    statements: list[Statement]
    today: date
    compare: str
    otherwise: bool = False

    @cached_property
    def _reviews(self) -> ReviewsOfAim:
        return figures.reviews_of(
            self.aim, compare=self.compare, otherwise_latest=not self.otherwise
        )

    @property
    def closed(self) -> list[Review]:
        return self._reviews.closed

    @property
    def at_work(self) -> Review | None:
        return self._reviews.at_work

    @property
    def compared(self) -> Review | None:
        """The closed review that the page compares with."""
        return self._reviews.compared

    @property
    def since(self) -> date | None:
        at = self.compared.confirmed_at if self.compared else None
        return timezone.localdate(at) if at else None

    @property
    def _shot(self) -> Json:
        return self._reviews.shot

    @cached_property
    def counts_then(self) -> dict[str, int]:
        return counts_in(self._shot) if self._shot else {}

    @cached_property
    def moved(self) -> list[Moved]:
        return figures.moved_since(self._shot, self.statements) if self._shot else []

    @cached_property
    def _actions(self) -> list[Action]:
        return figures.actions_of(self.aim)

    @property
    def open_actions(self) -> list[Action]:
        return [row for row in self._actions if row.is_open]

    def became(self, since: date) -> Became:
        return figures.what_became_of(self._actions, since=since, today=self.today)

    @property
    def all_held_by_one(self) -> bool:
        return figures.all_held_by_one(self._actions)

    @cached_property
    def to_agree(self) -> list[ToAgree]:
        return figures.to_agree_next(self.statements, today=self.today)

    @property
    def agree_first(self) -> list[ToAgree]:
        return self.to_agree[: figures.AGREED_NEXT]

    @property
    def agree_later(self) -> int:
        return len(self.to_agree) - len(self.agree_first)


def out_of_date_sentence(rows: list[Statement]) -> str:
    """Say how many levels may be out of date; nothing where none is."""
    if not rows:
        return ""
    words = ngettext(
        "The level of %(n)d may be out of date", "The levels of %(n)d may be out of date", len(rows)
    )
    return words % {"n": len(rows)}
