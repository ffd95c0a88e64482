"""Repair of the library in the admin keeps what searches read."""

import pytest
from django.urls import reverse

from imroc_ei.people.models import User
from library.search.find import find_resources
from tests.clients import signed_in
from tests.factories import ResourceFactory, TopicFactory
from tests.html import page_of

pytestmark = pytest.mark.django_db


def change(owner: User, address: str, **values: str) -> None:
    client = signed_in(owner)
    form = page_of(client.get(address).content).xpath("//form[@method='post'][.//input[@name]]")[-1]
    answer = client.post(address, dict(form.form_values()) | values)
    assert answer.status_code == 302


def test_repaired_title_is_found(owner: User) -> None:
    made = ResourceFactory(title="Old")
    change(owner, reverse("admin:library_resource_change", args=[made.pk]), title="Mended words")
    assert list(find_resources(words="mended")) == [made]
    assert made.history.count() == 2


def test_renamed_topic_is_found(owner: User) -> None:
    topic = TopicFactory(name="Old")
    made = ResourceFactory(topics=[topic])
    change(owner, reverse("admin:library_topic_change", args=[topic.pk]), name="Renaming")
    assert list(find_resources(words="renaming")) == [made]
