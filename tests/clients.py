from django.test import Client

from imroc_ei.people.models import User


def signed_in(user: User) -> Client:
    """Return a browser in which this person has signed in, second factor and all."""
    client = Client()
    client.force_login(user)
    return client
