from datetime import UTC, date, datetime

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory
from lxml.html import fragment_fromstring

from aims.models import Aim
from imroc_ei.people.models import User
from steps.enums import Level
from steps.models import Activity
from tests.html import words_of


def rendered(source: str, **context: object) -> str:
    return Template("{% load house %}" + source).render(Context(context))


def test_mark_of_an_aim_is_hidden_unless_it_has_a_title() -> None:
    aim = Aim(number=2, short_name="Compassion")
    hidden = fragment_fromstring(rendered("{% aim_mark aim %}", aim=aim))
    named = fragment_fromstring(rendered('{% aim_mark aim title="Aim <2>" %}', aim=aim))
    assert (hidden.get("aria-hidden"), hidden.get("class")) == ("true", "aim-mark aim-2")
    assert (named.get("role"), named.get("aria-label")) == ("img", "Aim <2>")


def test_every_aim_of_the_plan_has_a_mark_of_its_own() -> None:
    drawings = {
        fragment_fromstring(rendered("{% aim_mark n %}", n=number)).xpath("string(.//path/@d)")
        for number in range(1, 6)
    }
    assert len(drawings) == 5


def test_aim_of_a_longer_plan_has_a_plain_mark() -> None:
    mark = fragment_fromstring(rendered("{% aim_mark n %}", n=12))
    assert len(mark) == 2


def test_aim_is_named_by_number_and_name() -> None:
    tag = rendered("{% aim_tag aim %}", aim=Aim(number=3, short_name="Work <well>"))
    assert words_of(fragment_fromstring(tag)) == "Aim 3 Work <well>"


@pytest.mark.parametrize(
    ("level", "words"), [*((level.value, level.label) for level in Level), ("paused", "Paused")]
)
def test_level_is_shown_in_its_words(level: str, words: str) -> None:
    tag = fragment_fromstring(rendered("{% level_tag level %}", level=level))
    assert words_of(tag) == words
    assert tag.get("class") == f"tag level {level}"


def test_person_is_shown_by_name_never_by_address() -> None:
    assert rendered("{% person user %}", user=User(name="A < B", email="a@example.com")) == (
        "A &lt; B"
    )
    assert rendered("{% person user %}", user=None) == ""


def test_dates_read_as_people_here_write_them() -> None:
    assert rendered("{{ it|day }}", it=date(2026, 3, 3)) == "3 March 2026"
    assert rendered("{{ it|day }}", it=None) == ""
    late = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)
    assert rendered("{{ it|day }}", it=late) == "1 July 2026"


@pytest.mark.parametrize(("precision", "words"), [("day", "3 March 2026"), ("month", "March 2026")])
def test_activity_says_when_as_exactly_as_its_author_knew(precision: str, words: str) -> None:
    activity = Activity(happened_on=date(2026, 3, 3), precision=precision)
    assert rendered("{{ it|when }}", it=activity) == words


@pytest.mark.parametrize(
    ("items", "words"), [([], ""), ([1], "1"), ([1, 3], "1 and 3"), ([1, 3, 4], "1, 3 and 4")]
)
def test_list_reads_as_in_a_sentence(items: list[int], words: str) -> None:
    assert rendered("{{ items|and_list }}", items=items) == words


def test_paragraphs_are_escaped_and_make_no_links() -> None:
    text = "One <b>bold</b>\nhttps://example.com\n\nTwo"
    assert rendered("{{ text|paragraphs }}", text=text) == (
        "<p>One &lt;b&gt;bold&lt;/b&gt;<br>https://example.com</p>\n\n<p>Two</p>"
    )


def test_pagination_keeps_what_the_address_says() -> None:
    request = RequestFactory().get("/activity/", {"aim": "2", "page": "3"})
    page = Paginator(range(100), 10).page(3)
    html = rendered("{% pagination page %}", page=page, request=request)
    nav = fragment_fromstring(html.strip())
    assert nav.xpath("a/@href") == ["?aim=2&page=2", "?aim=2&page=4"]
    assert nav.xpath(".//a[@aria-current='page']/@href") == ["?aim=2&page=3"]


def test_single_page_has_no_pagination() -> None:
    request = RequestFactory().get("/activity/")
    page = Paginator(range(3), 10).page(1)
    assert rendered("{% pagination page %}", page=page, request=request).strip() == ""
