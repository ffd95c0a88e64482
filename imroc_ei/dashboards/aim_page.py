"""What the page of an aim shows, in the order in which it is talked through."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.http import Http404
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from aims.models import Aim
from feedback.lessons.feeding import LessonLine, lessons_for_an_aim, lessons_of
from imroc_ei.dashboards.aim_reviews import AimReviews, out_of_date_sentence
from imroc_ei.dashboards.links import shared_rows
from imroc_ei.dashboards.sentences import counts_of_an_aim, through_time
from library.queries.feeding import LibraryLine, newest_for_an_aim, newest_of
from steps.queries import (
    AimActivity,
    Learning,
    Quiet,
    Standing,
    StandingCounts,
    Statement,
    activity_of,
    count_standings,
    latest_entries,
    latest_learning,
    quiet_in,
    statements_of,
)
from steps.reviews.figures import Became, out_of_date

ADDED, OUT_OF_DATE = "added", "out-of-date"


class Since(StrEnum):
    """How far back "what changed" looks: a choice that stands in the address."""

    THIRTY_DAYS = "30-days"
    NINETY_DAYS = "90-days"
    SIX_MONTHS = "6-months"
    YEAR = "year"

    @property
    def label(self) -> str:
        return str(SINCE_LABELS[self])

    def day(self, today: date) -> date:
        if self is Since.THIRTY_DAYS:
            return today - timedelta(days=30)
        if self is Since.NINETY_DAYS:
            return today - timedelta(days=90)
        return months_before(today, 6 if self is Since.SIX_MONTHS else 12)

    @classmethod
    def chosen(cls, words: str) -> Since:
        return cls(words) if words in list(cls) else cls.NINETY_DAYS


SINCE_LABELS = {
    Since.THIRTY_DAYS: _("30 days"),
    Since.NINETY_DAYS: _("90 days"),
    Since.SIX_MONTHS: _("6 months"),
    Since.YEAR: _("a year"),
}


def months_before(day: date, months: int) -> date:
    """Return the same day some months earlier, or that month's last where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def shown_rows(statements: Iterable[Statement], show: str, today: date) -> list[Statement]:
    """The rows of the table of statements: all, or those that one count of the page counts."""
    if show == ADDED:
        return [row for row in statements if row.is_added]
    if show == OUT_OF_DATE:
        return out_of_date(statements, today)
    if show in Standing.values:
        return [row for row in statements if row.standing == show and not row.is_added]
    return list(statements)


@dataclass(kw_only=True)
class AimPage:
    """The published part of an aim's page, which anyone may read."""

    aim: Aim
    statements: list[Statement]
    show: str
    today: date

    @cached_property
    def counts(self) -> StandingCounts:
        return count_standings(self.statements)

    @cached_property
    def rows(self) -> list[Statement]:
        return shown_rows(self.statements, self.show, self.today)

    @property
    def count_rows(self) -> list[tuple[Standing, int, int]]:
        """How many stand where now, and then; only consultants see a page with a then."""
        return [(standing, n, 0) for standing, n in self.counts.rows()]

    @cached_property
    def out_of_date(self) -> list[Statement]:
        return out_of_date(self.statements, self.today)

    @property
    def out_of_date_sentence(self) -> str:
        return out_of_date_sentence(self.out_of_date)

    @property
    def sentence(self) -> str:
        return counts_of_an_aim(self.counts)

    @property
    def is_narrowed(self) -> bool:
        return self.show in (ADDED, OUT_OF_DATE) or self.show in Standing.values

    @property
    def shown_label(self) -> str:
        """What the table is narrowed to, in words."""
        if self.show == OUT_OF_DATE:
            return gettext("may be out of date")
        return (
            gettext("added by the team") if self.show == ADDED else str(Standing(self.show).label)
        )

    @property
    def narrowed_query(self) -> str:
        """What keeps a download to the rows that the page shows."""
        return f"?show={self.show}" if self.is_narrowed else ""

    @cached_property
    def library_lines(self) -> list[LibraryLine]:
        """The newest resources for the aim, which came along with it."""
        return newest_of(self.aim)

    @property
    def lessons(self) -> list[LessonLine]:
        """What was published of what people told us, which came along with the aim."""
        return lessons_of(self.aim)

    @cached_property
    def public_entries(self) -> list[Learning]:
        return latest_entries(aim=self.aim)


@dataclass(kw_only=True)
class AimDashboard(AimPage):
    """What consultants see besides: the figures of what was shared, and what wants a look."""

    since: Since
    reviews: AimReviews
    quiet_after_days: int

    @property
    def since_day(self) -> date:
        """The day of the review compared with, else as far back as was chosen."""
        return self.reviews.since or self.since.day(self.today)

    @cached_property
    def became(self) -> Became:
        return self.reviews.became(self.since_day)

    @property
    def count_rows(self) -> list[tuple[Standing, int, int]]:
        """How many stand where: now, and in the review compared with."""
        then = self.reviews.counts_then
        return [(standing, n, then.get(standing, 0)) for standing, n in self.counts.rows()]

    @cached_property
    def activity(self) -> AimActivity:
        day = self.since_day
        return activity_of(self.aim, self.statements, since=day, today=self.today)

    @property
    def total_url(self) -> str:
        return shared_rows(aim=self.aim.number, first=self.activity.since)

    @property
    def changed_rows(self) -> list[tuple[Statement, int, str]]:
        """Statements with what was shared about them since the day, and where to read it."""
        since = self.activity.since
        return [
            (row.statement, row.count, shared_rows(step=row.statement.step.slug, first=since))
            for row in self.activity.by_statement
        ]

    @cached_property
    def month_rows(self) -> list[tuple[str, int, str]]:
        """The months of the chart and of its table, each with the address of its entries."""
        return [
            (
                date_format(month.first, "YEAR_MONTH_FORMAT"),
                month.count,
                shared_rows(aim=self.aim.number, first=month.first, last=month.last),
            )
            for month in self.activity.months
        ]

    @property
    def chart_rows(self) -> list[tuple[str, int]]:
        """The months by their first letters, as the chart has room for them."""
        return [(date_format(month.first, "M"), month.count) for month in self.activity.months]

    @property
    def time_sentence(self) -> str:
        return through_time(self.activity)

    @cached_property
    def quiet(self) -> Quiet:
        return quiet_in(self.statements, today=self.today, after_days=self.quiet_after_days)

    @cached_property
    def learning(self) -> list[Learning]:
        return latest_learning(aim=self.aim, public_only=False)

    @cached_property
    def added_since(self) -> list[Statement]:
        day = self.since_day
        return [row for row in self.statements if row.step.added_on and row.step.added_on >= day]


def statements_shown(aim: Aim, show: str, today: date) -> list[Statement]:
    """The rows that the page of an aim and its downloads both show."""
    return shown_rows(statements_of(aim), show, today)


def aim_or_404(number: int, *, with_library: bool = False, with_lessons: bool = False) -> Aim:
    """Fetch an aim with the people its page names, and with what is new for it elsewhere."""
    aims = Aim.objects.select_related("vision", "held_by").filter(number=number)
    if with_library:
        aims = aims.annotate(**newest_for_an_aim())
    if with_lessons:
        aims = aims.annotate(**lessons_for_an_aim())
    aim = aims.first()
    if aim is None:
        raise Http404
    return aim
