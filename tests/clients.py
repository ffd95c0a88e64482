from typing import Any

from django.contrib.messages import get_messages
from django.test import Client

from imroc_ei.people.models import User
from tests.world import World


def signed_in(user: User) -> Client:
    """Return a browser in which this person has signed in, second factor and all."""
    client = Client()
    client.force_login(user)
    return client


def browser_of(world: World, role: str) -> Client:
    """Return the browser of who stands for this role in a world; "anyone" has not signed in."""
    person = world.person(role)
    return signed_in(person) if person else Client()


def said(answer: Any) -> list[str]:
    """Return the messages that an answer brings to the next page."""
    return [str(message) for message in get_messages(answer.wsgi_request)]
