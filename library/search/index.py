"""Keeps what searches look into: two columns of words, and the database's index of them.

The columns are written by `index_resources` alone. From there on the database itself keeps its
index, whoever writes the row: SQLite by triggers, PostgreSQL by columns that it makes out of the
two. Those are beside the model's own; a migration that changes the type of the two drops them
first, and they come back after it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import BooleanField, F, Q, prefetch_related_objects
from django.db.models.expressions import RawSQL
from django.db.models.lookups import In
from django.utils.translation import gettext

from library.models import Resource
from library.search.words import prepared

BATCH = 500
IN_ALL, IN_TITLE = "words_of_all", "words_of_title"

SQLITE_TABLE = """
CREATE VIRTUAL TABLE library_words USING fts5(
    search_title, search_text,
    content='library_resource', content_rowid='id', tokenize='unicode61'
)
"""
FORGET = """
INSERT INTO library_words(library_words, rowid, search_title, search_text)
VALUES ('delete', old.id, old.search_title, old.search_text);
"""
TAKE_IN = """
INSERT INTO library_words(rowid, search_title, search_text)
VALUES (new.id, new.search_title, new.search_text);
"""
SQLITE_TRIGGERS = {
    "library_words_added": f"AFTER INSERT ON library_resource BEGIN {TAKE_IN} END",
    "library_words_gone": f"AFTER DELETE ON library_resource BEGIN {FORGET} END",
    "library_words_changed": (
        "AFTER UPDATE OF id, search_title, search_text ON library_resource "
        f"BEGIN {FORGET} {TAKE_IN} END"
    ),
}
SQLITE_REBUILD = "INSERT INTO library_words(library_words) VALUES ('rebuild')"
# The words are ready as they are: no configuration of a language has a say in them. A library is
# read more than written, so nothing waits to be put into its indexes. With the statistics the
# database knows how many have a feature, and then where to begin looking.
WORDS = "array_to_tsvector(array_remove(string_to_array({}, ' '), ''))"
POSTGRESQL_INDEX = f"""
ALTER TABLE library_resource
    ADD COLUMN IF NOT EXISTS {IN_ALL} tsvector GENERATED ALWAYS AS
        ({WORDS.format("search_title || ' ' || search_text")}) STORED,
    ADD COLUMN IF NOT EXISTS {IN_TITLE} tsvector GENERATED ALWAYS AS
        ({WORDS.format("search_title")}) STORED;
CREATE INDEX IF NOT EXISTS library_words
    ON library_resource USING gin ({IN_ALL}) WITH (fastupdate = off);
CREATE INDEX IF NOT EXISTS library_words_of_title
    ON library_resource USING gin ({IN_TITLE}) WITH (fastupdate = off);
CREATE STATISTICS IF NOT EXISTS library_features ON (accessibility::text) FROM library_resource;
"""


def index_resources(resources: Iterable[Resource]) -> int:
    """Write the words of resources anew, and return how many resources those were."""
    rows = list(resources)
    prefetch_related_objects(rows, "topics")
    for resource in rows:
        resource.search_title = prepared(resource.title)
        resource.search_text = prepared(*texts_of(resource))
    Resource.objects.bulk_update(rows, ["search_title", "search_text"], batch_size=BATCH)
    return len(rows)


def index_everything() -> int:
    """Write the words of every resource anew, after a change of how words are made."""
    ensure_index(using=DEFAULT_DB_ALIAS, anew=True)
    count, last = 0, 0
    while rows := list(Resource.objects.filter(pk__gt=last).order_by("pk")[:BATCH]):
        count, last = count + index_resources(rows), rows[-1].pk
    return count


def texts_of(resource: Resource) -> list[str]:
    """Everything besides the title that a resource is found by."""
    return [
        resource.creator,
        resource.why_here,
        resource.content_notes,
        str(resource.year or ""),
        resource.get_format_display(),
        resource.get_language_display(),
        gettext("Lived experience") if resource.lived_experience else "",
        *(str(feature.label) for feature in resource.features),
        *(topic.name for topic in resource.topics.all()),
    ]


def ensure_index(*, using: str, anew: bool = False, **kwargs: Any) -> None:
    """Make the database's index where it is not there; called after every migration.

    A migration that rewrites the table in SQLite takes the triggers away with the old one. What
    was written without them is then read anew, as it is when that is asked for.
    """
    connection = connections[using]
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        if Resource._meta.db_table not in tables:
            return
        if connection.vendor == "postgresql":
            _ensure_in_postgresql(cursor)
        else:
            _ensure_in_sqlite(cursor, has_table="library_words" in tables, anew=anew)


def _ensure_in_postgresql(cursor: Any) -> None:
    cursor.execute("SELECT to_regclass('library_words'), to_regclass('library_words_of_title')")
    if None in cursor.fetchone():
        cursor.execute(POSTGRESQL_INDEX)


def _ensure_in_sqlite(cursor: Any, *, has_table: bool, anew: bool) -> None:
    cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
    present = {name for (name,) in cursor.fetchall()}
    missing = [name for name in SQLITE_TRIGGERS if name not in present]
    if not has_table:
        cursor.execute(SQLITE_TABLE)
    for name in missing:
        cursor.execute(f"CREATE TRIGGER {name} {SQLITE_TRIGGERS[name]}")
    if missing or anew or not has_table:
        cursor.execute(SQLITE_REBUILD)


def having_all(words: Sequence[str], *, using: str) -> Q:
    """The resources that have every one of these words."""
    if connections[using].vendor == "postgresql":
        return Q(_words_are(IN_ALL, " & ".join(words)))
    return _matching(_all_of(words), scan=True)


def having_all_in_title(words: Sequence[str], *, using: str) -> Q:
    if connections[using].vendor == "postgresql":
        return Q(_words_are(IN_TITLE, " & ".join(words)))
    return _matching(f"search_title : {_all_of(words)}")


def having_some_in_title(words: Sequence[str], *, using: str) -> Q:
    if connections[using].vendor == "postgresql":
        return Q(_words_are(IN_TITLE, " | ".join(words)))
    return _matching(f"search_title : {_some_of(words)}")


def degrees(words: Sequence[str], *, using: str, scan: bool = False) -> list[Q]:
    """The resources that have every one of these words: first those whose title says them all,
    then those whose title says some, then the others. Each resource is in one of the three.

    In SQLite, `scan` looks for them in the order of the list, which is quicker than going to each
    and sorting them, as long as nothing else is asked for. The others are always looked for so.
    """
    if connections[using].vendor == "postgresql":
        everything = having_all(words, using=using)
        said = having_all_in_title(words, using=using)
        hinted = having_some_in_title(words, using=using)
        found = [said, everything & hinted & ~said, everything & ~hinted]
    else:
        all_of, some_of = _all_of(words), f"search_title : {_some_of(words)}"
        in_title = f"search_title : {all_of}"
        asked = (in_title, f"({all_of} AND {some_of}) NOT {in_title}", f"{all_of} NOT {some_of}")
        found = [_matching(query, scan=scan or query is asked[-1]) for query in asked]
    # A title that says some of one word says all of it.
    return found if len(words) > 1 else [found[0], found[2]]


def _words_are(column: str, query: str) -> RawSQL:
    """The column's name is nowhere else, so it needs no table's name in front of it."""
    # The column is one of this file's; what was typed is a parameter.
    sql = f"{column} @@ %s::tsquery"
    return RawSQL(sql, [query], output_field=BooleanField())  # noqa: S611


def _matching(query: str, *, scan: bool = False) -> Q:
    # What was typed is a parameter.
    sql = "SELECT rowid FROM library_words WHERE library_words MATCH %s"
    keys = RawSQL(sql, [query])  # noqa: S611
    return Q(In(F("pk") + 0, keys)) if scan else Q(pk__in=keys)


def _all_of(words: Sequence[str]) -> str:
    return f"({' AND '.join(_quoted(words))})"


def _some_of(words: Sequence[str]) -> str:
    return f"({' OR '.join(_quoted(words))})"


def _quoted(words: Sequence[str]) -> list[str]:
    """Within quotes nothing is an operator; the words themselves are letters and digits alone."""
    return [f'"{word}"' for word in words]
