"""One search over the whole site. A room joins it with one function in `providers.PROVIDERS`."""

from imroc_ei.dashboards.site_search.hits import Asker, Hit, Hits
from imroc_ei.dashboards.site_search.page import SearchPage, search_site

__all__ = ["Asker", "Hit", "Hits", "SearchPage", "search_site"]
