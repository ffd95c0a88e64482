"""All that is said of a resource, by those who curate the library."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from typing import Any, cast

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.html import escape
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from aims.models import Aim
from aims.versions import displayed
from imroc_ei.forms.chosen_rows import ChosenRowsField
from imroc_ei.forms.dates import DayField
from imroc_ei.forms.editing import EditForm, stored
from imroc_ei.forms.fields import field_of
from imroc_ei.forms.widgets import CheckboxCards
from imroc_ei.forms.words import WordsField
from imroc_ei.people.models import User
from imroc_ei.phrases import and_list
from imroc_ei.uploads.files import CheckedFile, CheckedFileField, is_too_much
from library.actions.resources import AlreadyHereError, add_resource, edit_resource
from library.actions.suggestions import add_suggested
from library.actions.writing import Values
from library.enums import Format
from library.forms import fields
from library.languages import LANGUAGE_NAMES, LANGUAGES
from library.models import Resource, Suggestion, Topic
from library.queries.references import NotHereError, resources_at
from steps.activity.choices import StatementChoices
from steps.activity.forms.evidence import TOO_MUCH

LONGEST_WHY = 1000
DAYS_UNTIL_NEXT_LOOK = 365
MOST_TOPICS_NAMED = 30
OTHER_FORMATS = 20
# What a suggestion may say that a resource says as well.
SUGGESTED = (
    *("url", "title", "creator", "year", "format", "minutes"),
    *("accessibility", "lived_experience"),
)
NOT_IN_THE_LIST = ("invalid_choice", "invalid_list", "invalid_pk_value")
# Columns and relations that the form asks for, by the names of the model.
ASKED = (
    *("title", "url", "creator", "year", "format", "minutes", "language", "accessibility"),
    *("lived_experience", "free_to_read", "licence", "content_notes", "why_here"),
    *("aims", "steps", "topics", "other_formats", "check_again_on"),
)


def next_look() -> date:
    return timezone.localdate() + timedelta(days=DAYS_UNTIL_NEXT_LOOK)


class ResourceFields(forms.Form):
    """What is asked about a resource, whether it is new or here already."""

    title = fields.line(
        _("Title"), required=True, error_messages={"required": _("Write the title.")}
    )
    url = fields.address(
        label=_("Address"),
        help_text=_("Where it is on the web. If you add a file instead, leave this empty."),
        required=False,
    )
    file = CheckedFileField(
        label=_("A file instead of an address"),
        help_text=_("PDF, picture, document, recording or film, up to 20 MB."),
        required=False,
        widget=forms.FileInput,
    )
    creator = fields.line(_("Who made it"))
    year = fields.year()
    format = forms.ChoiceField(
        label=_("Format"),
        choices=Format.choices,
        error_messages=fields.same_for_all(_("Choose a format.")),
    )
    minutes = fields.minutes()
    language = forms.ChoiceField(
        label=_("Language"),
        choices=LANGUAGES,
        initial="en",
        error_messages=fields.same_for_all(_("Choose a language.")),
    )
    why_here = WordsField(
        label=_("Why it is here"),
        help_text=_("Two sentences: what somebody finds in it, and for whom it is."),
        longest=LONGEST_WHY,
        rows=3,
        error_messages={"required": _("Write why it is here. Two sentences are enough.")},
    )
    content_notes = fields.line(
        _("Content notes"),
        help_text=_("Short facts, like “describes restraint, from minute 12”."),
    )
    accessibility = fields.access_features()
    lived_experience = forms.BooleanField(
        label=_("Made by people with lived experience"), required=False
    )
    free_to_read = forms.BooleanField(label=_("Free to use"), required=False, initial=True)
    licence = fields.line(_("Licence"), longest=120, help_text=_("If it says one, like CC BY 4.0."))
    aims = ChosenRowsField(
        Aim.objects.none(),
        label=_("Aims it helps with"),
        to_field_name="number",
        widget=CheckboxCards,
        required=False,
        error_messages=fields.same_for_all(_("Choose aims from the list."), *NOT_IN_THE_LIST),
    )
    steps = forms.MultipleChoiceField(
        label=_("Statements it helps with"),
        widget=CheckboxCards,
        required=False,
        error_messages=fields.same_for_all(_("Choose statements from the list."), *NOT_IN_THE_LIST),
    )
    topics = fields.TopicsField(label=_("Topics"), required=False)
    other_formats = WordsField(
        label=_("The same in other formats"),
        help_text=_("Addresses of their pages in this library, one a line."),
        required=False,
        rows=2,
    )
    check_again_on = DayField(
        label=_("Look at it again on"),
        help_text=_("On that day it comes up in the list of what to look after."),
        required=False,
        last=None,
        initial=next_look,
    )

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.already_here: Resource | None = None
        self.now: Resource | None = getattr(self, "row", None)
        aims = Aim.objects.current()
        if self.now:
            aims |= Aim.objects.filter(resources=self.now)
        field_of(self, "aims", forms.ModelMultipleChoiceField).queryset = aims.distinct()
        self.statements = StatementChoices(person)
        self._offer_statements()
        self._offer_language()
        self.fields["topics"].help_text = topics_hint()

    def _offer_statements(self) -> None:
        groups: list[tuple[str | Promise, list[tuple[str, str]]]] = [
            (group.title, [(o.step.slug, o.step.short_name) for o in group.options])
            for group in self.statements.by_aim()
        ]
        self.known_steps = dict(self.statements.by_slug)
        if self.now:
            gone = {s.slug: s for s in self.now.steps.all() if s.slug not in self.known_steps}
            if gone:
                title = gettext("No longer part of the plan")
                groups.append((title, [(slug, s.short_name) for slug, s in gone.items()]))
                self.known_steps |= gone
        field_of(self, "steps", forms.MultipleChoiceField).choices = groups

    def _offer_language(self) -> None:
        """A language that came by import is offered where it is."""
        now = self.now.language if self.now else "en"
        if now not in LANGUAGE_NAMES:
            field_of(self, "language", forms.ChoiceField).choices = [*LANGUAGES, (now, now)]

    def clean_accessibility(self) -> list[str]:
        return fields.in_our_order(self.cleaned_data["accessibility"])

    def clean_aims(self) -> list[Aim]:
        return list(self.cleaned_data["aims"])

    def clean_steps(self) -> list[Any]:
        chosen = [self.known_steps[slug] for slug in self.cleaned_data["steps"]]
        return sorted(chosen, key=lambda step: (step.order, step.pk))

    def clean_other_formats(self) -> list[Resource]:
        lines = [line for line in self.cleaned_data["other_formats"].split("\n") if line.strip()]
        if len(lines) > OTHER_FORMATS:
            raise ValidationError(gettext("Name up to 20 others."))
        try:
            found = resources_at(lines)
        except NotHereError as missing:
            raise ValidationError(
                gettext("“%(line)s” is not in this library. Copy the address of its page here.")
                % {"line": missing.line[:120]}
            ) from missing
        return [resource for resource in found if self.now is None or resource.pk != self.now.pk]

    def clean(self) -> dict[str, Any]:
        """Exactly one of address and file, so that nobody wonders which is meant."""
        given = super().clean() or self.cleaned_data
        if {"url", "file"} & set(self.errors):
            return given
        if given.get("url") and given.get("file"):
            self.add_error("file", _("Give an address or a file, not both."))
        elif not given.get("url") and not given.get("file") and not self._keeps_a_file:
            self.add_error("url", _("Write the address, or choose a file."))
        return given

    @property
    def _keeps_a_file(self) -> bool:
        return bool(self.now and self.now.file)

    def refuse_if_too_much(self, request: HttpRequest) -> None:
        """Say so where the request was so large that its file was never read."""
        if is_too_much(request):
            self.add_error("file", TOO_MUCH)

    def what_it_says(self) -> Values:
        # The form cleans each of them to what the resource takes.
        return cast("Values", {name: self.cleaned_data[name] for name in ASKED})

    @property
    def new_file(self) -> CheckedFile | None:
        return self.cleaned_data.get("file") or None

    def say_where(self, resource: Resource) -> None:
        self.already_here = resource
        self.add_error("url", gettext("This address is in the library already."))


class NewResourceForm(ResourceFields):
    form_key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, initial: dict[str, Any] | None = None, **kwargs: Any) -> None:
        kwargs["initial"] = {"form_key": uuid.uuid4(), **(initial or {})}
        super().__init__(*args, **kwargs)

    def store(self, *, by: User) -> Resource | None:
        """Add it; or say which one is here already, and keep what was typed."""
        try:
            return self.add(by=by)
        except AlreadyHereError as here:
            self.say_where(here.resource)
            return None

    def add(self, *, by: User) -> Resource:
        return add_resource(
            by=by,
            form_key=self.cleaned_data["form_key"],
            values=self.what_it_says(),
            file=self.new_file,
        )


class SuggestedForm(NewResourceForm):
    """A new resource that somebody suggested: it begins with what they told us."""

    def __init__(self, *args: Any, suggestion: Suggestion, **kwargs: Any) -> None:
        self.suggestion = suggestion
        known = {name: getattr(suggestion, name) for name in SUGGESTED}
        known["why_here"] = suggestion.why
        told = {name: value for name, value in known.items() if value}
        super().__init__(*args, initial=told, **kwargs)

    def add(self, *, by: User) -> Resource:
        return add_suggested(
            by=by,
            suggestion=self.suggestion,
            form_key=self.cleaned_data["form_key"],
            values=self.what_it_says(),
            file=self.new_file,
        )


class EditResourceForm(ResourceFields, EditForm):
    """A resource as it is now. The form knows what its reader saw."""

    edited = ASKED

    def __init__(self, *args: Any, row: Resource, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        others = [settings.SITE_URL + one.get_absolute_url() for one in row.other_formats.all()]
        joined = {
            "aims": [aim.number for aim in row.aims.all()],
            "steps": [step.slug for step in row.steps.all()],
            "topics": ", ".join(map(str, row.topics.all())),
            "other_formats": "\n".join(others),
        }
        self.initial = {**self.initial, **joined}

    def carry_out(self, *, by: Any) -> bool:
        return edit_resource(
            by=by,
            resource=self.row,
            values=self.what_it_says(),
            file=self.new_file,
            seen=self.cleaned_data["seen"],
        )

    def store(self, *, by: Any) -> bool:
        try:
            return super().store(by=by)
        except AlreadyHereError as here:
            self.say_where(here.resource)
            return False

    def _show(self, row: Any) -> None:
        """Of so many fields, only those are shown in which they say one thing and you another."""
        super()._show(row)
        self.changed_meanwhile = [
            (str(self.fields[name].label), in_words(row, name))
            for name in ASKED
            if plain(stored(row, name)) != plain(self.cleaned_data[name])
        ]


def plain(value: Any) -> Any:
    """Return a value so that what is in the database compares with what the form says."""
    return sorted(map(str, value)) if isinstance(value, list) else value


def in_words(row: Resource, name: str) -> str:
    value = stored(row, name)
    joined = isinstance(value, list) and name != "accessibility"
    return and_list(value) if joined else displayed(row, name)


def topics_hint() -> str:
    """Name the topics that there are, so that the same thing is not called two things."""
    known = [topic.name for topic in Topic.objects.all()[:MOST_TOPICS_NAMED]]
    hint = gettext("With commas between.")
    return f"{hint} {gettext('So far:')} {escape(', '.join(known))}" if known else hint
