"""A table of resources: sent once, looked at, and then stored from the page itself."""

from __future__ import annotations

from library.imports.columns import COLUMNS
from steps.activity.forms.importing import ConfirmForm, ImportForm, Rows, signed

__all__ = ["ConfirmForm", "ResourceImportForm", "Rows", "signed"]


class ResourceImportForm(ImportForm):
    columns = COLUMNS
