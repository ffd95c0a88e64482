"""What a search of the site looks into. Each function gives what `asker` may see, and no more.

A further kind (a room that publishes something of its own) is one more function in PROVIDERS.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from aims.models import Aim, Term
from feedback.models import Lesson, ProcedureVersion
from imroc_ei.dashboards.sentences import aims_in_words
from imroc_ei.dashboards.site_search.hits import MOST_HITS, Asker, Hit, Hits, Provider
from library.doors import may_enter
from library.search.find import Found
from library.search.words import words_asked, words_of
from steps.queries import plan_statements


def aims(words: str, asker: Asker) -> Hits:
    rows = [
        (Hit(title=str(aim), url=aim.get_absolute_url(), about=aim.statement), aim.statement)
        for aim in Aim.objects.current()
    ]
    return _among("aims", _("Aims"), rows, words)


def statements(words: str, asker: Asker) -> Hits:
    rows = [
        (
            Hit(
                title=row.step.statement,
                url=row.step.get_absolute_url(),
                meta=aims_in_words(row.aims),
            ),
            row.step.short_name,
        )
        for row in sorted(plan_statements(), key=lambda row: (row.aims, row.step.short_name))
    ]
    return _among("statements", _("Statements of the plan"), rows, words)


def resources(words: str, asker: Asker) -> Hits | None:
    if not may_enter(asker.person, asker.site):
        return None
    found = Found(words=words)
    return Hits(
        slug="resources",
        heading=_("In the library"),
        hits=[
            Hit(
                title=row.title,
                url=row.get_absolute_url(),
                about=row.why_here,
                meta=f"{row.get_format_display()} · {row.creator}".removesuffix(" · "),
            )
            for row in found.part(0, MOST_HITS)
        ],
        total=found.rows.count(),
        more_url=f"{reverse('library')}?{urlencode({'q': words})}",
    )


def language(words: str, asker: Asker) -> Hits:
    rows = [
        (
            Hit(title=term.name, url=term.get_absolute_url(), about=term.summary),
            term.full_statement,
        )
        for term in Term.objects.all()
    ]
    page = Hit(title=gettext("Why we say equity and inclusion"), url=reverse("language"))
    rows.append((page, gettext("The language and the words that we use on purpose")))
    return _among("language", _("Words we use on purpose"), rows, words)


def lessons(words: str, asker: Asker) -> Hits:
    rows = [
        (
            Hit(title=str(lesson), url=lesson.get_absolute_url(), about=lesson.we_did),
            lesson.you_said,
        )
        for lesson in Lesson.objects.published()
    ]
    return _among("lessons", _("What we learned from feedback"), rows, words)


def procedure(words: str, asker: Asker) -> Hits:
    version = ProcedureVersion.objects.in_force()
    rows = []
    if version is not None:
        title = gettext("How we deal with feedback and complaints")
        hit = Hit(title=title, url=reverse("procedure"), meta=str(version))
        rows.append((hit, f"{version.text} {version.easy_text}"))
    return _among("procedure", _("The feedback and complaints procedure"), rows, words)


PROVIDERS: tuple[Provider, ...] = (aims, statements, resources, lessons, procedure, language)


def _among(slug: str, heading: str | Promise, rows: Iterable[tuple[Hit, str]], words: str) -> Hits:
    """Look into the few rows of a small table: each a hit, and further words it is found by."""
    asked = set(words_asked(words))
    found = [
        hit for hit, further in rows if asked and asked <= _words_in(hit.title, hit.about, further)
    ]
    return Hits(slug=slug, heading=heading, hits=found, total=len(found))


@lru_cache(maxsize=4096)
def _words_in(*texts: str) -> frozenset[str]:
    return frozenset(words_of(" ".join(texts)))
