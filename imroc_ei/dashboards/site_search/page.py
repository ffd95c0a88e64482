"""The page of a search over the site."""

from __future__ import annotations

from dataclasses import dataclass

from imroc_ei.dashboards.site_search.hits import Asker, Hits
from imroc_ei.dashboards.site_search.providers import PROVIDERS


@dataclass(frozen=True, kw_only=True)
class SearchPage:
    """What was found, kind by kind; kinds in which nothing was found are left out."""

    words: str
    groups: list[Hits]

    @property
    def total(self) -> int:
        return sum(group.total for group in self.groups)


def search_site(words: str, asker: Asker) -> SearchPage:
    """Look everywhere for what has all of these words; for no words, nowhere."""
    found = [provide(words, asker) for provide in PROVIDERS] if words else []
    return SearchPage(words=words, groups=[hits for hits in found if hits and hits.total])
