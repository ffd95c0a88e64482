"""What the list of the library shows: the rows, the choices made, and ways on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache

from django.core.paginator import Page, Paginator
from django.db.models import prefetch_related_objects
from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import get_language, gettext, ngettext

from imroc_ei.pages.numbers import page_asked_for
from imroc_ei.phrases import and_list
from library.enums import Format
from library.models import Resource
from library.search.filters import Choices, Chosen, ResourceFilter, chosen_filters, words_alone
from library.search.words import MOST_WORDS_ASKED, words_of

ROWS_ON_A_PAGE = 20
MOST_WORDS_OF_A_REASON = 40
FILTER_FORMS_KEPT = 64


@dataclass(frozen=True, kw_only=True)
class Row:
    """One resource in the list, in words. Everything is written here once: rows are what a page
    of the library spends its time on."""

    title: str
    url: str
    facts: str
    why: str
    tags: list[str]
    more: str


def row_of(resource: Resource) -> Row:
    features = ", ".join(str(feature.label) for feature in resource.features)
    aims = aims_in_words(tuple(aim.number for aim in resource.aims.all()))
    return Row(
        title=resource.title,
        url=resource.get_absolute_url(),
        facts=facts_of(resource),
        why=Truncator(resource.why_here).words(MOST_WORDS_OF_A_REASON),
        tags=tags_of(resource),
        more=" · ".join(filter(None, (features, aims))),
    )


def facts_of(resource: Resource) -> str:
    """The format, the time it takes, who made it, and when."""
    minutes = resource.minutes or 0
    time = ngettext("%(n)d minute", "%(n)d minutes", minutes) % {"n": minutes} if minutes else ""
    known = (str(Format(resource.format).label), time, resource.creator, str(resource.year or ""))
    return " · ".join(filter(None, known))


def tags_of(resource: Resource) -> list[str]:
    tags = []
    if resource.lived_experience:
        tags.append(gettext("By people with lived experience"))
    if not resource.free_to_read:
        tags.append(gettext("Has to be paid for"))
    if resource.link_did_not_open:
        tags.append(gettext("Its link did not open lately"))
    return tags


def aims_in_words(numbers: tuple[int, ...]) -> str:
    """Return "Aim 2", or "Aims 4 and 5"."""
    words = ngettext("Aim %(aims)s", "Aims %(aims)s", len(numbers))
    return words % {"aims": and_list(numbers)} if numbers else ""


@lru_cache(maxsize=FILTER_FORMS_KEPT)
def filter_form(chosen: str, choices: Choices, language: str | None) -> SafeString:
    """The choices as a form. It says the same for the same choices, so it is drawn once."""
    found = ResourceFilter(QueryDict(chosen), choices=choices)
    return render_to_string("library/_filters.html", {"form": found.form})


@dataclass(kw_only=True)
class ListPage:
    """The list for one address."""

    found: ResourceFilter
    address: QueryDict

    @cached_property
    def part(self) -> Page[Resource]:
        """The page of the list that the address names."""
        part = page_asked_for(Paginator(self.found.qs, ROWS_ON_A_PAGE), self.address.get("page"))
        rows = self.found.found.part((part.number - 1) * ROWS_ON_A_PAGE, part.end_index())
        prefetch_related_objects(rows, "aims")
        part.object_list = rows
        return part

    @property
    def total(self) -> int:
        return self.part.paginator.count

    @cached_property
    def rows(self) -> list[Row]:
        return [row_of(resource) for resource in self.part]

    @property
    def filter_form(self) -> SafeString:
        chosen = self.address.copy()
        for name in ("q", "page"):
            chosen.pop(name, None)
        return filter_form(chosen.urlencode(), self.found.choices, get_language())

    @cached_property
    def chosen(self) -> list[Chosen]:
        return chosen_filters(self.found, self.address)

    @property
    def words(self) -> str:
        return self.found.words

    @property
    def most_words(self) -> int:
        """How many words were looked for, where more were typed."""
        return MOST_WORDS_ASKED if len(words_of(self.words)) > MOST_WORDS_ASKED else 0

    @property
    def words_query(self) -> str:
        return urlencode({"q": self.words})

    @property
    def words_alone(self) -> str:
        return words_alone(self.address)

    @property
    def is_narrowed(self) -> bool:
        return bool(self.words or self.chosen)

    @cached_property
    def query(self) -> str:
        """What stands behind the ? of this search, whichever of its pages is open."""
        rest = self.address.copy()
        rest.pop("page", None)
        return rest.urlencode()

    @property
    def keep_query(self) -> str:
        return urlencode({"search": self.query})
