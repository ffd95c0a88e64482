"""What the pages of reviews need: `{% load reviews %}`."""

from collections.abc import Mapping

from django import template

from steps.models import Activity
from steps.reviews.minute import Judged

register = template.Library()


@register.simple_tag
def cited_in(row: Judged, cited: Mapping[str, Activity]) -> list[Activity]:
    """The entries behind the evidence of one finding, among those that may be read."""
    return [cited[entry] for entry in row.entries if entry in cited]
