"""The log: four answers, and what else somebody may want to say."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, cast
from uuid import uuid4

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from imroc_ei.forms.dates import DayOrMonthField, Parts, When
from imroc_ei.forms.fields import field_of
from imroc_ei.forms.widgets import CheckboxCards, RadioCards
from imroc_ei.forms.words import TOO_LONG_BESIDE_A_FILE, WordsField, tidy
from imroc_ei.people.models import User
from steps.activity.actions import Fields
from steps.activity.choices import AUDIENCE_HINTS, Group, StatementChoices
from steps.activity.forms.evidence import EVIDENCE_TEXT, EvidenceFields
from steps.enums import ActivityKind, AimedAt, Audience, Precision, ShapedBy
from steps.models import Activity, Step
from steps.models.activity import MINUTES_IN_A_MONTH

LEAVE_OUT = ("", _("Leave this out"))
PAID = {"yes": True, "no": False}
PAID_IN_WORDS: dict[bool | None, str] = {True: "yes", False: "no", None: ""}
OPTIONAL = (
    "learned",
    "kind",
    *EVIDENCE_TEXT,
    "file",
    "aimed_at",
    "shaped_by",
    "minutes",
    "paid",
    "threads",
    "show_name",
)
# These always say something, so that they say nothing about whether more was added.
EVIDENCE_DEFAULTS = ("account_from", "link_from", "file_from")
NOT_FOR_A_FIGURE = _("Write the minutes as a figure from 1 to 44,640, or leave this empty.")


def inline() -> RadioCards:
    return RadioCards(attrs={"class": "inline"})


def said_once(choices: Any) -> forms.ChoiceField:
    return forms.ChoiceField(choices=[LEAVE_OUT, *choices.choices], required=False, widget=inline())


class StepsField(forms.MultipleChoiceField):
    """Statements by their slug; comes out as the statements themselves."""

    widget = CheckboxCards
    default_error_messages = {
        "required": _("Choose at least one step."),
        "invalid_choice": _(
            "One of the steps you chose is no longer part of the plan. Choose from the list."
        ),
    }
    by_slug: dict[str, Step]

    def clean(self, value: Any) -> list[Step]:
        return [self.by_slug[slug] for slug in dict.fromkeys(super().clean(value))]


class ActivityForm(EvidenceFields):
    """Rendered by its own template, in the order in which a person tells it."""

    field_order = ["what_happened", "when", "steps", "audience", *OPTIONAL]

    form_key = forms.UUIDField(
        widget=forms.HiddenInput,
        error_messages={
            "required": _("This page was out of date. Look through it, and save again."),
            "invalid": _("This page was out of date. Look through it, and save again."),
        },
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    what_happened = WordsField(
        label=_("What happened?"),
        help_text=_("A few words are enough. Leave out anything that points to somebody else."),
        error_messages={
            "required": _("Write what happened. A few words are enough."),
            "longest": TOO_LONG_BESIDE_A_FILE,
        },
    )
    when = DayOrMonthField(
        label=_("When was it?"),
        help_text=_("The month alone is enough."),
        last=timezone.localdate,
    )
    steps = StepsField(label=_("Which steps was it for?"))
    audience = forms.ChoiceField(
        label=_("Who can see this?"),
        choices=Audience,
        widget=RadioCards(hints=AUDIENCE_HINTS),
        initial=Audience.CONSULTANTS,
        error_messages={
            "required": _("Choose who can see this."),
            "invalid_choice": _("Choose who can see this from the list."),
        },
    )
    learned = WordsField(
        label=_("What we learned"),
        required=False,
        rows=3,
        error_messages={"longest": TOO_LONG_BESIDE_A_FILE},
    )
    kind = forms.ChoiceField(
        label=_("What kind of activity"),
        choices=ActivityKind,
        required=False,
        initial=ActivityKind.OTHER,
    )
    aimed_at = said_once(AimedAt)
    shaped_by = said_once(ShapedBy)
    minutes = forms.IntegerField(
        label=_("Minutes it took"),
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "w-short"}),
        validators=[
            MinValueValidator(1, NOT_FOR_A_FIGURE),
            MaxValueValidator(MINUTES_IN_A_MONTH, NOT_FOR_A_FIGURE),
        ],
        error_messages={"invalid": NOT_FOR_A_FIGURE},
    )
    paid = forms.ChoiceField(
        label=_("Was it paid?"),
        choices=[LEAVE_OUT, ("yes", _("Yes")), ("no", _("No"))],
        required=False,
        widget=inline(),
    )
    threads = forms.MultipleChoiceField(
        label=_("Which threads of the vision it took up"),
        required=False,
        widget=CheckboxCards,
    )
    show_name = forms.BooleanField(
        label=_("Show my name"),
        help_text=_("Only if anyone can read it. Otherwise the public page names nobody."),
        required=False,
    )

    def __init__(
        self, *args: Any, person: User, keeping: Activity | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.statements = StatementChoices(person, keeping=keeping)
        self.keeping = keeping
        steps = field_of(self, "steps", StepsField)
        steps.by_slug = self.statements.by_slug
        steps.choices = [(slug, str(step)) for slug, step in steps.by_slug.items()]
        field_of(self, "threads", forms.ChoiceField).choices = self.statements.threads
        self.fields["aimed_at"].label = _("What it was aimed at")
        self.fields["shaped_by"].label = _("How the people affected shaped it")

    @property
    def shows_today(self) -> bool:
        shown = self.fields["when"].widget.format_value(self["when"].value())
        return bool(shown == Parts.of(When(timezone.localdate())))

    @cached_property
    def groups(self) -> list[Group]:
        return self.statements.groups(self.chosen_steps)

    @cached_property
    def chosen_steps(self) -> list[str]:
        return [str(slug) for slug in self["steps"].value() or []]

    @property
    def opens_more(self) -> bool:
        """Whether the optional part has something in it, or something to put right."""
        given = (self[name].value() for name in OPTIONAL if name not in EVIDENCE_DEFAULTS)
        nothing: tuple[Any, ...] = ("", None, [], False, ActivityKind.OTHER)
        return any(name in self.errors for name in OPTIONAL if self.is_bound) or any(
            value not in nothing for value in given
        )

    def entry_fields(self) -> Fields:
        """What was answered, as far as it is in order, by the names of the model's fields."""
        given = self.cleaned_data
        same = ("what_happened", "audience", "learned", "aimed_at", "shaped_by", "minutes")
        found: dict[str, Any] = {name: given[name] for name in same if name in given}
        found |= {name: given[name] for name in ("threads", "show_name") if name in given}
        found["kind"] = given.get("kind") or ActivityKind.OTHER
        found["paid"] = PAID.get(given.get("paid", ""))
        when: When | None = given.get("when")
        if when is not None:
            found["happened_on"] = when.day
            found["precision"] = Precision.MONTH if when.month_only else Precision.DAY
        # The form cleans each of them to what the entry takes.
        return cast("Fields", found)

    def answer_to(self, activity: Activity) -> None:
        """Make the form, typed as it is, one that changes the entry as it stands now."""
        # A form that is bound here is bound to what was posted.
        typed = cast("QueryDict", self.data).copy()
        typed["version"] = str(activity.version)
        self.data = typed

    def draft_fields(self) -> Fields:
        """The same for a draft, which keeps the words however long they are."""
        words = tidy(str(self.data.get("what_happened", "")))
        return self.entry_fields() | {"what_happened": words}

    def unfinished(self) -> dict[str, Any]:
        """What was typed and cannot be stored in its field yet, and evidence not added yet."""
        typed = typed_into(self)
        open_fields = {*self.errors, *EVIDENCE_TEXT} - {"what_happened", "form_key", "file"}
        return {name: plain(typed[name]) for name in open_fields if typed.get(name)}


def typed_into(form: forms.Form) -> dict[str, Any]:
    """What stands in the form's inputs, as typed."""
    return {
        name: field.widget.value_from_datadict(form.data, {}, name)
        for name, field in form.fields.items()
        if name != "file"
    }


def plain(value: Any) -> Any:
    """The same as JSON holds it. PostgreSQL takes no null byte, not even in what is unfinished."""
    if isinstance(value, Parts):
        value = [value.day, value.month, value.year]
    if isinstance(value, list):
        return [plain(part) for part in value]
    return tidy(value) if isinstance(value, str) else value


def starting_values() -> dict[str, Any]:
    return {"form_key": uuid4(), "when": When(timezone.localdate())}


def values_like(activity: Activity) -> dict[str, Any]:
    """For "log again like this": what an entry was about, and none of its words."""
    return {
        "steps": [step.slug for step in activity.steps.all()],
        "kind": activity.kind,
        "audience": activity.audience,
        "aimed_at": activity.aimed_at,
        "shaped_by": activity.shaped_by,
    }


def values_of(activity: Activity) -> dict[str, Any]:
    """Everything an entry says, and what a draft has no field for yet."""
    values = values_like(activity) | {
        "form_key": activity.form_key,
        "version": activity.version,
        "what_happened": activity.what_happened,
        "when": When(activity.happened_on, activity.precision == Precision.MONTH),
        "learned": activity.learned,
        "minutes": activity.minutes,
        "paid": PAID_IN_WORDS[activity.paid],
        "threads": activity.threads,
        "show_name": activity.show_name,
    }
    typed = dict(activity.unfinished)
    if "when" in typed:
        typed["when"] = Parts(*typed["when"])
    return values | typed


def with_date_set(
    data: QueryDict, *, person: User, keeping: Activity | None = None
) -> ActivityForm:
    """The same form with another date in it, and nothing said about what is still missing."""
    values = typed_into(ActivityForm(data, person=person))
    today = timezone.localdate()
    match data["set"]:
        case "yesterday":
            values["when"] = When(today - timedelta(days=1))
        case "month":
            typed: Parts = values["when"]
            whole = typed.month and typed.year
            month = When(today, month_only=True)
            values["when"] = Parts("", typed.month, typed.year) if whole else month
        case _:
            values["when"] = When(today)
    return ActivityForm(person=person, keeping=keeping, initial=values)
