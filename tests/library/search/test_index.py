import json

import pytest
from django.core.management import call_command
from django.core.serializers import deserialize, serialize
from django.db import connection
from django.test.utils import CaptureQueriesContext

from library.models import Resource
from library.search.find import find_resources
from library.search.index import ensure_index, index_resources
from tests.factories import ResourceFactory, TopicFactory

pytestmark = pytest.mark.django_db


def found(words: str) -> set[str]:
    return {resource.title for resource in find_resources(words=words)}


def test_index_follows_what_is_written_anew() -> None:
    resource = ResourceFactory(title="Listening")
    resource.title = "Speaking"
    resource.save()
    index_resources([resource])
    assert (found("listening"), found("speaking")) == (set(), {"Speaking"})


def test_index_follows_what_is_deleted() -> None:
    ResourceFactory(title="Listening").delete()
    # A row of the same key must not be found by the words of the one before.
    ResourceFactory(title="Speaking")
    assert found("listening") == set()


def test_index_follows_a_restored_backup() -> None:
    ResourceFactory(title="Listening")
    backup = serialize("json", Resource.objects.all())
    Resource.objects.all().delete()
    for row in deserialize("json", backup):
        row.save()
    assert found("listening") == {"Listening"}
    assert json.loads(backup)[0]["fields"]["search_title"] == "listen"


def test_index_follows_a_change_of_many_rows_at_once() -> None:
    ResourceFactory.create_batch(3)
    Resource.objects.update(search_title="speak")
    assert len(find_resources(words="speaking")) == 3


def test_words_of_topics_are_found() -> None:
    ResourceFactory(title="Listening", topics=[TopicFactory(name="Peer support")])
    assert found("peers") == {"Listening"}


@pytest.mark.parametrize("count", [1, 3])
def test_words_are_written_in_two_queries(count: int) -> None:
    ResourceFactory.create_batch(count)
    rows = list(Resource.objects.all())
    with CaptureQueriesContext(connection) as captured:
        index_resources(rows)
    # SQLite and PostgreSQL both: the topics, and the rows.
    assert len(captured) == 2


def test_command_writes_every_resource_anew(capsys: pytest.CaptureFixture[str]) -> None:
    ResourceFactory(title="Listening")
    Resource.objects.update(search_title="", search_text="")
    assert found("listening") == set()
    call_command("rebuild_search")
    assert capsys.readouterr().out == "Resources made ready for searching: 1\n"
    assert found("listening") == {"Listening"}


def test_index_that_a_migration_took_away_comes_back() -> None:
    """SQLite makes a changed table anew, without the triggers of the old one."""
    if connection.vendor == "sqlite":
        take_away = [
            "DROP TRIGGER library_words_added",
            "DROP TRIGGER library_words_changed",
            "DROP TRIGGER library_words_gone",
        ]
    else:
        take_away = ["DROP INDEX library_words"]
    with connection.cursor() as cursor:
        for statement in take_away:
            cursor.execute(statement)
    ResourceFactory(title="Listening")
    # PostgreSQL makes no index while it still has constraints to check.
    connection.check_constraints()
    ensure_index(using="default")
    ResourceFactory(title="Listening too")
    assert found("listening") == {"Listening", "Listening too"}
