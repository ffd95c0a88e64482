from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _


class SeveralFiles(forms.FileInput):
    allow_multiple_selected = True


class FilesAgainForm(forms.Form):
    """Asks for the files that were chosen; what they may be is for the form they belong to."""

    use_required_attribute = False

    def __init__(self, *args: Any, chosen: Mapping[str, list[str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, files in chosen.items():
            words = {"files": "”, “".join(files)}
            self.fields[name] = forms.FileField(
                label=_("Choose “%(files)s” again") % words,
                allow_empty_file=True,
                widget=SeveralFiles({"multiple": True}) if len(files) > 1 else forms.FileInput(),
                error_messages={
                    "required": _("Choose “%(files)s” again, or send it without.") % words
                },
            )
