"""The versions of the procedure as pages read them."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import cached_property
from django.utils.safestring import SafeString

from feedback.enums import ProcedureState
from feedback.models import Lesson, ProcedureVersion
from feedback.procedure.actions import WRITABLE
from feedback.procedure.numbers import Row, filled_in, rows_of
from feedback.procedure.rendering import as_html


@dataclass(kw_only=True)
class Shown:
    """A version as anybody reads it."""

    version: ProcedureVersion

    @property
    def text(self) -> SafeString:
        return as_html(filled_in(self.version.text, self.version))

    @property
    def easy_text(self) -> SafeString:
        return as_html(filled_in(self.version.easy_text, self.version), lines=True)

    @property
    def is_in_force(self) -> bool:
        return self.version.state == ProcedureState.IN_FORCE

    @property
    def is_writable(self) -> bool:
        return self.version.state in WRITABLE

    @property
    def numbers(self) -> list[Row]:
        return rows_of(self.version)

    @cached_property
    def lessons(self) -> list[Lesson]:
        """The lessons that caused it, as far as they are published."""
        return list(self.version.lessons.published())

    @cached_property
    def others(self) -> list[ProcedureVersion]:
        """The other versions that anybody may read, the newest first."""
        others = ProcedureVersion.objects.once_in_force().exclude(pk=self.version.pk)
        return list(others.defer("text", "easy_text"))


def version_in_force() -> ProcedureVersion | None:
    return ProcedureVersion.objects.in_force()


def all_versions() -> list[ProcedureVersion]:
    """Every version, the newest first, as owners see them."""
    versions = ProcedureVersion.objects.defer("text", "easy_text")
    return list(versions.select_related("held_by"))
