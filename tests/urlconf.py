"""Every address that the site answers, as the URLconf has it."""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver


def walk(
    resolver: URLResolver, route: str = "", namespaces: tuple[str, ...] = ()
) -> Iterator[tuple[str, str]]:
    for entry in resolver.url_patterns:
        here = route + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield (":".join((*namespaces, entry.name)) if entry.name else here), here
        else:
            inner = (*namespaces, entry.namespace) if entry.namespace else namespaces
            yield from walk(entry, here, inner)


def routes() -> dict[str, str]:
    """Return every address by its name ("admin:index"); by its route where it has no name."""
    return dict(walk(get_resolver()))


def addresses() -> set[str]:
    return set(routes())
