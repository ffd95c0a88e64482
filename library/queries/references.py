"""Which resources are meant by what people copy: the address of a page here, or of the thing."""

from __future__ import annotations

import re
from collections.abc import Iterable

from library.addresses import address_key
from library.models import Resource

PAGE_HERE = re.compile(r"(?:^|/library/)([A-Za-z0-9_-]{12})/?$")


class NotHereError(Exception):
    """`line` names no resource of this library."""

    def __init__(self, line: str) -> None:
        self.line = line
        super().__init__(line)


def resources_at(lines: Iterable[str]) -> list[Resource]:
    """Return the resources that these lines name, each once, in the order of the library."""
    wanted = [line.strip() for line in lines]
    ids = {line: page[1] for line in wanted if (page := PAGE_HERE.search(line))}
    keys = {line: key for line in wanted if (key := address_key(line))}
    by_id = Resource.objects.in_bulk(ids.values(), field_name="public_id")
    by_key = {
        resource.address_key: resource
        for resource in Resource.objects.filter(address_key__in=keys.values())
    }
    found: dict[int, Resource] = {}
    for line in wanted:
        resource = by_id.get(ids.get(line, "")) or by_key.get(keys.get(line, ""))
        if resource is None:
            raise NotHereError(line)
        found[resource.pk] = resource
    return sorted(found.values(), key=lambda one: (one.added_at, one.pk), reverse=True)
