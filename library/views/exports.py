"""Taking along what a search of the library found."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.db.models.query import QuerySet
from django.http import HttpRequest, HttpResponse

from imroc_ei.rate_limits import limited
from imroc_ei.spreadsheets import csv_response
from library import exports
from library.citation import ris
from library.doors import in_library
from library.models import Resource
from library.search.filters import ResourceFilter
from library.views.items import ris_response

# So many are taken along at once; a search narrows what is more.
MOST_ROWS = 10_000


def found_rows(request: HttpRequest) -> QuerySet[Resource]:
    """What the list shows for the same address, whole."""
    found = ResourceFilter(request.GET).qs.defer("search_title", "search_text")
    return found.prefetch_related(*exports.JOINED)[:MOST_ROWS]


@login_not_required
@in_library
@limited("library_whole", looking=True)
def library_csv(request: HttpRequest) -> HttpResponse:
    """The rows under the columns of the import, so that a table can go out and come back."""
    return csv_response("library", exports.head(), exports.rows(found_rows(request)))


@login_not_required
@in_library
@limited("library_whole", looking=True)
def library_ris(request: HttpRequest) -> HttpResponse:
    return ris_response("library", ris(found_rows(request)))
