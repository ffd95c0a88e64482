import pytest
from django.template import Context, Engine, Origin, Template

from tests.undefined import OURS, StringIfUndefined, UndefinedVariableError

ENGINE = Engine(string_if_invalid=StringIfUndefined())


def rendered(source: str, file: str) -> str:
    return Template(source, origin=Origin(file), engine=ENGINE).render(Context())


@pytest.mark.parametrize(
    "source", ["{{ note }}", "{{ note|upper }}", "{% if 1 %}{{ note.text }}{% endif %}"]
)
def test_undefined_variable_in_our_template_fails(source: str) -> None:
    with pytest.raises(UndefinedVariableError):
        rendered(source, str(OURS / "page.html"))


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ('{{ note|default:"none" }}', "none"),
        ("{% if note %}some{% else %}none{% endif %}", "none"),
    ],
)
def test_undefined_variable_that_may_be_absent_is_let_through(source: str, shown: str) -> None:
    assert rendered(source, str(OURS / "page.html")) == shown


@pytest.mark.parametrize(("source", "shown"), [("{{ note }}", ""), ("{{ note|length }}", "0")])
def test_undefined_variable_in_a_package_template_shows_what_it_always_shows(
    source: str, shown: str
) -> None:
    assert rendered(source, "/elsewhere/package/templates/page.html") == shown
