from __future__ import annotations

from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from imroc_ei.forms.fields import field_of
from imroc_ei.forms.widgets import CheckboxCards, RadioCards
from imroc_ei.forms.words import WordsField
from steps.enums import LEVEL_CRITERIA, Direction, RestsOn
from steps.models import Evidence, Finding
from steps.reviews import levels
from steps.reviews.forms.fields import KeptTyping, one_of
from steps.reviews.queries import Record

WORDS_OF_EVIDENCE = 24


class FindingForm(KeptTyping):
    """What was found about one statement; unfinished, it may be put aside for later."""

    evidence_since = forms.MultipleChoiceField(
        label=_("Evidence since the review before"),
        help_text=_("Tick what your finding rests on. A written account counts."),
        required=False,
        error_messages=one_of(_("Some of this evidence is gone. Look through what is left.")),
    )
    evidence_earlier = forms.MultipleChoiceField(
        label=_("Earlier evidence"),
        required=False,
        error_messages=one_of(_("Some of this evidence is gone. Look through what is left.")),
    )
    level = forms.ChoiceField(
        label=_("Where does it stand?"), error_messages=one_of(_("Choose a level."))
    )
    direction = forms.ChoiceField(
        label=_("Since the last review"),
        choices=Direction.choices,
        widget=RadioCards(attrs={"class": "inline"}),
        error_messages=one_of(_("Choose how it went since the last review.")),
    )
    rests_on = forms.ChoiceField(
        label=_("What does the level rest on?"),
        choices=RestsOn.choices,
        widget=RadioCards,
        error_messages=one_of(_("Choose what the level rests on.")),
    )
    why = WordsField(
        rows=3,
        label=_("Why?"),
        help_text=_("A sentence or two that somebody else can follow next year."),
        error_messages={"required": _("Say why, in a sentence or more.")},
    )
    other_explanation = WordsField(
        rows=3,
        label=_("What else might explain it?"),
        help_text=_("Asked for “Making a difference”: a change can have other reasons than ours."),
        required=False,
    )
    back_reason = WordsField(
        rows=3,
        label=_("Why does it move back?"),
        help_text=_("Only where you choose a lower level than before. It needs nobody’s approval."),
        required=False,
    )

    def __init__(self, *args: Any, finding: Finding, record: Record, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.finding, self.record = finding, record
        self.finished = "later" not in self.data
        self._offer_evidence()
        self._offer_levels()
        if finding.step.level not in levels.LADDER[1:]:
            del self.fields["back_reason"]
        if finding.step.reviewed_on is None:
            self.fields["direction"].help_text = gettext(
                "This is the first review, so “Cannot say” is the usual answer."
            )
        if not self.finished:
            for field in self.fields.values():
                field.required = False

    def _offer_evidence(self) -> None:
        for name, pieces in (
            ("evidence_since", self.record.since),
            ("evidence_earlier", self.record.earlier),
        ):
            if not pieces:
                del self.fields[name]
                continue
            field = field_of(self, name, forms.MultipleChoiceField)
            field.widget = CheckboxCards(hints={str(piece.pk): hint_of(piece) for piece in pieces})
            field.choices = [(str(piece.pk), title_of(piece)) for piece in pieces]

    def _offer_levels(self) -> None:
        step, ground = self.finding.step, self.record.ground
        hints = {}
        for level, criterion in LEVEL_CRITERIA.items():
            lacking = levels.missing(level, before=step.level, ground=ground)
            hints[level.value] = " ".join([str(criterion), *(_not_yet(lacking) if lacking else [])])
        field = field_of(self, "level", forms.ChoiceField)
        field.widget = RadioCards(hints=hints)
        field.choices = [(level.value, level.label) for level in LEVEL_CRITERIA]

    @property
    def cited(self) -> list[int]:
        """The ids of the evidence that was ticked."""
        ticked = [*self._ticked("evidence_since"), *self._ticked("evidence_earlier")]
        return [int(pk) for pk in ticked]

    def _ticked(self, name: str) -> list[str]:
        return list(self.cleaned_data.get(name) or [])

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if self.finished and said.get("level"):
            self._hold_to_the_rules(said)
        return said

    def _hold_to_the_rules(self, said: dict[str, Any]) -> None:
        cited = set(self.cited)
        pieces = [*self.record.since, *self.record.earlier]
        found = levels.problems(
            said["level"],
            before=self.finding.step.level,
            ground=levels.ground_of(
                [piece for piece in pieces if piece.pk in cited], self.finding.step.reviewed_on
            ),
            other_explanation=said.get("other_explanation", ""),
            back_reason=said.get("back_reason", ""),
        )
        for name, words in found.items():
            self.add_error(name, words)

    def words(self) -> dict[str, Any]:
        """What the action takes."""
        names = ("level", "direction", "rests_on", "why", "other_explanation", "back_reason")
        return {name: self.cleaned_data.get(name, "") for name in names} | {"evidence": self.cited}


def initial_of(finding: Finding) -> dict[str, Any]:
    """What a finding says so far, as the form takes it."""
    ticked = [str(piece.pk) for piece in finding.evidence.all()]
    first = finding.step.reviewed_on is None
    return {
        "evidence_since": ticked,
        "evidence_earlier": ticked,
        "level": finding.level,
        "direction": finding.direction or (Direction.CANNOT_SAY if first else ""),
        "rests_on": finding.rests_on,
        "why": finding.why,
        "other_explanation": finding.other_explanation,
        "back_reason": finding.back_reason,
    }


def _not_yet(lacking: list[str]) -> list[str]:
    return [gettext("Not yet:"), *lacking]


def title_of(piece: Evidence) -> str:
    return Truncator(str(piece)).words(WORDS_OF_EVIDENCE)


def hint_of(piece: Evidence) -> SafeString:
    """Whose account it is, and the entry that it belongs to."""
    return format_html(
        '{} · {} · <a href="{}">{}</a>',
        piece.get_from_whom_display(),
        piece.get_kind_display(),
        piece.activity.get_absolute_url(),
        gettext("the entry “%(title)s”") % {"title": Truncator(piece.activity.title).words(10)},
    )
