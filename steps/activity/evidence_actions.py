"""Evidence of an entry, and the files that belong to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial

from django.core.files.storage import default_storage
from django.db import transaction

from imroc_ei.uploads.files import CheckedFile
from steps.enums import EvidenceKind
from steps.models import Activity, Evidence


@dataclass(frozen=True, kw_only=True)
class NewEvidence:
    """Something an entry can be seen by, checked and not stored yet."""

    kind: EvidenceKind
    from_whom: str
    text: str = ""
    url: str = ""
    file: CheckedFile | None = None


@contextmanager
def files_undone_on_failure() -> Iterator[list[str]]:
    """Yield a list for the names of stored files; what fails takes them away again."""
    stored: list[str] = []
    try:
        yield stored
    except BaseException:
        for name in stored:
            default_storage.delete(name)
        raise


def add_to(activity: Activity, evidence: Sequence[NewEvidence], stored: list[str]) -> None:
    """Add evidence within the running transaction, naming in `stored` the files it kept."""
    for new in evidence:
        row = Evidence(
            activity=activity, kind=new.kind, from_whom=new.from_whom, text=new.text, url=new.url
        )
        if new.file is not None:
            row.file_name = new.file.name
            row.content_type = new.file.content_type
            row.file.save(new.file.stored_name, new.file.content, save=False)
            stored.append(str(row.file.name))
        row.save()


def delete_files_of(evidence: Iterable[Evidence]) -> None:
    """Delete the files once the rows are gone for good."""
    for row in evidence:
        if row.file:
            transaction.on_commit(partial(default_storage.delete, str(row.file.name)))
