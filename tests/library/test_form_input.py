"""Whatever is sent to a form of the library gets an answer, and nothing is stored twice."""

import uuid
from collections.abc import Iterator, Mapping

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st
from pytest_django import Settings

from imroc_ei.organisation.models import Organisation
from imroc_ei.people.models import User
from library.models import Problem, ReadingList, Resource, SavedSearch, Suggestion
from tests.clients import signed_in
from tests.factories import OrganisationFactory, ReadingListFactory, ResourceFactory

pytestmark = pytest.mark.django_db

# Text as it comes: empty, long, with signs that mean something elsewhere, or nothing at all.
TEXTS = st.one_of(
    # Half of a sign cannot be sent at all.
    st.text(st.characters(exclude_categories=["Cs"]), max_size=60),
    st.sampled_from(
        ["", " ", "a" * 3000, "\0", "<script>", "' OR 1=1 --", "https://example.org/a?b=%ff#c"]
    ),
    st.sampled_from(["http://[", "//a", "example.org", "https://user@example.org:99999/"]),
    st.integers(-(10**30), 10**30).map(str),
)
quickly = examples(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture(autouse=True)
def _open(settings: Settings, db: None) -> None:
    settings.ACCOUNT_RATE_LIMITS = False
    OrganisationFactory()
    Organisation.objects.update(rooms=["library"])


def sent(*names: str) -> st.SearchStrategy[dict[str, str]]:
    return st.fixed_dictionaries({}, optional=dict.fromkeys(names, TEXTS))


def twice(client: Client, address: str, data: Mapping[str, object]) -> Iterator[int]:
    """Send the same form two times."""
    data = {"form_key": str(uuid.uuid4()), **data}
    for _ in range(2):
        yield client.post(address, data).status_code


RESOURCE = sent(
    *("title", "url", "creator", "year", "minutes", "licence", "content_notes", "why_here"),
    *("topics", "other_formats", "check_again_on_day", "check_again_on_month"),
    *("check_again_on_year", "format", "language", "free_to_read", "form_key"),
)
LISTS = st.fixed_dictionaries(
    {}, optional=dict.fromkeys(("aims", "steps", "accessibility"), st.lists(TEXTS, max_size=3))
)


@given(data=RESOURCE, more=LISTS, whole=st.booleans())
@quickly
def test_new_resource_takes_anything(
    lead: User, data: dict[str, str], more: dict[str, list[str]], whole: bool
) -> None:
    asked = {"title": "T", "url": "example.org", "why_here": "W", "format": "video"}
    before = Resource.objects.count()
    form = {**(asked | {"language": "en"} if whole else {}), **data, **more}
    assert set(twice(signed_in(lead), reverse("resource_new"), form)) <= {200, 302}
    assert Resource.objects.count() - before <= 1


@given(data=RESOURCE, more=LISTS)
@quickly
def test_edit_takes_anything(lead: User, data: dict[str, str], more: dict[str, list[str]]) -> None:
    row = ResourceFactory()
    address = reverse("resource_edit", args=[row.public_id])
    assert set(twice(signed_in(lead), address, {**data, **more})) <= {200, 302}


@given(data=sent("url", "why", "form_key"))
@quickly
def test_suggestion_takes_anything(consultant: User, data: dict[str, str]) -> None:
    before = Suggestion.objects.count()
    assert set(twice(signed_in(consultant), reverse("library_suggest"), {**data})) <= {200, 302}
    assert Suggestion.objects.count() - before <= 1


@given(data=sent("kind", "words", "form_key"), kind=st.sampled_from(["other", "does-not-open", ""]))
@quickly
def test_problem_takes_anything(data: dict[str, str], kind: str) -> None:
    row = ResourceFactory()
    address = reverse("resource_problem", args=[row.public_id])
    assert set(twice(Client(), address, {"kind": kind, **data})) <= {200, 302}
    assert Problem.objects.filter(resource=row).count() <= 1


@given(data=sent("title", "about", "visibility", "aim", "form_key", "resource"))
@quickly
def test_list_takes_anything(lead: User, data: dict[str, str]) -> None:
    before = ReadingList.objects.count()
    asked = {"title": "T", "visibility": "only-me"}
    address = reverse("reading_list_new")
    assert set(twice(signed_in(lead), address, {**asked, **data})) <= {200, 302}
    assert ReadingList.objects.count() - before <= 1


@given(data=sent("place", "note", "off"))
@quickly
def test_item_takes_anything(consultant: User, data: dict[str, str]) -> None:
    row = ResourceFactory()
    made = ReadingListFactory(held_by=consultant, resources=[row])
    address = reverse("reading_list_item", args=[made.public_id, row.public_id])
    assert set(twice(signed_in(consultant), address, {**data})) <= {200, 302, 404}


@given(data=sent("name", "query"), asked=TEXTS)
@quickly
def test_search_takes_anything(consultant: User, data: dict[str, str], asked: str) -> None:
    before = SavedSearch.objects.count()
    client, address = signed_in(consultant), reverse("saved_search_new")
    assert client.get(address, {"search": asked}).status_code == 200
    assert set(twice(client, address, {"name": "N", **data})) <= {200, 302}
    assert SavedSearch.objects.count() - before <= 1


@given(rows=st.lists(st.lists(TEXTS, min_size=3, max_size=6), max_size=4), raw=st.binary())
@quickly
def test_table_takes_anything(lead: User, rows: list[list[str]], raw: bytes) -> None:
    client = signed_in(lead)
    lines = [",".join(f'"{cell}"' for cell in row) for row in rows]
    text = "\n".join(["Title,Address,Why it is here,Year,Aims,Topics", *lines])
    for content in (text.encode(errors="replace"), raw):
        file = SimpleUploadedFile("t.csv", content)
        assert client.post(reverse("library_import"), {"file": file}).status_code == 200
    assert client.post(reverse("library_import"), {"rows": text}).status_code == 200
    assert Resource.objects.count() == 0


@given(
    raw=st.binary(max_size=200),
    name=st.sampled_from(["f", "report.pdf", "../../a.txt", "x" * 300 + ".csv", "a\0b.png"]),
)
@quickly
def test_file_takes_anything(lead: User, raw: bytes, name: str) -> None:
    data = {"title": "T", "why_here": "W", "format": "video", "language": "en"}
    file = SimpleUploadedFile(name, raw)
    address = reverse("resource_new")
    form = {**data, "form_key": str(uuid.uuid4()), "file": file}
    assert signed_in(lead).post(address, form).status_code in (200, 302)
