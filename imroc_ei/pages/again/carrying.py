"""What a form that could not be taken brought with it, as far as it can be given back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpRequest, UnreadablePostError
from django.http.multipartparser import MultiPartParserError

from imroc_ei.pages.error_pages import WORTH_KEEPING_CHARACTERS

FORGERY_CHECK = "csrfmiddlewaretoken"
# A browser does not let a page fill in a file. Its name stands here until it is chosen again.
FILE_PREFIX = "again-file-"
WITHOUT_FILES = "again-without-files"
IN_PARTS = "multipart/form-data"
FORM_TYPES = ("application/x-www-form-urlencoded", IN_PARTS)
# Where people prove who they are. Nothing that is typed there is ever repeated.
ACCOUNTS = "/accounts/"
ACCOUNT_VIEWS = ("invitation_accept", "second_factor")
SECRETS = ("password", "passphrase", "credential", "secret")


@dataclass(frozen=True, kw_only=True)
class Field:
    name: str
    value: str

    @property
    def is_text(self) -> bool:
        """Whether somebody wrote it: what a page itself sends along has no spaces."""
        return len(self.value) >= WORTH_KEEPING_CHARACTERS and len(self.value.split()) > 1


@dataclass(frozen=True, kw_only=True)
class Carried:
    """Every field in its order, and by field the names of the files that were chosen."""

    fields: list[Field]
    files: dict[str, list[str]]

    @property
    def texts(self) -> list[Field]:
        return [field for field in self.fields if field.is_text]

    @property
    def file_marks(self) -> list[Field]:
        return [
            Field(name=f"{FILE_PREFIX}{field}", value=name)
            for field, names in self.files.items()
            for name in names
        ]


def carried(request: HttpRequest) -> Carried | None:
    """Return what was sent. None where it cannot be read, or must not be repeated."""
    if request.content_type not in FORM_TYPES or is_about_accounts(request):
        return None
    try:
        fields = list(fields_of(request))
        files = files_of(request)
    except (SuspiciousOperation, BadRequest, MultiPartParserError, UnreadablePostError):
        return None
    # Every form of ours has one, if only an old one. What broke off half way has nothing.
    if FORGERY_CHECK not in request.POST:
        return None
    if any(secret in field.name.lower() for field in fields for secret in SECRETS):
        return None
    return Carried(fields=fields, files=files)


def is_about_accounts(request: HttpRequest) -> bool:
    found = request.resolver_match
    name = found.url_name if found else ""
    return request.path_info.startswith(ACCOUNTS) or name in ACCOUNT_VIEWS


def fields_of(request: HttpRequest) -> Iterator[Field]:
    for name, values in request.POST.lists():
        if name not in (FORGERY_CHECK, WITHOUT_FILES) and not is_mark(name):
            yield from (Field(name=name, value=value) for value in values)


def files_of(request: HttpRequest) -> dict[str, list[str]]:
    """Return the files that came, and those that were marked before and have not come."""
    came = {name: [file.name or "" for file in files] for name, files in request.FILES.lists()}
    return marked_files(request) | came


def marked_files(request: HttpRequest) -> dict[str, list[str]]:
    return {
        name.removeprefix(FILE_PREFIX): list(names)
        for name, names in request.POST.lists()
        if is_mark(name)
    }


def is_mark(name: str) -> bool:
    return name.startswith(FILE_PREFIX)


def lacks_files(request: HttpRequest) -> bool:
    """Whether a file should have been chosen again, and nobody said to go without."""
    if WITHOUT_FILES in request.POST:
        return False
    return any(name not in request.FILES for name in marked_files(request))
