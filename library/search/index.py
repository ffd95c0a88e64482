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
# The words are ready as they are: no configuration of a language has a say in them.
WORDS = "array_to_tsvector(array_remove(string_to_array({}, ' '), ''))"
POSTGRESQL_INDEX = f"""
ALTER TABLE library_resource
    ADD COLUMN IF NOT EXISTS {IN_ALL} tsvector GENERATED ALWAYS AS
        ({WORDS.format("search_title || ' ' || search_text")}) STORED,
    ADD COLUMN IF NOT EXISTS {IN_TITLE} tsvector GENERATED ALWAYS AS
        ({WORDS.format("search_title")}) STORED;
CREATE INDEX IF NOT EXISTS library_words ON library_resource USING gin ({IN_ALL});
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
    cursor.execute("SELECT to_regclass('library_words')")
    if cursor.fetchone() == (None,):
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


def having_all(words: Sequence[str], *, using: str, scan: bool = False) -> Q:
    """The resources that have every one of these words.

    In SQLite, `scan` looks through the order of the list for them, which is quicker than going
    to each as long as nothing else is asked for.
    """
    if connections[using].vendor == "postgresql":
        return Q(_words_are(IN_ALL, " & ".join(words)))
    keys = _matching(" AND ".join(_quoted(words)))
    return Q(In(F("pk") + 0, keys)) if scan else Q(pk__in=keys)


def having_all_in_title(words: Sequence[str], *, using: str) -> Q:
    if connections[using].vendor == "postgresql":
        return Q(_words_are(IN_TITLE, " & ".join(words)))
    return Q(pk__in=_matching(f"search_title : ({' AND '.join(_quoted(words))})"))


def having_some_in_title(words: Sequence[str], *, using: str) -> Q:
    if connections[using].vendor == "postgresql":
        return Q(_words_are(IN_TITLE, " | ".join(words)))
    return Q(pk__in=_matching(f"search_title : ({' OR '.join(_quoted(words))})"))


def _words_are(column: str, query: str) -> RawSQL:
    """The column's name is nowhere else, so it needs no table's name in front of it."""
    sql = f"{column} @@ %s::tsquery"
    return RawSQL(sql, [query], output_field=BooleanField())  # noqa: S611


def _matching(query: str) -> RawSQL:
    sql = "SELECT rowid FROM library_words WHERE library_words MATCH %s"
    return RawSQL(sql, [query])  # noqa: S611


def _quoted(words: Sequence[str]) -> list[str]:
    """Within quotes nothing is an operator; the words themselves are letters and digits alone."""
    return [f'"{word}"' for word in words]
