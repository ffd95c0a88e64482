"""The way back from a page of the library."""

from django.urls import reverse
from django.utils.translation import gettext

from aims.crumbs import Crumb
from library.models import ReadingList, Resource


def library_crumb() -> Crumb:
    return Crumb(gettext("Library"), reverse("library"))


def resource_crumbs(resource: Resource) -> list[Crumb]:
    return [library_crumb(), Crumb(resource.title[:60], resource.get_absolute_url())]


def suggestions_crumb() -> Crumb:
    return Crumb(gettext("Suggestions"), reverse("library_suggestions"))


def curation_crumb() -> Crumb:
    return Crumb(gettext("Look after the library"), reverse("library_curation"))


def lists_crumb() -> Crumb:
    return Crumb(gettext("Reading lists"), reverse("reading_lists"))


def list_crumbs(found: ReadingList) -> list[Crumb]:
    return [library_crumb(), lists_crumb(), Crumb(found.title[:60], found.get_absolute_url())]


def searches_crumb() -> Crumb:
    return Crumb(gettext("Saved searches"), reverse("saved_searches"))
