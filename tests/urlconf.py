"""Every address that the site answers, as the URLconf has it."""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver


def walk(resolver: URLResolver, route: str = "", namespaces: tuple[str, ...] = ()) -> Iterator[str]:
    for entry in resolver.url_patterns:
        here = route + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield ":".join((*namespaces, entry.name)) if entry.name else here
        else:
            inner = (*namespaces, entry.namespace) if entry.namespace else namespaces
            yield from walk(entry, here, inner)


def addresses() -> set[str]:
    """Return the name of every address ("admin:index"); its route where it has no name."""
    return set(walk(get_resolver()))
