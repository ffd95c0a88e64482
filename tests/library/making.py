"""A library with something of everything in it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from aims.models import Aim
from imroc_ei.people.models import User
from library.enums import AccessFeature, Format, LinkState, SuggestionState
from library.models import Resource
from steps.models import Step
from tests.factories import (
    ProblemFactory,
    ReadingListFactory,
    ResourceFactory,
    SavedSearchFactory,
    SuggestionFactory,
    TopicFactory,
)


def file_resource(**fields: Any) -> Resource:
    """A resource that is a file of ours."""
    return ResourceFactory(
        url="",
        address_key="",
        file=ContentFile(b"Plain words", name="kept.txt"),
        file_name="plain-words.txt",
        content_type="text/plain",
        **fields,
    )


def library_of(aims: dict[int, Aim], step: Step, people: dict[str, User]) -> dict[str, Any]:
    """Resources in every state, lists for everybody, and what waits for those who curate."""
    today, author = timezone.localdate(), people["author"]
    topics = [TopicFactory(name="Plain language"), TopicFactory(name="Listening")]
    audio = ResourceFactory(title="Listening first, to hear", format=Format.AUDIO, topics=topics)
    published = ResourceFactory(
        title="Listening first",
        format=Format.VIDEO,
        minutes=25,
        accessibility=[AccessFeature.CAPTIONS, AccessFeature.EASY_READ],
        lived_experience=True,
        licence="CC BY 4.0",
        content_notes="Describes restraint, from minute 12",
        aims=[aims[1], aims[3]],
        steps=[step],
        topics=topics,
        other_formats=[audio],
        checked_on=today - timedelta(days=30),
        check_again_on=today - timedelta(days=1),
    )
    broken = ResourceFactory(
        title="A page that moved",
        link_state=LinkState.BROKEN,
        failures_in_a_row=3,
        link_checked_at=timezone.now(),
        topics=topics[:1],
    )
    withdrawn = ResourceFactory(withdrawn=True, title="Out of print")
    return {
        "topic": topics[0],
        "published": published,
        "audio": audio,
        "broken": broken,
        "withdrawn": withdrawn,
        "file": file_resource(title="Plain words, to keep"),
        "curated": ReadingListFactory(
            aim=aims[1], title="To begin with", resources=[published, audio, withdrawn]
        ),
        "private": ReadingListFactory(held_by=author, resources=[published]),
        "shared": ReadingListFactory(held_by=author, shared=True, resources=[audio]),
        "search": SavedSearchFactory(person=author),
        "suggestion": SuggestionFactory(suggested_by=author),
        "added": SuggestionFactory(
            suggested_by=author,
            state=SuggestionState.ADDED,
            decided_at=timezone.now(),
            resource=published,
        ),
        "problem": ProblemFactory(resource=published),
    }
