"""The way back from a page about the plan's words."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext

from aims.models import Aim


@dataclass(frozen=True)
class Crumb:
    label: str
    url: str


def home_crumb() -> Crumb:
    return Crumb(gettext("Aims"), reverse("home"))


def aim_crumbs(aim: Aim) -> list[Crumb]:
    label = gettext("Aim %(number)d") % {"number": aim.number}
    return [home_crumb(), Crumb(label, aim.get_absolute_url())]


def language_crumb() -> Crumb:
    return Crumb(gettext("Why we say equity and inclusion"), reverse("language"))
