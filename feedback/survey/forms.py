from __future__ import annotations

from typing import Any

from feedback.sheet_pages import SheetForm


class SurveyForm(SheetForm):
    """The questions of the survey. Each may be left out, but not all of them."""

    def clean(self) -> dict[str, Any]:
        answers: dict[str, Any] = super().clean() or {}
        if not self.errors and not any(answers.values()):
            first = self.asked.sheet.questions[0]
            self.add_error(first.slug, str(self.asked.problems["nothing"]))
        return answers
