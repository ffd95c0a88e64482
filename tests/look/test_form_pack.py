from typing import Any

import pytest
from crispy_forms.helper import FormHelper
from crispy_forms.layout import ButtonHolder, Fieldset, Hidden, Layout, Submit
from django import forms
from django.template import Context, Template
from lxml.html import HtmlElement, fragment_fromstring

from imroc_ei.forms.widgets import CheckboxCards, RadioCards
from tests.html import words_of

COLOURS = [("red", "Red"), ("blue", "Blue")]


class Sample(forms.Form):
    title = forms.CharField(help_text="In a few words", error_messages={"required": "Say what"})
    note = forms.CharField(required=False, max_length=6)
    colour = forms.ChoiceField(
        choices=COLOURS,
        help_text="Choose one",
        widget=RadioCards(hints={"red": "As in roses"}),
        error_messages={"required": "Choose a colour"},
    )
    sizes = forms.MultipleChoiceField(
        choices=[("Few", [("s", "Small")]), ("Many", [("l", "Large")])],
        widget=CheckboxCards(attrs={"class": "inline"}),
        error_messages={"required": "Tick a size"},
    )
    agree = forms.BooleanField(required=False, help_text="You can change this")
    file = forms.FileField(required=False)
    key = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean(self) -> None:
        self.add_error(None, "These do not go together")


def rendered(form: Any, source: str = "{{ form|crispy }}") -> HtmlElement:
    """Render a form, or several of a kind."""
    template = Template("{% load crispy_forms_tags house %}" + source)
    html = template.render(Context({"form": form}))
    return fragment_fromstring(html, create_parent="div")


def one(page: HtmlElement, path: str) -> HtmlElement:
    found = page.xpath(path)
    assert len(found) == 1, (path, found)
    element: HtmlElement = found[0]
    return element


@pytest.fixture
def empty() -> HtmlElement:
    return rendered(Sample())


@pytest.fixture
def wrong() -> HtmlElement:
    return rendered(Sample({}))


def test_label_is_for_its_control(empty: HtmlElement) -> None:
    assert words_of(one(empty, "//label[@for='id_title']")) == "Title"
    assert one(empty, "//*[@id='id_title']").tag == "input"


def test_hint_and_error_are_joined_to_the_control(wrong: HtmlElement) -> None:
    control = one(wrong, "//*[@id='id_title']")
    described = [one(wrong, f"//*[@id='{i}']") for i in control.get("aria-describedby").split()]
    assert [words_of(each) for each in described] == ["In a few words", "Error: Say what"]
    assert control.get("aria-invalid") == "true"


def test_field_that_may_stay_empty_says_so_in_words(empty: HtmlElement) -> None:
    labels = {words_of(label) for label in empty.xpath("//label | //legend")}
    assert {text for text in labels if "optional" in text} == {"Note (optional)", "File (optional)"}


def test_choices_are_a_group_with_a_legend_and_its_hint(empty: HtmlElement) -> None:
    group = one(empty, "//fieldset[.//input[@name='colour']]")
    assert words_of(group.find("legend")) == "Colour"
    assert words_of(one(empty, f"//*[@id='{group.get('aria-describedby')}']")) == "Choose one"
    assert [words_of(label) for label in group.xpath(".//label")] == ["Red", "Blue"]
    assert [choice.get("for") for choice in group.xpath(".//label")] == [
        choice.get("id") for choice in group.xpath(".//input")
    ]


def test_hint_of_a_choice_is_joined_to_that_choice(empty: HtmlElement) -> None:
    red, blue = empty.xpath("//input[@name='colour']")
    assert words_of(one(empty, f"//*[@id='{red.get('aria-describedby')}']")) == "As in roses"
    assert blue.get("aria-describedby") is None


def test_choices_in_groups_have_a_legend_each(empty: HtmlElement) -> None:
    legends = empty.xpath("//fieldset[@class='choice-group']/legend")
    assert [words_of(legend) for legend in legends] == ["Few", "Many"]


def test_inline_choices_say_so_on_the_group_alone(empty: HtmlElement) -> None:
    assert one(empty, "//div[@id='id_sizes']").get("class") == "choices inline"
    assert {box.get("class") for box in empty.xpath("//input[@name='sizes']")} == {None}


def test_single_tick_box_stands_before_its_label(empty: HtmlElement) -> None:
    card = one(empty, "//div[@class='choice'][input[@name='agree']]")
    assert [child.tag for child in card] == ["input", "label", "p"]
    assert card[0].get("aria-describedby") == card[2].get("id")


def test_text_input_is_as_wide_as_what_it_expects(empty: HtmlElement) -> None:
    assert one(empty, "//input[@name='note']").get("class") == "w-short"
    assert one(empty, "//input[@name='title']").get("class") is None


def test_hidden_field_has_no_label(empty: HtmlElement) -> None:
    assert one(empty, "//input[@name='key']").getparent().tag == "div"
    assert empty.xpath("//label[@for='id_key']") == []


def test_error_summary_leads_to_every_field_in_order(wrong: HtmlElement) -> None:
    summary = one(wrong, "//*[contains(@class, 'error-summary')]")
    assert words_of(summary.find("h2")) == "There is a problem"
    assert [words_of(item) for item in summary.xpath(".//li")] == [
        "These do not go together",
        "Say what",
        "Choose a colour",
        "Tick a size",
    ]
    targets = [link.get("href") for link in summary.xpath(".//a")]
    assert targets == ["#id_title", "#id_colour_0", "#id_sizes_0_0"]
    assert [one(wrong, f"//*[@id='{target[1:]}']").tag for target in targets] == ["input"] * 3


def test_error_in_the_summary_has_the_words_of_the_field(wrong: HtmlElement) -> None:
    at_fields = [
        words_of(error).removeprefix("Error: ")
        for error in wrong.xpath("//*[@class='field-error']/p")
    ]
    assert at_fields == [words_of(link) for link in wrong.xpath("//*[@role='alert']//a")]


def test_error_summary_is_shown_once_for_a_form() -> None:
    page = rendered(Sample({}), "{% error_summary form %}{{ form|crispy }}")
    assert len(page.xpath("//*[@role='alert']")) == 1


def test_form_without_problems_has_no_summary(empty: HtmlElement) -> None:
    assert empty.xpath("//*[@role='alert']") == []


class Laid(Sample):
    helper: FormHelper


def with_helper(**settings: Any) -> Laid:
    form = Laid()
    form.helper = FormHelper()
    form.helper.layout = Layout(
        Fieldset("About you", "title", "note"),
        ButtonHolder(Submit("save", "Save activity", css_class="quiet"), Hidden("step", "2")),
    )
    for name, value in settings.items():
        setattr(form.helper, name, value)
    return form


def test_form_with_a_helper_leaves_checking_to_the_server() -> None:
    form = one(rendered(with_helper(), "{% crispy form %}"), "//form")
    assert form.get("novalidate") is not None
    assert form.get("method") == "post"


def test_form_with_a_file_can_send_it() -> None:
    form = one(rendered(with_helper(), "{% crispy form %}"), "//form")
    assert form.get("enctype") == "multipart/form-data"


def test_layout_groups_fields_and_ends_in_buttons() -> None:
    page = rendered(with_helper(), "{% crispy form %}")
    group = one(page, "//fieldset[@class='group']")
    assert words_of(group.find("legend")) == "About you"
    assert group.xpath(".//input/@name") == ["title", "note"]
    button = one(page, "//div[@class='buttons']/button")
    assert (button.get("class"), button.get("name"), words_of(button)) == (
        "button quiet",
        "save",
        "Save activity",
    )
    assert one(page, "//input[@name='step']").get("type") == "hidden"


def test_helper_without_a_form_tag_gives_the_fields_alone() -> None:
    assert rendered(with_helper(form_tag=False), "{% crispy form %}").xpath("//form") == []


def test_formset_shows_each_form_and_what_is_wrong_with_it() -> None:
    formset = forms.formset_factory(Sample, extra=0)(
        {"form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "2"}
    )
    page = rendered(formset)
    targets = page.xpath("//*[@role='alert']//a/@href")
    assert targets[0] == "#id_form-0-title"
    assert len(targets) == 6
    assert [one(page, f"//*[@id='{target[1:]}']").tag for target in targets] == ["input"] * 6
