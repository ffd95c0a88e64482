from django import forms
from django.utils.translation import gettext_lazy as _

from imroc_ei.forms.widgets import RadioCards
from imroc_ei.people.enums import Face, Scheme, Spacing, TextSize
from imroc_ei.people.reading import Reading


class ReadingForm(forms.Form):
    """How the pages look to this reader."""

    text_size = forms.ChoiceField(
        label=_("Size of the text"),
        choices=TextSize.choices,
        widget=RadioCards(attrs={"class": "inline"}),
        error_messages={"required": _("Choose a size."), "invalid_choice": _("Choose a size.")},
    )
    spacing = forms.ChoiceField(
        label=_("Space between lines and letters"),
        choices=Spacing.choices,
        widget=RadioCards(attrs={"class": "inline"}),
        error_messages={
            "required": _("Choose a spacing."),
            "invalid_choice": _("Choose a spacing."),
        },
    )
    face = forms.ChoiceField(
        label=_("Letters"),
        choices=Face.choices,
        widget=RadioCards(
            hints={
                Face.DYSLEXIA: _(
                    "OpenDyslexic, Atkinson Hyperlegible or Lexend where your device has one, "
                    "otherwise Verdana"
                )
            }
        ),
        error_messages={
            "required": _("Choose the letters."),
            "invalid_choice": _("Choose the letters."),
        },
    )
    scheme = forms.ChoiceField(
        label=_("Colours"),
        choices=Scheme.choices,
        widget=RadioCards(hints={Scheme.CONTRAST: _("Black and white, with stronger lines")}),
        error_messages={
            "required": _("Choose the colours."),
            "invalid_choice": _("Choose the colours."),
        },
    )

    def chosen(self) -> Reading:
        return Reading.from_values([self.cleaned_data[name] for name in self.fields])
