from collections.abc import Callable

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext


def queries_of(client: Client, path: str) -> list[str]:
    """Return the queries of a second visit: the first fills what is kept between requests."""
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        response = client.get(path)
    assert response.status_code == 200, f"{path} answered {response.status_code}"
    return [query["sql"] for query in captured.captured_queries]


def assert_same_queries(
    client: Client, path: str, *, expected: int, add_row: Callable[[], object]
) -> None:
    """Assert that `path` asks the database `expected` times, with one row and with three.

    `add_row` writes one row that the page shows; it is called once, and then twice more.
    """
    add_row()
    with_one_row = queries_of(client, path)
    assert len(with_one_row) == expected, "\n".join(with_one_row)
    add_row()
    add_row()
    with_three_rows = queries_of(client, path)
    assert len(with_three_rows) == expected, "\n".join(with_three_rows)
