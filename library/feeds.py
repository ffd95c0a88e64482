"""A search as an Atom feed: what is new in it, newest first."""

from __future__ import annotations

from datetime import UTC, datetime

from django.conf import settings
from django.db.models.query import QuerySet
from django.http import HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext

from imroc_ei.forms.words import tidy
from imroc_ei.organisation.models import Organisation
from library.models import Resource

MOST_ENTRIES = 50
EMPTY_SINCE = datetime(2000, 1, 1, tzinfo=UTC)
CONTENT_TYPE = "application/atom+xml; charset=utf-8"


class SteadyAtom(Atom1Feed):
    """An Atom feed that says the same as long as it holds the same, even when it holds nothing."""

    def latest_post_date(self) -> datetime:
        return super().latest_post_date() if self.items else EMPTY_SINCE


def atom_feed(
    rows: QuerySet[Resource], *, title: str, page: str, feed: str, site: Organisation
) -> HttpResponse:
    """Answer with the newest of `rows`. `page` and `feed` are paths of this site."""
    atom = SteadyAtom(
        title=tidy(title),
        link=settings.SITE_URL + page,
        feed_url=settings.SITE_URL + feed,
        description=gettext("What is new in the library of %(name)s") % {"name": site.name},
        author_name=site.name,
        language="en-GB",
    )
    newest = rows.order_by("-added_at", "-pk").prefetch_related("topics")
    for row in newest[:MOST_ENTRIES]:
        address = settings.SITE_URL + row.get_absolute_url()
        atom.add_item(
            title=tidy(row.title),
            link=address,
            unique_id=address,
            description=tidy(row.why_here),
            author_name=tidy(row.creator) or None,
            pubdate=row.added_at,
            updateddate=row.added_at,
            categories=[topic.name for topic in row.topics.all()],
        )
    return HttpResponse(atom.writeString("utf-8"), content_type=CONTENT_TYPE)
