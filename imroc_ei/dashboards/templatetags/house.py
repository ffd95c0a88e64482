"""The tags and filters that every template may use: `{% load house %}`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm, BoundField
from django.forms.formsets import BaseFormSet
from django.template import Context
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.html import format_html, linebreaks
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from aims.models import Aim
from imroc_ei.dashboards.drawing import Bar, Counts, Segment, bars, level_label, segments
from imroc_ei.dashboards.problems import problems_of
from imroc_ei.people.models import User
from imroc_ei.phrases import and_list
from steps.enums import Precision
from steps.models import Activity

register = template.Library()

DRAWN_AIMS = (1, 2, 3, 4, 5)
# A text field is as wide as what it expects; the longest length each width is for.
WIDTHS = ((6, "w-short"), (20, "w-medium"), (60, "w-long"))


@register.simple_tag
def aim_mark(aim: Aim | int, title: str = "") -> SafeString:
    """Draw the mark of an aim; with a title for those who hear it, else hidden from them."""
    number = aim if isinstance(aim, int) else aim.number
    drawing = _drawing(number if number in DRAWN_AIMS else 0)
    if title:
        return format_html(
            '<svg class="aim-mark aim-{}" viewBox="0 0 48 48" role="img" aria-label="{}">{}</svg>',
            number,
            title,
            drawing,
        )
    return format_html(
        '<svg class="aim-mark aim-{}" viewBox="0 0 48 48" aria-hidden="true">{}</svg>',
        number,
        drawing,
    )


@lru_cache
def _drawing(number: int) -> SafeString:
    return render_to_string(f"components/marks/aim-{number}.svg")


@register.simple_tag
def drawing(name: str) -> SafeString:
    """A simple drawing beside easy words. It says nothing that the words do not say."""
    return format_html(
        '<svg class="aim-mark drawing" viewBox="0 0 48 48" aria-hidden="true">{}</svg>',
        _drawn(name),
    )


@lru_cache
def _drawn(name: str) -> SafeString:
    return render_to_string(f"components/drawings/{name}.svg")


@register.simple_tag
def aim_tag(aim: Aim) -> SafeString:
    """The number and the short name of an aim, in its colour; never the colour alone."""
    number = gettext("Aim %(number)d") % {"number": aim.number}
    return format_html(
        '<span class="aim-tag aim-{}"><b>{}</b> {}</span>', aim.number, number, aim.short_name
    )


@register.simple_tag
def level_tag(level: str) -> SafeString:
    """A level in its words; a statement that is paused says so in the same way."""
    return format_html('<span class="tag level {}">{}</span>', str(level), level_label(level))


@register.simple_tag
def level_key(level: str) -> SafeString:
    """The small square beside a level's name in a table, as its part of the bar is drawn."""
    return format_html('<span class="level-key {}" aria-hidden="true"></span>', str(level))


register.filter(level_label)
register.filter(and_list)


@register.simple_tag
def level_segments(counts: Counts) -> list[Segment]:
    return segments(counts)


@register.simple_tag
def chart_bars(rows: Iterable[Any]) -> list[Bar]:
    return bars(rows)


@register.simple_tag
def person(user: User | None) -> str:
    """The name somebody goes by, never their address."""
    return user.display_name if user else ""


@register.filter
def day(value: date | datetime | None) -> str:
    """Write a date as people here read it: 3 March 2026."""
    if not value:
        return ""
    moment = _local(value)
    return f"{moment.day} {MONTHS[moment.month]} {moment.year}"


@register.filter
def month(value: date | datetime | None) -> str:
    if not value:
        return ""
    moment = _local(value)
    return f"{MONTHS[moment.month]} {moment.year}"


def _local(value: date | datetime) -> date | datetime:
    if isinstance(value, datetime) and timezone.is_aware(value):
        return timezone.localtime(value)
    return value


@register.filter
def when(activity: Activity) -> str:
    """When it happened, as exactly as its author remembered."""
    exact = activity.precision == Precision.DAY
    return day(activity.happened_on) if exact else month(activity.happened_on)


@register.filter(is_safe=True)
def paragraphs(text: str) -> SafeString:
    """Escaped text, with its blank lines as paragraphs. No links are made."""
    return SafeString(linebreaks(str(text), autoescape=True))


@register.inclusion_tag("components/error_summary.html")
def error_summary(form: BaseForm | BaseFormSet[Any]) -> dict[str, Any]:
    """Say at the top what is wrong, once a page for each form."""
    if getattr(form, "problems_are_shown", False):
        return {"problems": []}
    problems = problems_of(form)
    for part in (form, *getattr(form, "forms", ())):
        part.problems_are_shown = bool(problems)
    return {"problems": problems}


@register.simple_tag
def control(field: BoundField) -> SafeString:
    """The control of a field, as wide as what it expects."""
    classes = f"{field.field.widget.attrs.get('class', '')} {expected_width(field)}".strip()
    return field.as_widget(attrs={"class": classes}) if classes else field.as_widget()


def expected_width(field: BoundField) -> str:
    kind = getattr(field.field.widget, "input_type", "")
    if kind == "number":
        return "w-short"
    length = getattr(field.field, "max_length", None)
    if kind not in ("text", "tel", "password") or not length:
        return ""
    return next((name for longest, name in WIDTHS if length <= longest), "")


@register.filter
def button_classes(field_classes: str) -> str:
    """Name ours in place of the class names that crispy's buttons bring along."""
    ours = [name for name in field_classes.split() if not name.startswith("btn")]
    return " ".join(["button", *ours])


@register.inclusion_tag("components/pagination.html", takes_context=True)
def pagination(context: Context, page_obj: Page[Any]) -> dict[str, Any]:
    """Numbered pages that keep what the address already says."""
    pages = page_obj.paginator.get_elided_page_range(page_obj.number, on_each_side=1, on_ends=1)
    return {"page_obj": page_obj, "pages": pages, "query": context["request"].GET}
